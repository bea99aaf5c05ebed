import type { GraphEdge } from '../graph.ts'
import type { Box, Column, NodeBox, Placing } from './layout.ts'

/** An edge as it is drawn. */
export interface DrawnEdge {
  readonly edge: GraphEdge
  readonly path: string
  readonly label?: { readonly x: number; readonly y: number }
}

/** The way of an edge between two nodes. `track` tells links apart that run along one column, by where they lead to. */
export function drawEdge(edge: GraphEdge, placing: Placing, track: number): DrawnEdge | undefined {
  const [from, to] = [placing.nodes.get(edge.from), placing.nodes.get(edge.to)]
  if (from === undefined || to === undefined) return undefined
  const [around, target] = [placing.topOf(from), placing.topOf(to)]
  if (edge.kind === 'link' || around !== target) return link(edge, [from, placing.columnOf(around)], [to, placing.columnOf(target)], track)
  const label = edge.label === undefined ? undefined : placing.labels.get(edge.pass ?? edge.to)
  return { edge, path: downward(edge, from, to, placing), ...(label && { label }) }
}

function downward({ pass }: GraphEdge, from: NodeBox, to: NodeBox, placing: Placing): string {
  const point = pass === undefined ? undefined : placing.passes.get(pass)
  let [x, y] = [from.x + from.width / 2, from.y + from.height]
  let path = `M${n(x)},${n(y)}`
  if (point !== undefined) {
    path += curve(x, y, point.x, point.top)
    ;[x, y] = [point.x, point.top]
  }
  const straight = Math.max(point?.bottom ?? y, endOfBranches(from, to))
  if (straight > y) {
    path += ` L${n(x)},${n(straight)}`
    y = straight
  }
  return path + curve(x, y, to.x + to.width / 2, to.y)
}

/** Where the outermost branching ends that holds only the first of two nodes. */
function endOfBranches(from: NodeBox, to: NodeBox): number {
  const shared = new Set(to.forks.map(each => each.fork))
  return Math.max(0, ...from.forks.filter(each => !shared.has(each.fork)).map(each => each.bottom))
}

function curve(x: number, y: number, toX: number, toY: number): string {
  if (Math.abs(x - toX) < 0.5) return ` L${n(toX)},${n(toY)}`
  const middle = Math.max(12, (toY - y) / 2)
  return ` C${n(x)},${n(y + middle)} ${n(toX)},${n(toY - middle)} ${n(toX)},${n(toY)}`
}

const TRACKS = 8
const TRACK_WIDTH = 7
const BESIDE = 18
const RADIUS = 10

/** Between blocks: out of the side of one, along the space beside the column of the other, and into its side. */
function link(edge: GraphEdge, [from, column]: readonly [Box, Column], [to, target]: readonly [Box, Column], track: number): DrawnEdge {
  const beside = BESIDE + (track % TRACKS) * TRACK_WIDTH
  const entersLeft = target.left > column.right
  const leavesRight = target.right >= column.left
  const x = leavesRight ? from.x + from.width : from.x
  const toX = entersLeft ? to.x : to.x + to.width
  const along = entersLeft ? target.left - beside : target.right + beside
  const [y, toY] = [from.y + from.height / 2, to.y + to.height / 2]
  const path = `M${n(x)},${n(y)}${corner([x, y], [along, y], [along, toY])}${corner([along, y], [along, toY], [toX, toY])} L${n(toX)},${n(toY)}`
  return { edge, path, ...(edge.label !== undefined && { label: { x: along, y: (y + toY) / 2 } }) }
}

type Point = readonly [x: number, y: number]

/** The way to a corner, and around it. */
function corner(before: Point, at: Point, after: Point): string {
  const [start, end] = [towards(at, before), towards(at, after)]
  return ` L${start.map(n).join(',')} Q${at.map(n).join(',')} ${end.map(n).join(',')}`
}

/** A little way from a point to another. */
function towards([x, y]: Point, [toX, toY]: Point): Point {
  const [dx, dy] = [toX - x, toY - y]
  const step = (distance: number) => Math.sign(distance) * Math.min(RADIUS, Math.abs(distance) / 2)
  return [x + step(dx), y + step(dy)]
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10)
}
