import type { CommandDefinition } from '../../src/cli/command.ts'

/** The page of all commands with their arguments and options. */
export function commandsPage(commands: readonly CommandDefinition[]): string {
  return `# Commands\n\nExit codes: 0 well, 1 failed while running, 2 invalid input, 3 environment, 130 and 143 ended by a second signal, 141 ended because nobody reads its output any more.\n\n${commands.map(section).join('\n\n')}\n`
}

function section({ name, summary, notes = [], arguments: positional, options, examples }: CommandDefinition): string {
  const usage = [
    `kafila ${name}`,
    ...positional.map(each => (each.required ? `<${each.name}${each.variadic ? '...' : ''}>` : `[${each.name}]`)),
    ...(options.length > 0 ? ['[options]'] : []),
  ].join(' ')
  const rows = [
    ...positional.map(each => [`\`${each.name}\``, each.describe]),
    ...options.map(each => [`\`${each.flags}\``, each.default === undefined ? each.describe : `${each.describe} Default ${each.default}.`]),
  ]
  return [
    `## ${name}`,
    `\`${usage}\``,
    [summary, ...notes].join(' '),
    ...(rows.length > 0 ? [`| | |\n|---|---|\n${rows.map(row => `| ${row.map(cell).join(' | ')} |`).join('\n')}`] : []),
    ...(examples.length > 0 ? [`\`\`\`sh\n${examples.map(example => `${example.line}   # ${example.title}`).join('\n')}\n\`\`\``] : []),
  ].join('\n\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
