import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { nearestName } from '../../core/nearest.ts'
import { dotText } from '../../graph/dot.ts'
import { type Graph, placedParts } from '../../graph/graph.ts'
import { mermaidText } from '../../graph/mermaid.ts'
import { defineCommand, EXIT, envelope, type Io, JSON_OPTION } from '../command.ts'
import { readInputs } from '../files.ts'
import { diagnosticsText } from '../print-diagnostics.ts'
import { INPUT_OPTIONS } from './input-options.ts'

export const graph = defineCommand({
  name: 'graph',
  summary: 'Draws what route files do: sources, steps, branches, links between routes, error handling. Opens nothing.',
  notes: ['What is wrong with the files is told on standard error; what can be read is drawn all the same.'],
  arguments: [{ name: 'path', describe: 'Files, directories, globs, or - for standard input.', required: true, variadic: true }],
  options: [
    { flags: '--format <format>', describe: 'What is written.', choices: ['mermaid', 'dot', 'svg'], default: 'mermaid' },
    { flags: '-o, --output <file>', describe: 'Writes to a file instead of standard output.' },
    { flags: '--route <id>', describe: 'Only this route, with what handles its errors.' },
    ...INPUT_OPTIONS,
    JSON_OPTION,
  ],
  examples: [
    { title: 'A flowchart for a README or a pull request', line: 'kafila graph routes/quickstart/' },
    { title: 'A picture', line: 'kafila graph routes/ --format svg --output routes.svg' },
  ],
  async run({ arguments: paths, options }, io) {
    const [{ readRoutes }, { buildGraph }] = await Promise.all([import('../actions/graph-input.ts'), import('../../graph/build-graph.ts')])
    const inputs = await readInputs(paths, options, io)
    const { diagnostics, input, ids } = await readRoutes(inputs)
    const only = options['route'] as string | undefined
    if (only !== undefined && !ids.includes(only)) return unknownRoute(only, ids, io)
    if (diagnostics.length > 0 && !options['json']) io.err(`${diagnosticsText(diagnostics, inputs.routes, io.colors)}\n`)
    const made = buildGraph({ ...input, ...(only !== undefined && { only }) })
    const format = options['format'] as string
    const output = options['output'] as string | undefined
    const text = options['json'] && output === undefined ? '' : await graphText(made, format)
    if (output !== undefined) writeFileSync(resolve(io.cwd, output), text)
    if (options['json'])
      io.out(envelope('graph', true, summary(made), { ...plain(made), ...(output !== undefined && { output }), diagnostics }))
    else if (output === undefined) io.out(text)
    else io.err(`${output}: ${summary(made)}\n`)
    return EXIT.ok
  },
})

function unknownRoute(id: string, ids: readonly string[], io: Io): number {
  const nearest = nearestName(id, ids)
  io.err(
    `kafila graph: there is no route ${id}; ${nearest === undefined ? `there are ${ids.join(', ') || 'none'}` : `did you mean ${nearest}?`}\n`,
  )
  return EXIT.invalid
}

async function graphText(made: Graph, format: string): Promise<string> {
  if (format === 'svg') return (await import('../../graph/svg/svg.ts')).svgText(made)
  return format === 'dot' ? dotText(made) : mermaidText(made)
}

/** The graph without nesting: each part with the block around it. */
function plain(made: Graph) {
  const parts = [...placedParts(made)]
  const isBlock = (id: string) => id.startsWith('b')
  return {
    blocks: parts.filter(each => isBlock(each.id)),
    nodes: parts.filter(each => !isBlock(each.id)),
    edges: made.edges.map(({ pass: _pass, ...edge }) => edge),
  }
}

function summary(made: Graph): string {
  const parts = [...placedParts(made)]
  const routes = parts.filter(each => each.kind === 'route').length
  return `${routes} ${routes === 1 ? 'route' : 'routes'}, ${parts.filter(each => each.id.startsWith('n')).length} nodes, ${made.edges.length} edges`
}
