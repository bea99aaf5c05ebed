/** What a node stands for, which decides its form. */
export type NodeKind = 'source' | 'step' | 'decision' | 'endpoint' | 'handler'

/** A source, a step, an endpoint or a handler. */
export interface GraphNode {
  readonly id: string
  readonly kind: NodeKind
  /** The name: of the step, or the URI of a source. */
  readonly title: string
  /** What it works with: an expression, a URI, a format; in full. */
  readonly detail?: string
}

/** What a block stands for, which decides its form. */
export type BlockKind = 'route' | 'handler' | 'block'

/** A route, a handler, or a step with steps inside. */
export interface GraphBlock {
  readonly id: string
  readonly kind: BlockKind
  readonly title: string
  readonly detail?: string
  readonly body: Flow
}

/** A way beside others: a branch. */
export interface Lane {
  readonly flow: Flow
  /** The edge into it. */
  readonly label?: string
  /** A way that has no steps: the point that its edge passes, so that it keeps a place of its own. */
  readonly pass?: string
}

/** A part of a flow: a node, a block, or ways beside each other. */
export type Item =
  | { readonly type: 'node'; readonly node: GraphNode }
  | { readonly type: 'block'; readonly block: GraphBlock }
  | { readonly type: 'fork'; readonly lanes: readonly Lane[] }

/** What comes one after the other. */
export type Flow = readonly Item[]

/** How an edge is meant: the way of a message, a message sent to another route, a failure. */
export type EdgeKind = 'flow' | 'link' | 'error'

export interface GraphEdge {
  readonly from: string
  readonly to: string
  readonly kind: EdgeKind
  readonly label?: string
  /** The lane without steps that it passes. */
  readonly pass?: string
}

/** What files do, as a graph: routes with their steps in their order, and the edges between all nodes. Equal files give equal graphs. */
export interface Graph {
  readonly blocks: readonly GraphBlock[]
  readonly edges: readonly GraphEdge[]
}

/** A node or block with the block around it, for forms that have no nesting. */
export type Placed =
  | (GraphNode & { readonly block: string | undefined })
  | (Omit<GraphBlock, 'body'> & { readonly block: string | undefined })

/** All nodes and blocks in their order. */
export function* placedParts(graph: Graph): Generator<Placed> {
  for (const block of graph.blocks) yield* partsOfBlock(block, undefined)
}

function* partsOfBlock({ body, ...block }: GraphBlock, around: string | undefined): Generator<Placed> {
  yield { ...block, block: around }
  yield* partsOf(body, block.id)
}

function* partsOf(flow: Flow, block: string): Generator<Placed> {
  for (const item of flow) {
    if (item.type === 'node') yield { ...item.node, block }
    else if (item.type === 'block') yield* partsOfBlock(item.block, block)
    else for (const lane of item.lanes) yield* partsOf(lane.flow, block)
  }
}
