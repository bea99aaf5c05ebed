import { isIterator } from '../../converters/collections.ts'
import { javaClassOf, javaText } from '../../converters/index.ts'
import { isNodeList } from '../../converters/node-list.ts'
import { isNode } from '../../converters/xml.ts'
import { isByteSource } from '../../core/stream-body.ts'
import { isMap, isNumber, JsonNode, mapEntries } from '../../core/values.ts'
import { yamlError } from './read.ts'
import { kindOf } from './scalars.ts'

/** A value prepared for writing, as SnakeYAML's representer does it. */
export type OutNode =
  | {
      readonly kind: 'scalar'
      readonly text: string
      readonly tag: string | undefined
      readonly plain: boolean
      readonly literal: boolean
      /** Double quotes, whatever it holds. */
      readonly double?: boolean
      /** Needed where it cannot be written plain. */
      readonly quotedTag?: string
    }
  | { readonly kind: 'list'; readonly items: readonly OutNode[]; readonly flow: boolean; readonly anchor?: string | undefined }
  | {
      readonly kind: 'map'
      readonly entries: readonly (readonly [OutNode, OutNode])[]
      readonly flow: boolean
      readonly tag: string | undefined
      readonly anchor?: string | undefined
    }
  /** What was written before, under its anchor. */
  | { readonly kind: 'alias'; readonly anchor: string }

const LINE_BREAK = /[\n\u0085\u2028\u2029]/
const UNPRINTABLE = /[^\n\r\t\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

/** Lists and maps of nothing but plain scalars are written in flow style; those that occur several times are written once. */
export function prepare(value: unknown): OutNode {
  return new Preparation(value).node(value)
}

class Preparation {
  private readonly anchors: ReadonlyMap<object, string>
  private readonly written = new Set<object>()

  constructor(value: unknown) {
    this.anchors = anchorsOf(value)
  }

  node(value: unknown): OutNode {
    if (value instanceof JsonNode) return this.node(value.value)
    if (isIterator(value)) return this.list([...value], undefined)
    if (!isCollection(value) || isNodeList(value)) return leaf(value)
    const anchor = this.anchors.get(value)
    if (anchor !== undefined && this.written.has(value)) return { kind: 'alias', anchor }
    this.written.add(value)
    if (Array.isArray(value)) return this.list(value, anchor)
    return value instanceof Set
      ? this.map(setEntries(value), '!!set', anchor)
      : this.map(mapEntries(value as Record<string, unknown>), undefined, anchor)
  }

  private list(values: readonly unknown[], anchor: string | undefined): OutNode {
    const items = values.map(each => this.node(each))
    return { kind: 'list', items, flow: items.every(isPlain), anchor }
  }

  private map(pairs: readonly (readonly [unknown, unknown])[], tag: string | undefined, anchor: string | undefined): OutNode {
    const entries = pairs.map(([key, value]) => [this.node(key), this.node(value)] as const)
    return { kind: 'map', entries, flow: entries.every(([key, value]) => isPlain(key) && isPlain(value)), tag, anchor }
  }
}

function setEntries(value: Set<unknown>): [unknown, unknown][] {
  return [...value].map(each => [each, null])
}

function isCollection(value: unknown): value is object {
  return Array.isArray(value) || value instanceof Set || isMap(value)
}

/** The collections that occur several times, numbered in the order in which they occur again. */
function anchorsOf(value: unknown): ReadonlyMap<object, string> {
  const seen = new Set<object>()
  const anchors = new Map<object, string>()
  const visit = (each: unknown): void => {
    if (each instanceof JsonNode) return visit(each.value)
    if (!isCollection(each)) return
    if (seen.has(each)) {
      if (!anchors.has(each)) anchors.set(each, `id${String(anchors.size + 1).padStart(3, '0')}`)
      return
    }
    seen.add(each)
    for (const part of partsOf(each)) visit(part)
  }
  visit(value)
  return anchors
}

function partsOf(value: object): Iterable<unknown> {
  if (Array.isArray(value) || value instanceof Set) return value
  return mapEntries(value as Record<string, unknown>).flat()
}

function leaf(value: unknown): OutNode {
  if (value === null || value === undefined) return scalar('null', 'null')
  if (typeof value === 'boolean') return scalar(String(value), 'bool')
  if (isNumber(value)) return number(value)
  if (typeof value === 'string') return text(value)
  if (value instanceof Uint8Array) return binary(Buffer.from(value))
  if (isNodeList(value)) return { kind: 'map', entries: [], flow: true, tag: `!!${javaClassOf(value)}` }
  if (isNode(value)) throw yamlError('error.YAMLException', `Unable to find getter for property 'nodeValue' on object ${javaText(value)}`)
  if (isByteSource(value)) throw yamlError('error.YAMLException', `No JavaBean properties found in ${javaClassOf(value)}`)
  if (value instanceof Date) return { ...scalar(value.toISOString().replace(/\.000Z$/, 'Z'), 'timestamp'), quotedTag: '!!timestamp' }
  return text(javaText(value))
}

function number(value: unknown): OutNode {
  const written = javaText(value)
  if (written === 'NaN') return scalar('.NaN', 'float')
  if (written.endsWith('Infinity')) return scalar(written.replace('Infinity', '.inf'), 'float')
  return scalar(written, /[.E]/.test(written) ? 'float' : 'int')
}

/** A scalar is plain where its text is read back as the same kind. */
function scalar(written: string, kind: string): OutNode & { kind: 'scalar' } {
  return { kind: 'scalar', text: written, tag: undefined, plain: kindOf(written) === kind, literal: false }
}

function text(value: string): OutNode {
  if (UNPRINTABLE.test(value)) return binary(Buffer.from(value, 'utf8'))
  const literal = LINE_BREAK.test(value)
  return { kind: 'scalar', text: value, tag: undefined, plain: !literal && kindOf(value) === 'str', literal }
}

function binary(bytes: Buffer): OutNode {
  return { kind: 'scalar', text: bytes.toString('base64'), tag: '!!binary', plain: false, literal: true }
}

/** Whether a scalar has no style of its own: texts in quotes count too, unless quotes are needed to keep them texts. */
function isPlain(node: OutNode): boolean {
  return node.kind === 'scalar' && !node.literal
}
