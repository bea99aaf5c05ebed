import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { buildGraph } from '../../graph/build-graph.ts'
import { dotText } from '../../graph/dot.ts'
import { type Graph, placedParts } from '../../graph/graph.ts'
import { mermaidText } from '../../graph/mermaid.ts'
import { svgText } from '../../graph/svg/svg.ts'
import { type CommandInput, EXIT, envelope, type Io } from '../command.ts'
import { readInputs } from '../files.ts'
import { diagnosticsText } from '../print-diagnostics.ts'
import { readRoutes, unknownRoute } from './graph-input.ts'

/** Draws the routes of some paths; gives the exit code. */
export async function drawGraph(paths: readonly string[], options: CommandInput['options'], io: Io): Promise<number> {
  const inputs = await readInputs(paths, options, io)
  const { diagnostics, input, ids } = await readRoutes(inputs)
  const only = options['route'] as string | undefined
  if (only !== undefined && !ids.includes(only)) {
    io.err(`kafila graph: ${unknownRoute(only, ids)}\n`)
    return EXIT.invalid
  }
  if (diagnostics.length > 0 && !options['json']) io.err(`${diagnosticsText(diagnostics, inputs.routes, io.colors)}\n`)
  const made = buildGraph({ ...input, ...(only !== undefined && { only }) })
  const text = FORMATS[String(options['format'])]!(made)
  const output = options['output'] as string | undefined
  if (output !== undefined) writeFileSync(resolve(io.cwd, output), text)
  if (options['json'])
    io.out(envelope('graph', true, summary(made), { ...plain(made), ...(output !== undefined && { output }), diagnostics }))
  else if (output === undefined) io.out(text)
  else io.err(`${output}: ${summary(made)}\n`)
  return EXIT.ok
}

const FORMATS: Readonly<Record<string, (graph: Graph) => string>> = { mermaid: mermaidText, dot: dotText, svg: svgText }

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
