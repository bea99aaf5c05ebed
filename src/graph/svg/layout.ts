import { cut, linesOf } from '../cut.ts'
import type { Flow, GraphBlock, GraphNode, Item, Lane } from '../graph.ts'
import { textWidth } from './measure.ts'

export const TITLE_SIZE = 12
export const DETAIL_SIZE = 11
export const LABEL_SIZE = 10.5

const GAP = 30
/** Before what has a label on the edge into it. */
const LABEL_GAP = 54
const LANE_GAP = 26
const PADDING = 16

/** A rectangle. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface NodeBox extends Box {
  readonly node: GraphNode
  readonly lines: readonly string[]
  /** The ends of the branches around it, from the innermost outwards: an edge out of a branch goes straight down so far. */
  readonly forks: readonly ForkEnd[]
}

export interface BlockBox extends Box {
  readonly block: GraphBlock
  readonly lines: readonly string[]
  readonly depth: number
}

/** A branching: which one, and where its branches end. */
export interface ForkEnd {
  readonly fork: Lane[] | readonly Lane[]
  readonly bottom: number
}

/** A branch without steps: its edge goes through it. */
export interface PassPoint {
  readonly x: number
  readonly top: number
  readonly bottom: number
}

/** The sides of the column that a block stands in. */
export interface Column {
  readonly left: number
  readonly right: number
}

/** Where everything of some blocks stands. */
export class Placing {
  readonly nodes = new Map<string, NodeBox>()
  readonly blocks: BlockBox[] = []
  readonly passes = new Map<string, PassPoint>()
  /** Nodes and blocks whose edge has a label, by the first node behind it; the middle of the label. */
  readonly labels = new Map<string, { readonly x: number; readonly y: number }>()
  private readonly labelled: ReadonlySet<string>
  private readonly columns = new Map<GraphBlock, Column>()

  /** `labelled`: nodes that an edge with a label leads to, outside of branchings. */
  constructor(labelled: ReadonlySet<string>) {
    this.labelled = labelled
  }

  /** How large a block is. */
  size(block: GraphBlock): { readonly width: number; readonly height: number } {
    const inner = this.flowSize(block.body)
    const lines = linesOf(block)
    const width = Math.max(
      inner.width + PADDING * 2,
      titleWidth(lines[0]!) + PADDING * 2,
      textWidth(lines[1] ?? '', DETAIL_SIZE) + PADDING * 2,
    )
    return { width, height: headHeight(lines) + inner.height + PADDING }
  }

  private place(block: GraphBlock, x: number, y: number, depth = 0, forks: readonly ForkEnd[] = []): void {
    const lines = linesOf(block)
    const { width, height } = this.size(block)
    this.blocks.push({ block, lines, depth, x, y, width, height })
    this.placeFlow(block.body, x + width / 2, y + headHeight(lines), depth + 1, forks)
  }

  /** The outermost block around a node. */
  topOf({ x, y }: Box): BlockBox {
    const isAround = (box: BlockBox) => box.depth === 0 && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height
    return this.blocks.find(isAround)!
  }

  /** Puts blocks below each other; gives the width of the column and where it ends. */
  placeColumn(blocks: readonly GraphBlock[], left: number, top: number, between: number): { right: number; bottom: number } {
    const right = left + Math.max(...blocks.map(each => this.size(each).width))
    let y = top
    for (const block of blocks) {
      this.columns.set(block, { left, right })
      this.place(block, left, y)
      y += this.size(block).height + between
    }
    return { right, bottom: y - between }
  }

  columnOf({ block }: BlockBox): Column {
    return this.columns.get(block)!
  }

  private flowSize(flow: Flow): { width: number; height: number } {
    let [width, height] = [0, 0]
    for (const [index, item] of flow.entries()) {
      const size = this.itemSize(item)
      width = Math.max(width, size.width)
      height += size.height + (index === 0 ? 0 : this.gapBefore(item))
    }
    return { width, height }
  }

  private gapBefore(item: Item): number {
    const first = firstNode([item])
    const labelled =
      item.type === 'fork' ? item.lanes.some(each => each.label !== undefined) : first !== undefined && this.labelled.has(first)
    return labelled ? LABEL_GAP : GAP
  }

  private itemSize(item: Item): { width: number; height: number } {
    if (item.type === 'node') return nodeSize(item.node)
    if (item.type === 'block') return this.size(item.block)
    const lanes = item.lanes.map(each => this.laneSize(each))
    const width = lanes.reduce((sum, each) => sum + each.width, (lanes.length - 1) * LANE_GAP)
    return { width, height: Math.max(0, ...lanes.map(each => each.height)) }
  }

  private laneSize({ flow, label }: Lane): { width: number; height: number } {
    const { width, height } = this.flowSize(flow)
    return { width: Math.max(width, 24, label === undefined ? 0 : labelWidth(label)), height }
  }

  private placeFlow(flow: Flow, center: number, top: number, depth: number, forks: readonly ForkEnd[]): void {
    let y = top
    for (const [index, item] of flow.entries()) {
      if (index > 0) y += this.gapBefore(item)
      const { width, height } = this.itemSize(item)
      if (item.type === 'node')
        this.nodes.set(item.node.id, { node: item.node, lines: linesOf(item.node), x: center - width / 2, y, width, height, forks })
      else if (item.type === 'block') this.place(item.block, center - width / 2, y, depth, forks)
      else this.placeFork(item.lanes, center - width / 2, y, height, depth, forks)
      const first = item.type === 'fork' ? undefined : firstNode([item])
      if (first !== undefined && !this.labels.has(first)) this.labels.set(first, { x: center, y: y - 22 })
      y += height
    }
  }

  private placeFork(lanes: readonly Lane[], left: number, top: number, height: number, depth: number, forks: readonly ForkEnd[]): void {
    const bottom = top + height
    let x = left
    for (const lane of lanes) {
      const { width } = this.laneSize(lane)
      const center = x + width / 2
      const first = firstNode(lane.flow) ?? lane.pass
      if (first !== undefined) this.labels.set(first, { x: center, y: top - 22 })
      if (lane.pass !== undefined) this.passes.set(lane.pass, { x: center, top, bottom })
      this.placeFlow(lane.flow, center, top, depth, [{ fork: lanes, bottom }, ...forks])
      x += width + LANE_GAP
    }
  }
}

/** The node that a flow begins with. */
export function firstNode(flow: Flow): string | undefined {
  const [item] = flow
  if (item === undefined) return undefined
  if (item.type === 'node') return item.node.id
  return item.type === 'block' ? firstNode(item.block.body) : item.lanes.map(each => firstNode(each.flow)).find(each => each !== undefined)
}

/** Titles are bold. */
function titleWidth(title: string): number {
  return Math.ceil(textWidth(title, TITLE_SIZE) * 1.1)
}

function headHeight(lines: readonly string[]): number {
  return lines.length > 1 ? 48 : 34
}

/** How wide a label is drawn. */
export function labelWidth(label: string): number {
  return textWidth(cut(label, LABEL_LENGTH), LABEL_SIZE) + 20
}

export const LABEL_LENGTH = 36

function nodeSize(node: GraphNode): { width: number; height: number } {
  const [title = '', detail = ''] = linesOf(node)
  const slant = node.kind === 'decision' ? 20 : 0
  const width = Math.max(64, titleWidth(title), textWidth(detail, DETAIL_SIZE)) + 28 + slant
  return { width, height: detail === '' ? 30 : 44 }
}
