import type { Graph, GraphBlock } from '../graph.ts'
import { placedParts } from '../graph.ts'

/** The blocks of a graph in columns: what links lead to stands to the right of where they come from. */
export function columnsOf(graph: Graph): GraphBlock[][] {
  const owner = owners(graph)
  const next = new Map<string, Set<string>>()
  for (const { from, to } of graph.edges) {
    const [a, b] = [owner.get(from)!, owner.get(to)!]
    if (a !== b) next.set(a, (next.get(a) ?? new Set()).add(b))
  }
  const depth = depths(
    graph.blocks.map(each => each.id),
    next,
  )
  const columns: GraphBlock[][] = []
  for (const block of graph.blocks) (columns[depth.get(block.id)!] ??= []).push(block)
  return columns.filter(each => each !== undefined)
}

/** The top block of every node. */
function owners(graph: Graph): Map<string, string> {
  const around = new Map([...placedParts(graph)].map(each => [each.id, each.block]))
  return new Map(
    [...around.keys()].map(id => {
      let top = id
      for (let outer = around.get(top); outer !== undefined; outer = around.get(top)) top = outer
      return [id, top]
    }),
  )
}

/** How many links lead to each block at most, from one that none leads to; a link that closes a circle counts nothing. */
function depths(ids: readonly string[], next: ReadonlyMap<string, ReadonlySet<string>>): Map<string, number> {
  const depth = new Map(ids.map(id => [id, 0]))
  const order: string[] = []
  const state = new Map<string, 'open' | 'done'>()
  const forward = new Map<string, string[]>()
  const visit = (id: string): void => {
    state.set(id, 'open')
    for (const to of next.get(id) ?? []) {
      if (state.get(to) === 'open') continue
      forward.set(id, [...(forward.get(id) ?? []), to])
      if (state.get(to) === undefined) visit(to)
    }
    state.set(id, 'done')
    order.unshift(id)
  }
  for (const id of ids) if (state.get(id) === undefined) visit(id)
  for (const id of order) for (const to of forward.get(id) ?? []) depth.set(to, Math.max(depth.get(to)!, depth.get(id)! + 1))
  return depth
}
