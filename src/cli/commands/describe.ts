import { type Description, describeCatalog, type OptionDescription } from '../../catalog/describe.ts'
import { markdownPage } from '../../catalog/generate/markdown.ts'
import { builtInCatalog } from '../../catalog/index.ts'
import { nearestName } from '../../core/nearest.ts'
import { defineCommand, EXIT, envelope, JSON_OPTION } from '../command.ts'
import { table } from '../table.ts'

export const describe = defineCommand({
  name: 'describe',
  summary: 'Shows what a connector, EIP, language, data format, element or bean type does: options, defaults, examples.',
  arguments: [
    {
      name: 'name',
      describe: 'The name, or kind/name where two have the same.',
      required: true,
      choices: () => describeCatalog(builtInCatalog()).map(each => each.name),
    },
  ],
  options: [JSON_OPTION, { flags: '--markdown', describe: 'Prints the reference page.' }],
  examples: [
    { title: 'The options of the file connector', line: 'kafila describe file' },
    { title: 'The language, where an EIP has the same name', line: 'kafila describe language/tokenize' },
  ],
  async run({ arguments: [name], options }, io) {
    const all = describeCatalog(builtInCatalog())
    const found = find(all, name!)
    if (found.length === 0) {
      const nearest = nearestName(
        name!,
        all.map(each => each.name),
      )
      io.err(`kafila describe: nothing is called ${name}${nearest ? `; did you mean ${nearest}?` : ''}\n`)
      return EXIT.invalid
    }
    if (options['json'])
      io.out(envelope('describe', true, found.map(each => `${each.kind} ${each.name}`).join(', '), found.length === 1 ? found[0] : found))
    else io.out(found.map(options['markdown'] ? markdownPage : textPage).join('\n'))
    return EXIT.ok
  },
})

function find(all: readonly Description[], wanted: string): Description[] {
  const [kind, name] = wanted.includes('/') ? (wanted.split('/', 2) as [string, string]) : [undefined, wanted]
  const simpleName = (bean: string) => bean.slice(bean.lastIndexOf('.') + 1)
  return all.filter(
    each =>
      (kind === undefined || each.kind === kind) &&
      (each.name === name ||
        each.aliases.includes(name) ||
        (each.kind === 'bean' && [each.name, ...each.aliases].some(alias => simpleName(alias) === name))),
  )
}

function textPage({ kind, name, aliases, summary, notes, syntax, sets, examples }: Description): string {
  return [
    `${name} (${kind})${aliases.length > 0 ? `, also ${aliases.join(', ')}` : ''}`,
    `  ${summary}`,
    ...notes.map(note => `  ${note}`),
    ...(syntax ? ['', `  ${syntax}`] : []),
    ...sets.filter(set => set.options.length > 0).flatMap(set => ['', `${set.title}:`, table(optionRows(set.options, '  ')).trimEnd()]),
    ...examples.flatMap(example => ['', `Example: ${example.title}`, example.yaml.trimEnd().replaceAll(/^/gm, '  ')]),
    '',
  ].join('\n')
}

function optionRows(options: readonly OptionDescription[], indent: string): string[][] {
  return options.flatMap(option => [
    [
      indent + option.name,
      option.kind,
      option.required ? 'required' : option.default === undefined ? '' : `= ${option.default}`,
      meaning(option),
    ],
    ...optionRows(option.options ?? [], `${indent}  `),
  ])
}

function meaning(option: OptionDescription): string {
  const choices = option.choices ? ` (${option.choices.join(', ')})` : ''
  const missing = option.unsupported ? ` NOT SUPPORTED YET: ${option.unsupported}.` : ''
  return `${option.describe}${choices}${missing}`
}
