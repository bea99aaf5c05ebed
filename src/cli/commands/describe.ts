import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Description, describeCatalog, type OptionDescription } from '../../catalog/describe.ts'
import { markdownPage } from '../../catalog/generate/markdown.ts'
import { builtInCatalog } from '../../catalog/index.ts'
import { nearestName } from '../../core/nearest.ts'
import { type CommandInput, defineCommand, EXIT, envelope, type Io, JSON_OPTION } from '../command.ts'
import { catalogHere } from '../plug-ins.ts'
import { table } from '../table.ts'
import { INPUT_OPTIONS } from './input-options.ts'

export const describe = defineCommand({
  name: 'describe',
  summary:
    'Shows what a connector, EIP, language, data format, element or bean type does (options, defaults, examples), or what the routes of a file do.',
  notes: [
    '`kafila describe route PATH [ID]`, or just a path, tells of each route: source, steps, endpoints, properties, error handling, beans, Kamelets. Nothing is opened.',
  ],
  arguments: [
    {
      name: 'name',
      describe: 'The name, or kind/name where two have the same; or route, or a path.',
      required: true,
      choices: () => describeCatalog(builtInCatalog()).map(each => each.name),
    },
    { name: 'path', describe: 'With route: files, a directory, a glob, or - for standard input. With a path: the id of a route.' },
    { name: 'id', describe: 'With route: the id of the only route to tell of.' },
  ],
  options: [...INPUT_OPTIONS, JSON_OPTION, { flags: '--markdown', describe: 'Prints the reference page, or the routes, as Markdown.' }],
  examples: [
    { title: 'The options of the file connector', line: 'kafila describe file' },
    { title: 'The language, where an EIP has the same name', line: 'kafila describe language/tokenize' },
    { title: 'What a file does', line: 'kafila describe route routes/quickstart/orders.camel.yaml' },
  ],
  async run({ arguments: [name, second, third], options }, io) {
    if (name === 'route' && second !== undefined) return describeRoutes(second, third, options, io)
    const all = describeCatalog(await catalogHere(io.cwd))
    const found = find(all, name!)
    if (found.length === 0 && (existsSync(resolve(io.cwd, name!)) || /[*?]|\.ya?ml$/.test(name!) || name === '-'))
      return describeRoutes(name!, second, options, io)
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

async function describeRoutes(path: string, id: string | undefined, options: CommandInput['options'], io: Io): Promise<number> {
  const { tellRoutes } = await import('../actions/describe-routes.ts')
  return tellRoutes(path, id, options, io)
}

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
