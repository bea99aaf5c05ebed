import type { Description } from '../../src/catalog/describe.ts'

/** The page of all bean types: Java's names are aliases of one type; types that say the same stand in one row. */
export function beansPage(descriptions: readonly Description[]): string {
  const bySummary = new Map<string, Description[]>()
  for (const each of descriptions) bySummary.set(each.summary, [...(bySummary.get(each.summary) ?? []), each])
  const rows = [...bySummary].map(([summary, types]) => `| ${names(types)} | ${cell(summary)} | ${properties(types)} |`)
  return `# Bean types\n\nWhat \`beans:\` and \`#class:\` may name. A bean may also be an object of the embedding program, or of a module.\n\n| type | what it is | properties |\n|---|---|---|\n${rows.join('\n')}\n`
}

function names(types: readonly Description[]): string {
  return types
    .flatMap(type => [type.name, ...type.aliases])
    .map(name => `\`${name}\``)
    .join(', ')
}

function properties(types: readonly Description[]): string {
  const options = types.flatMap(type => type.sets.flatMap(set => set.options))
  return [...new Map(options.map(option => [option.name, `\`${option.name}\`: ${cell(option.describe)}`])).values()].join(' ')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
