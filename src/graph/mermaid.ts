import { cut, LINE, linesOf } from './cut.ts'
import { type FlowText, flowLines } from './flow-lines.ts'
import type { EdgeKind, Flow, Graph, GraphBlock, GraphNode, NodeKind } from './graph.ts'

/** The graph as a Mermaid flowchart. */
export function mermaidText(graph: Graph): string {
  const lines = ['flowchart TD', ...graph.blocks.flatMap(block => blockLines(block, '  '))]
  for (const { from, to, kind, label } of graph.edges)
    lines.push(`  ${from} ${ARROWS[kind](label === undefined ? '' : quoted([cut(label, LINE)]))} ${to}`)
  for (const kind of Object.keys(STYLES) as NodeKind[]) {
    const ids = graph.blocks.flatMap(({ body }) => nodesOf(body)).filter(each => each.kind === kind)
    if (ids.length > 0) lines.push(`  classDef ${kind} ${STYLES[kind]}`, `  class ${ids.map(each => each.id).join(',')} ${kind}`)
  }
  return `${lines.join('\n')}\n`
}

const ARROWS: Readonly<Record<EdgeKind, (label: string) => string>> = {
  flow: label => (label === '' ? '-->' : `-->|${label}|`),
  link: label => (label === '' ? '==>' : `==>|${label}|`),
  error: label => (label === '' ? '-.->' : `-.->|${label}|`),
}

const SHAPES: Readonly<Record<NodeKind, readonly [string, string]>> = {
  source: ['([', '])'],
  step: ['[', ']'],
  decision: ['{{', '}}'],
  endpoint: ['(', ')'],
  handler: ['[[', ']]'],
}

const STYLES: Readonly<Record<NodeKind, string>> = {
  source: 'fill:#d5ebdc,stroke:#3f8f5f,color:#17301f',
  step: 'fill:#eef1f4,stroke:#8b96a3,color:#1f2933',
  decision: 'fill:#fbeccb,stroke:#b98a22,color:#3a2c07',
  endpoint: 'fill:#d9e7f8,stroke:#4a7fbd,color:#132a45',
  handler: 'fill:#f9dcda,stroke:#c0554e,color:#45130f',
}

const TEXT: FlowText = { node: nodeText, block: blockLines }

function blockLines(block: GraphBlock, indent: string): string[] {
  return [`${indent}subgraph ${block.id}[${quoted(linesOf(block))}]`, ...flowLines(block.body, `${indent}  `, TEXT), `${indent}end`]
}

function nodeText(node: GraphNode): string {
  const [open, close] = SHAPES[node.kind]
  return `${node.id}${open}${quoted(linesOf(node))}${close}`
}

function nodesOf(flow: Flow): GraphNode[] {
  return flow.flatMap(item => {
    if (item.type === 'node') return [item.node]
    return item.type === 'block' ? nodesOf(item.block.body) : item.lanes.flatMap(lane => nodesOf(lane.flow))
  })
}

/** Lines as a quoted text: marks that mean something to Mermaid, HTML or Markdown are written as character codes. */
function quoted(lines: readonly string[]): string {
  return `"${lines.map(each => each.replaceAll(/["#&<>`%;\\*_~]/g, mark => `#${mark.charCodeAt(0)};`)).join('<br/>')}"`
}
