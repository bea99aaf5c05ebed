import { errors } from '../core/errors.ts'
import { bytesOf, isByteSource } from '../core/stream-body.ts'
import { isMap, JsonNode, MapEntry, mapEntries } from '../core/values.ts'
import { inSetOrder } from './hash-set.ts'
import { javaClassOf, markJavaClass } from './java-class.ts'
import { NONE } from './none.ts'
import type { Converter } from './registry.ts'
import { javaText } from './text.ts'
import { DOCUMENT, type DomNode, ELEMENT, isNode } from './xml.ts'

/** To a map: only maps and JSON objects are. */
export const toMap: Converter = value => {
  if (isMap(value)) return value
  if (!(value instanceof JsonNode)) return NONE
  if (isMap(value.value)) return value.value
  const reason = noMap(value.value)
  const cause = errors.KF_EXPR_CONVERTER({ reason }, { type: 'com.fasterxml.jackson.databind.exc.MismatchedInputException' })
  throw errors.KF_EXPR_CONVERTER({ reason }, { cause })
}

/** Jackson's refusal to read a value as a map. */
function noMap(value: unknown): string {
  const at = '\n at [Source: UNKNOWN; byte offset: #UNKNOWN]'
  if (typeof value === 'string')
    return `Cannot construct instance of \`java.util.LinkedHashMap\` (although at least one Creator exists): no String-argument constructor/factory method to deserialize from String value ('${value}')${at}`
  return `Cannot deserialize value of type \`java.util.LinkedHashMap<java.lang.String,java.lang.Object>\` from ${tokenOf(value)}${at}`
}

function tokenOf(value: unknown): string {
  if (Array.isArray(value)) return 'Array value (token `JsonToken.START_ARRAY`)'
  if (typeof value === 'boolean') return `Boolean value (token \`JsonToken.VALUE_${String(value).toUpperCase()}\`)`
  return Number.isInteger(value) || typeof value === 'bigint'
    ? 'Integer value (token `JsonToken.VALUE_NUMBER_INT`)'
    : 'Floating-point value (token `JsonToken.VALUE_NUMBER_FLOAT`)'
}

/** To `Properties`: of a map, or read from a stream in the format of `.properties` files. */
export const toProperties: Converter = value => (isByteSource(value) ? parseProperties(bytesOf(value).toString('latin1')) : toMap(value))

function parseProperties(text: string): Record<string, string> {
  const result: Record<string, string> = {}
  for (const line of text.replaceAll(/\\\r?\n[ \t]*/g, '').split(/\r?\n/)) {
    const match = /^\s*((?:\\.|[^\\=:\s])+)\s*[=:]?\s*(.*)$/.exec(line)
    if (match && !/^\s*[#!]/.test(line)) result[unescapeKey(match[1]!)] = unescapeKey(match[2]!)
  }
  return result
}

function unescapeKey(text: string): string {
  const known: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f' }
  return text.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, hex?: string, char?: string) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (known[char!] ?? char!),
  )
}

/** Whether a value is an iterator, of which each item comes once. */
export function isIterator(value: unknown): value is IterableIterator<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as Iterator<unknown>).next === 'function'
}

/** Items of a list-like value; bytes are signed numbers. */
function itemsOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value
  if (value instanceof Set) return [...value]
  return value instanceof Uint8Array ? Array.from(new Int8Array(value)) : undefined
}

/** To a `List`: of lists, iterators and bytes; of a DOM node what is in it. */
export const toList: Converter = value => {
  if (isIterator(value)) return [...value]
  if (value instanceof JsonNode) return nodeItems(value)
  return itemsOf(value) ?? (isNode(value) ? nodesIn(value) : NONE)
}

/** What Java's DOM iterates over in a node: what is in an element or document, nothing in a text or attribute. */
function nodesIn(node: DomNode): DomNode[] {
  return node.nodeType === ELEMENT || node.nodeType === DOCUMENT ? children(node) : []
}

/** What Jackson iterates over: the items of an array, the values of an object, nothing in a scalar. A null of JSON is a node too. */
export function nodeItems({ value }: JsonNode): JsonNode[] {
  const items = Array.isArray(value) ? value : isMap(value) ? mapEntries(value).map(([, each]) => each) : []
  return items.map(each => new JsonNode(each))
}

