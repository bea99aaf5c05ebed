import { cut } from '../cut.ts'
import type { EdgeKind, Graph, GraphNode, NodeKind } from '../graph.ts'
import { columnsOf } from './arrange.ts'
import { type DrawnEdge, drawEdge } from './edges.ts'
import { type BlockBox, DETAIL_SIZE, LABEL_LENGTH, LABEL_SIZE, labelWidth, type NodeBox, Placing, TITLE_SIZE } from './layout.ts'

const MARGIN = 20
const BETWEEN_COLUMNS = 90
const BETWEEN_BLOCKS = 28

/** The graph as a picture: its own layout, no script, no font of its own; colours that go with light and dark pages. */
export function svgText(graph: Graph): string {
  const labelled = new Set(graph.edges.filter(each => each.label !== undefined && each.kind !== 'link').map(each => each.to))
  const placing = new Placing(labelled)
  const { width, height } = placeBlocks(graph, placing)
  const targets = [...new Set(graph.edges.map(each => each.to))].filter(id => isLinked(graph, id))
  const edges = graph.edges.flatMap(edge => drawEdge(edge, placing, targets.indexOf(edge.to)) ?? [])
  const parts = [
    ...placing.blocks.toSorted((a, b) => a.depth - b.depth).map(blockSvg),
    ...edges.map(edgeSvg),
    ...[...placing.nodes.values()].map(nodeSvg),
    ...uniqueLabels(edges).map(labelSvg),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="ui-sans-serif, system-ui, 'Segoe UI', Helvetica, Arial, sans-serif">
<defs>
${Object.entries(EDGES)
  .map(([kind, { color }]) => marker(kind, color))
  .join('\n')}
</defs>
${parts.join('\n')}
</svg>
`
}

const EDGES: Readonly<Record<EdgeKind, { readonly color: string; readonly dash?: string }>> = {
  flow: { color: '#7d8590' },
  link: { color: '#4a7fbd', dash: '2 4' },
  error: { color: '#c0554e', dash: '6 4' },
}

const NODES: Readonly<Record<NodeKind, { readonly fill: string; readonly stroke: string; readonly text: string }>> = {
  source: { fill: '#d5ebdc', stroke: '#3f8f5f', text: '#17301f' },
  step: { fill: '#eef1f4', stroke: '#8b96a3', text: '#1f2933' },
  decision: { fill: '#fbeccb', stroke: '#b98a22', text: '#3a2c07' },
  endpoint: { fill: '#d9e7f8', stroke: '#4a7fbd', text: '#132a45' },
  handler: { fill: '#f9dcda', stroke: '#c0554e', text: '#45130f' },
}

/** Whether something of another block leads to a node. */
function isLinked(graph: Graph, id: string): boolean {
  return graph.edges.some(each => each.to === id && each.kind !== 'flow')
}

/** Puts the blocks into columns; gives the size of the picture. */
function placeBlocks(graph: Graph, placing: Placing): { width: number; height: number } {
  let [left, height] = [MARGIN, MARGIN]
  for (const column of columnsOf(graph)) {
    const { right, bottom } = placing.placeColumn(column, left, MARGIN, BETWEEN_BLOCKS)
    height = Math.max(height, bottom)
    left = right + BETWEEN_COLUMNS
  }
  const hasLinks = graph.edges.some(each => each.kind === 'link')
  // links back run to the right of the last column
  const width = Math.max(MARGIN, left - (hasLinks ? 0 : BETWEEN_COLUMNS))
  return { width: Math.ceil(width + MARGIN), height: Math.ceil(height + MARGIN) }
}

function marker(kind: string, color: string): string {
  return `<marker id="arrow-${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0,0.5 L8,4 L0,7.5 Z" fill="${color}"/></marker>`
}

function blockSvg({ block, lines, depth, x, y, width, height }: BlockBox): string {
  const [title = '', detail] = lines
  const color = block.kind === 'handler' && depth === 0 ? '#c0554e' : '#8b96a3'
  const dash = block.kind === 'handler' ? ' stroke-dasharray="6 4"' : ''
  const rows = [
    text(title, x + 14, y + 21, TITLE_SIZE, '#7d8590', 'start', true),
    ...(detail === undefined ? [] : [text(detail, x + 14, y + 37, DETAIL_SIZE, '#7d8590', 'start')]),
  ]
  return `<g>${tooltip(block.title, block.detail)}<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="10" fill="#8b96a3" fill-opacity="0.07" stroke="${color}" stroke-opacity="0.6"${dash}/>${rows.join('')}</g>`
}

function nodeSvg({ node, lines, x, y, width, height }: NodeBox): string {
  const { fill, stroke, text: color } = NODES[node.kind]
  const center = x + width / 2
  const [title = '', detail] = lines
  const rows =
    detail === undefined
      ? [text(title, center, y + height / 2 + 4, TITLE_SIZE, color, 'middle', true)]
      : [text(title, center, y + 18, TITLE_SIZE, color, 'middle', true), text(detail, center, y + 34, DETAIL_SIZE, color, 'middle')]
  return `<g>${tooltip(node.title, node.detail)}${shape(node, x, y, width, height, `fill="${fill}" stroke="${stroke}"`)}${rows.join('')}</g>`
}

function shape({ kind }: GraphNode, x: number, y: number, width: number, height: number, paint: string): string {
  if (kind === 'decision') {
    const [right, bottom, middle] = [x + width, y + height, y + height / 2]
    const points = [
      [x + 14, y],
      [right - 14, y],
      [right, middle],
      [right - 14, bottom],
      [x + 14, bottom],
      [x, middle],
    ]
    return `<polygon points="${points.map(each => each.map(n).join(',')).join(' ')}" ${paint}/>`
  }
  const radius = kind === 'source' ? height / 2 : kind === 'endpoint' ? 12 : 4
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${n(radius)}" ${paint}/>`
}

function edgeSvg({ edge: { kind }, path }: DrawnEdge): string {
  const { color, dash } = EDGES[kind]
  return `<path d="${path}" fill="none" stroke="${color}" stroke-width="1.4"${dash === undefined ? '' : ` stroke-dasharray="${dash}"`} marker-end="url(#arrow-${kind})"/>`
}

interface Label {
  readonly text: string
  readonly kind: EdgeKind
  readonly x: number
  readonly y: number
}

/** Edges that come together share their label. */
function uniqueLabels(edges: readonly DrawnEdge[]): Label[] {
  const found = new Map<string, Label>()
  for (const { edge, label } of edges) {
    if (edge.label === undefined || label === undefined) continue
    const key = `${n(label.x)} ${n(label.y)}`
    if (!found.has(key)) found.set(key, { text: edge.label, kind: edge.kind, ...label })
  }
  return [...found.values()]
}

function labelSvg({ text: label, kind, x, y }: Label): string {
  const width = labelWidth(label)
  const { color } = EDGES[kind]
  const box = `<rect x="${n(x - width / 2)}" y="${n(y - 9)}" width="${n(width)}" height="17" rx="8.5" fill="#f6f8fa" stroke="${color}" stroke-opacity="0.5"/>`
  return `<g>${tooltip(label)}${box}${text(cut(label, LABEL_LENGTH), x, y + 3.5, LABEL_SIZE, '#3d444d', 'middle')}</g>`
}

function text(content: string, x: number, y: number, size: number, color: string, anchor: string, bold = false): string {
  return `<text x="${n(x)}" y="${n(y)}" font-size="${size}" fill="${color}" text-anchor="${anchor}"${bold ? ' font-weight="600"' : ''}>${escaped(content)}</text>`
}

function tooltip(title: string, detail?: string): string {
  return `<title>${escaped(detail === undefined ? title : `${title}: ${detail}`)}</title>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for XML; characters that XML does not have are left out. */
function escaped(content: string): string {
  return content.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replaceAll(/[&<>"]/g, mark => ENTITIES[mark]!)
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10)
}
