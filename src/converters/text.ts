import { exceptionType } from '../core/exceptions.ts'
import { Exchange } from '../core/exchange.ts'
import { type ByteSource, bytesOf, isByteSource } from '../core/stream-body.ts'
import { doubleText, isMap, JavaValue, JsonNode, MapEntry, mapEntries } from '../core/values.ts'
import { type Charset, charsetOf, UTF8 } from './charset.ts'
import { javaDateText } from './date-text.ts'
import { javaClassOf } from './java-class.ts'
import { writeJson } from './json-write.ts'
import { isNodeList, nodesOf } from './node-list.ts'
import { nodesText, nodeText } from './node-text.ts'
import { isNode, NODE_LIST } from './xml.ts'

/** Camel's text of a value: what `convertBodyTo: String` and a template give. `null` stays `null`. Suspends on unread streams. */
export function toText(value: unknown, exchange?: Exchange): string | null {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return null
  return typeof value === 'object' ? objectText(value, exchange) : scalarText(value)
}

function scalarText(value: unknown): string {
  return typeof value === 'number' && !Number.isInteger(value)
    ? doubleText(value)
    : typeof value === 'number'
      ? wholeText(value)
      : String(value)
}

/** Whole numbers beyond 1e21 would be printed with an exponent by JavaScript. */
function wholeText(value: number): string {
  return Math.abs(value) < 1e21 ? String(value) : String(BigInt(value))
}

function objectText(value: object, exchange: Exchange | undefined): string {
  if (value instanceof Uint8Array) return charsetOf(exchange).decode(value)
  if (isByteSource(value)) return sourceText(value, charsetOf(exchange))
  if (value instanceof JsonNode) return typeof value.value === 'string' ? value.value : writeJson(value.value, { pretty: true })
  if (isNode(value)) return nodeText(value)
  const nodes = nodesOf(value)
  return nodes ? nodesText(nodes) : javaText(value)
}

/** Text that was made into bytes is there still, unless these are read in another charset than it was written in. */
function sourceText(source: ByteSource, charset: Charset): string {
  return source.text !== undefined && charset === UTF8 ? source.text : charset.decode(bytesOf(source))
}

/** The text of a value inside a list or map, or of one that no converter reads: Java's `toString()`. */
export function javaText(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return 'null'
  if (typeof value !== 'object') return scalarText(value)
  if (isNodeList(value)) return `${NODE_LIST}@1`
  if (Array.isArray(value)) return value.toString === Array.prototype.toString ? `[${value.map(javaText).join(', ')}]` : String(value)
  if (isMap(value))
    return `{${mapEntries(value)
      .map(([key, each]) => `${javaText(key)}=${javaText(each)}`)
      .join(', ')}}`
  return otherText(value)
}

function otherText(value: object): string {
  if (value instanceof Number || value instanceof JavaValue) return value.toString()
  if (value instanceof Date) return javaDateText(value)
  if (value instanceof MapEntry) return `${javaText(value.key)}=${javaText(value.value)}`
  if (value instanceof JsonNode) return writeJson(value.value)
  if (value instanceof Set) return javaText([...value])
  if (value instanceof Error) return value.message === '' ? exceptionType(value) : `${exceptionType(value)}: ${value.message}`
  if (value instanceof Exchange) return value.toString()
  if (value instanceof Uint8Array) return '[B@1'
  if (isNode(value)) return value.nodeType === 9 ? '[#document: null]' : `[${value.nodeName}: ${value.nodeValue}]`
  return ownText(value)
}

function ownText(value: object): string {
  const text = String(value)
  return text.startsWith('[object ') ? `${javaClassOf(value)}@1` : text
}