function children(node: DomNode): DomNode[] {
  const list: DomNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) list.push(child)
  return list
}

/** To an array of objects: of lists and bytes. */
export const toArray: Converter = value => itemsOf(value) ?? NONE

/** To `String[]`: the items must be texts already. */
export const toTextArray: Converter = value => {
  if (value instanceof Uint8Array) throw errors.KF_EXPR_CONVERTER({ reason: 'array element type mismatch' })
  const items = itemsOf(value)
  if (!items) return NONE
  if (items.every(item => typeof item === 'string' || item === null)) return items
  throw errors.KF_EXPR_CONVERTER(
    {
      reason:
        'arraycopy: element type mismatch: can not cast one of the elements of java.lang.Object[] to the type of the destination array, java.lang.String',
    },
    { type: 'java.lang.ArrayStoreException' },
  )
}

/** To a `Collection`: as to a list, and the entries of a map. */
export const toCollection: Converter = value => itemsOf(value) ?? (isMap(value) ? entriesOf(value) : NONE)

/** To a `Set`: without repeated items, in the order of a `HashSet`. */
export const toSet: Converter = value => {
  const items = itemsOf(value) ?? (isMap(value) ? entriesOf(value) : undefined)
  if (value instanceof Set) return value
  if (!items) return NONE
  const members = Array.isArray(value) ? inSetOrder(unique(items), items.length) : unique(items)
  return markJavaClass(new Set(members), 'java.util.HashSet')
}

function unique(items: readonly unknown[]): unknown[] {
  const seen = new Set<unknown>()
  return items.filter(item => {
    const key = typeof item === 'object' && item !== null ? `${Array.isArray(item) ? 'l' : 'o'}${javaText(item)}` : item
    return !seen.has(key) && seen.add(key)
  })
}

function entriesOf(map: Record<string, unknown> | Map<unknown, unknown>): MapEntry[] {
  return mapEntries(map).map(([key, value]) => new MapEntry(key, value))
}

/** To an `ArrayList`: as to a list, but no DOM node. */
export const toArrayList: Converter = value => (isNode(value) ? NONE : toList(value))

/** To an `Iterable`: everything is one; JSON nodes and texts stay what they are. */
export const toIterable: Converter = value => {
  if (value instanceof JsonNode || Array.isArray(value)) return value
  const items = itemsFor(value)
  return Array.isArray(items) && typeof value !== 'string' ? items : items[Symbol.iterator]()
}

function iteratorClass(value: unknown): string {
  if (typeof value === 'string')
    return value.includes(',') ? 'org.apache.camel.util.StringHelper$1' : 'org.apache.camel.support.ObjectHelper$1'
  return javaClassOf(value) === 'java.util.ArrayList' ? 'java.util.ArrayList$Itr' : 'java.util.Collections$1'
}

function* each(items: Iterable<unknown>): Generator<unknown> {
  yield* items
}

/** To an `Iterator`, as Camel's steps iterate: see `itemsFor`. */
export const toIterator: Converter = value => (isIterator(value) ? value : markJavaClass(each(itemsFor(value)), iteratorClass(value)))

/**
 * What Camel iterates over in a value: the items of a list, set or iterator, the entries of a map, the bytes of bytes, the children of
 * a DOM node list, the parts of a text between `delimiter` (a comma); anything else is a single item, null none.
 */
export function itemsFor(value: unknown, delimiter: string | null = ','): Iterable<unknown> {
  if (value === null || value === undefined) return []
  if (typeof value === 'string') return delimiter === null ? [value] : splitText(value, delimiter)
  if (isIterator(value)) return { [Symbol.iterator]: () => value }
  if (value instanceof JsonNode) return nodeItems(value)
  return itemsOf(value) ?? (isMap(value) ? entriesOf(value) : isNode(value) ? children(value) : [value])
}

function splitText(text: string, delimiter: string): string[] {
  if (!text.includes(delimiter)) return text === '' ? [''] : [text]
  return text.split(delimiter)
}
