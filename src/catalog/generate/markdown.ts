import type { DeliveryManifest } from '../../kit/delivery-manifest.ts'
import type { Example } from '../../kit/step.ts'
import type { Description, OptionDescription, OptionSet } from '../describe.ts'

const TITLES: Readonly<Record<Description['kind'], string>> = {
  eip: 'EIP',
  connector: 'connector',
  language: 'language',
  format: 'data format',
  element: 'element',
  bean: 'bean type',
}

/** The reference page of a declaration. */
export function markdownPage(description: Description): string {
  const { name, kind, summary, notes, syntax, aliases, sets, examples } = description
  return (
    [
      `# ${name} (${TITLES[kind]})`,
      summary,
      ...(aliases.length > 0 ? [`Also: ${aliases.map(alias => `\`${alias}\``).join(', ')}`] : []),
      ...(syntax ? [`Syntax: \`${syntax}\``] : []),
      ...notes,
      ...(description.delivery ? deliveryTable(description.delivery) : []),
      ...sets.filter(set => set.options.length > 0).flatMap(optionTable),
      ...(examples.length > 0
        ? ['## Examples', ...examples.flatMap(example => [`### ${example.title}`, block(example.yaml), ...otherFiles(example)])]
        : []),
    ].join('\n\n') + '\n'
  )
}

/** The table of the declarations of one kind. */
export function markdownIndex(title: string, descriptions: readonly Description[], link: (description: Description) => string): string {
  const rows = descriptions.map(each => `| [${each.name}](${link(each)}) | ${cell(each.summary)} |`)
  return `# ${title}\n\n| name | what it does |\n|---|---|\n${rows.join('\n')}\n`
}

function optionTable(set: OptionSet): string[] {
  const rows = flatten(set.options, '').map(
    ({ path, option }) =>
      `| \`${path}\` | ${option.kind}${option.choices ? `: ${option.choices.join(', ')}` : ''} | ${defaultCell(option)} | ${cell(sentence(option))} |`,
  )
  return [`## ${set.title}`, `| option | kind | default | meaning |\n|---|---|---|---|\n${rows.join('\n')}`]
}

function deliveryTable({ source, sink, headers, maxBody, notes = [] }: DeliveryManifest): string[] {
  const rows = [
    ...Object.entries(source ?? {}).map(([what, value]) => ['source', what, value]),
    ...Object.entries(sink ?? {}).map(([what, value]) => ['sink', what, value]),
    ['both', 'headers', headers],
    ...(maxBody === undefined ? [] : [['both', 'maxBody', maxBody]]),
  ]
  const table = rows.map(([side, what, value]) => `| ${side} | ${what} | ${value} |`).join('\n')
  return ['## Delivery', `| as | what | promise |\n|---|---|---|\n${table}`, ...notes]
}

function flatten(options: readonly OptionDescription[], prefix: string): { path: string; option: OptionDescription }[] {
  return options.flatMap(option => [
    { path: prefix + option.name, option },
    ...flatten(option.options ?? [], `${prefix}${option.name}${option.kind.startsWith('list') ? '[]' : ''}.`),
  ])
}

function defaultCell(option: OptionDescription): string {
  return option.required ? 'required' : option.default === undefined || option.default === '' ? '' : `\`${cell(String(option.default))}\``
}

function sentence(option: OptionDescription): string {
  const marks = [
    option.unsupported && `**Not supported yet**: ${option.unsupported}.`,
    option.deprecated && `Deprecated: ${option.deprecated}.`,
    option.secret && 'Secret: never printed.',
  ]
  return [option.describe, ...marks.filter(mark => mark)].join(' ')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function block(yaml: string): string {
  return `\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\``
}

function otherFiles({ files = {} }: Example): string[] {
  return Object.entries(files).flatMap(([name, text]) => [`with \`${name}\`:`, block(text)])
}
