import type { Flow, GraphBlock, GraphNode } from './graph.ts'

/** How a language of graphs writes what a flow holds. */
export interface FlowText {
  node(node: GraphNode): string
  block(block: GraphBlock, indent: string): readonly string[]
}

/** The lines of a flow: its nodes and blocks in their order, those of lanes one lane after the other. */
export function flowLines(flow: Flow, indent: string, text: FlowText): string[] {
  return flow.flatMap(item => {
    if (item.type === 'node') return [`${indent}${text.node(item.node)}`]
    if (item.type === 'block') return text.block(item.block, indent)
    return item.lanes.flatMap(lane => flowLines(lane.flow, indent, text))
  })
}
