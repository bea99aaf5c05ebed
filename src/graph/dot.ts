import { cut, linesOf } from './cut.ts'
import { type FlowText, flowLines } from './flow-lines.ts'
import type { EdgeKind, Graph, GraphBlock, GraphNode, NodeKind } from './graph.ts'

/** The graph in the language of Graphviz; blocks are clusters. */
export function dotText(graph: Graph): string {
  const head = [
    'digraph kafila {',
    '  rankdir=TB; compound=true; bgcolor="transparent"; fontname="Helvetica"; fontsize=11; fontcolor="#6e7781"; color="#8b96a3";',
    '  node [fontname="Helvetica", fontsize=11, style="filled,rounded", shape=box, margin="0.15,0.06"];',
    '  edge [fontname="Helvetica", fontsize=10, color="#7d8590", fontcolor="#6e7781"];',
  ]
  const edges = graph.edges.map(({ from, to, kind, label }) => {
    const attributes = [...(label === undefined ? [] : [`label=${quoted([cut(label)])}`]), ...EDGES[kind]]
    return `  ${from} -> ${to}${attributes.length === 0 ? '' : ` [${attributes.join(', ')}]`};`
  })
  return `${[...head, ...graph.blocks.flatMap(block => blockLines(block, '  ')), ...edges, '}'].join('\n')}\n`
}

const EDGES: Readonly<Record<EdgeKind, readonly string[]>> = {
  flow: [],
  link: ['style=bold', 'color="#4a7fbd"', 'constraint=false'],
  error: ['style=dashed', 'color="#c0554e"'],
}

const NODES: Readonly<Record<NodeKind, string>> = {
  source: 'shape=box, fillcolor="#d5ebdc", color="#3f8f5f", fontcolor="#17301f"',
  step: 'fillcolor="#eef1f4", color="#8b96a3", fontcolor="#1f2933"',
  decision: 'shape=hexagon, style="filled", fillcolor="#fbeccb", color="#b98a22", fontcolor="#3a2c07"',
  endpoint: 'fillcolor="#d9e7f8", color="#4a7fbd", fontcolor="#132a45"',
  handler: 'fillcolor="#f9dcda", color="#c0554e", fontcolor="#45130f"',
}

const TEXT: FlowText = { node: nodeText, block: blockLines }

function blockLines(block: GraphBlock, indent: string): string[] {
  const style = block.kind === 'handler' ? 'style="rounded,dashed";' : 'style="rounded";'
  return [
    `${indent}subgraph cluster_${block.id} {`,
    `${indent}  label=${quoted(linesOf(block))}; labeljust="l"; ${style}`,
    ...flowLines(block.body, `${indent}  `, TEXT),
    `${indent}}`,
  ]
}

function nodeText(node: GraphNode): string {
  return `${node.id} [label=${quoted(linesOf(node))}, ${NODES[node.kind]}];`
}

function quoted(lines: readonly string[]): string {
  return `"${lines.map(each => each.replaceAll(/["\\]/g, mark => `\\${mark}`)).join('\\n')}"`
}
