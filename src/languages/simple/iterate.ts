import { itemsFor, nodeItems } from '../../converters/collections.ts'
import { isNode } from '../../converters/xml.ts'
import { isMap, JsonNode, MapEntry, mapEntries } from '../../core/values.ts'
import { failure } from './failure.ts'
import { isBlank } from './java-text.ts'

/**
 * What Camel iterates over for a value: the items of a list or set, the entries of a map, text cut at commas (outside parentheses
 * where it has any), nothing for nothing, otherwise the value itself.
 */
export function iterate(value: unknown): Iterable<unknown> {
  if (value === null || value === undefined) return []
  if (typeof value === 'string') return iterateText(value)
  if (value instanceof Uint8Array) return new Int8Array(value)
  if (Array.isArray(value) || value instanceof Set) return value
  if (value instanceof JsonNode) return nodeItems(value)
  if (isNode(value)) return itemsFor(value)
  if (isMap(value)) return mapEntries(value).map(([key, each]) => new MapEntry(key, each))
  return isIterable(value) ? value : [value]
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function'
}

/** A comma that does not stand between parentheses. */
const OUTSIDE_PARENTHESES = /,(?!(?:[^(,]|[^)],[^)])+\))/

function iterateText(text: string): string[] {
  if (!text.includes(',')) return isBlank(text) ? [] : [text]
  if (text.includes('(') && text.includes(')')) return withoutOuterBlanks(text.split(OUTSIDE_PARENTHESES))
  if (text === ',') throw failure('StringIndexOutOfBounds', 'begin 1, end 0, length 1')
  const start = text.startsWith(',') ? 1 : 0
  return text.slice(start, text.endsWith(',') ? -1 : undefined).split(',')
}

function withoutOuterBlanks(parts: string[]): string[] {
  const start = parts.length > 1 && parts[0] === '' ? 1 : 0
  return parts.slice(start, parts.length - start > 1 && parts.at(-1) === '' ? -1 : undefined)
}
