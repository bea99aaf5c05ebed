import { type Description, describeCatalog } from '../../catalog/describe.ts'
import { defineCommand, EXIT, envelope, JSON_OPTION } from '../command.ts'
import { catalogHere } from '../plug-ins.ts'
import { table } from '../table.ts'

const KINDS: Readonly<Record<string, Description['kind']>> = {
  beans: 'bean',
  connectors: 'connector',
  eips: 'eip',
  elements: 'element',
  formats: 'format',
  languages: 'language',
}

export const list = defineCommand({
  name: 'list',
  summary: 'Lists connectors, EIPs, languages, data formats, elements or bean types.',
  arguments: [
    { name: 'kind', describe: `One of ${Object.keys(KINDS).join(', ')}; all where none is given.`, choices: () => Object.keys(KINDS) },
  ],
  options: [JSON_OPTION],
  examples: [{ title: 'All steps that a route may have', line: 'kafila list eips' }],
  async run({ arguments: [wanted], options }, io) {
    if (wanted !== undefined && KINDS[wanted] === undefined) {
      io.err(`kafila list: no such kind: ${wanted}; there are ${Object.keys(KINDS).join(', ')}\n`)
      return EXIT.invalid
    }
    const found = describeCatalog(await catalogHere(io.cwd)).filter(each => wanted === undefined || each.kind === KINDS[wanted])
    if (options['json'])
      io.out(
        envelope(
          'list',
          true,
          `${found.length} declarations`,
          found.map(({ kind, name, aliases, summary }) => ({ kind, name, aliases, summary })),
        ),
      )
    else io.out(table(found.map(each => (wanted === undefined ? [each.kind, each.name, each.summary] : [each.name, each.summary]))))
    return EXIT.ok
  },
})
