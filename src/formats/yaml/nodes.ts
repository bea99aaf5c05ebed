import { javaText } from '../../converters/index.ts'
import { isMap, isNumber, JsonNode, mapEntries } from '../../core/values.ts'
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
    }
  | { readonly kind: 'list'; readonly items: readonly OutNode[]; readonly flow: boolean }
  | {
      readonly kind: 'map'
      readonly entries: readonly (readonly [OutNode, OutNode])[]
      readonly flow: boolean
      readonly tag: string | undefined
    }

const LINE_BREAK = /[\n\u0085\u2028\u2029]/
const UNPRINTABLE = /[^\n\r\t\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

/** Lists and maps of nothing but plain scalars are written in flow style. */
export function prepare(value: unknown): OutNode {
  if (value === null || value === undefined) return scalar('null', 'null')
  if (typeof value === 'boolean') return scalar(String(value), 'bool')
  if (isNumber(value)) return number(value)
  if (typeof value === 'string') return text(value)
  if (value instanceof JsonNode) return prepare(value.value)
  if (value instanceof Uint8Array) return binary(Buffer.from(value))
  if (value instanceof Date) return scalar(value.toISOString().replace(/\.000Z$/, 'Z'), 'timestamp')
  if (Array.isArray(value)) return list(value)
  if (value instanceof Set)
    return map(
      [...value].map(each => [each, null]),
      '!!set',
    )
  return isMap(value) ? map(mapEntries(value), undefined) : text(javaText(value))
}

function number(value: unknown): OutNode {
  const written = javaText(value)
  if (written === 'NaN') return scalar('.NaN', 'float')
  if (written.endsWith('Infinity')) return scalar(written.replace('Infinity', '.inf'), 'float')
  return scalar(written, /[.E]/.test(written) ? 'float' : 'int')
}

/** A scalar is plain where its text is read back as the same kind. */
function scalar(written: string, kind: string): OutNode {
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

function list(values: readonly unknown[]): OutNode {
  const items = values.map(prepare)
  return { kind: 'list', items, flow: items.every(isPlain) }
}

function map(pairs: readonly (readonly [unknown, unknown])[], tag: string | undefined): OutNode {
  const entries = pairs.map(([key, value]) => [prepare(key), prepare(value)] as const)
  return { kind: 'map', entries, flow: entries.every(([key, value]) => isPlain(key) && isPlain(value)), tag }
}

/** Whether a scalar has no style of its own: texts in quotes count too, unless quotes are needed to keep them texts. */
function isPlain(node: OutNode): boolean {
  return node.kind === 'scalar' && !node.literal
}
