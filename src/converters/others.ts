import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import { isByteSource } from '../core/stream-body.ts'
import { isMap, JavaValue, JsonNode } from '../core/values.ts'
import { bytesOrNone, STRING_SOURCE } from './bytes.ts'
import { javaClassOf } from './java-class.ts'
import { readJson } from './json-read.ts'
import { isNodeList, nodesOf } from './node-list.ts'
import { NONE } from './none.ts'
import type { Converter } from './registry.ts'
import { javaText, toText } from './text.ts'
import { ATTRIBUTE, DOCUMENT, type DomNode, decodeXml, documentOf, ELEMENT, isNode, parseXml } from './xml.ts'

/** To `Document`: XML is parsed; only text, bytes and streams can be. */
export const toDocument: Converter = (value, exchange) => {
  if (isNode(value)) return documentWith(value)
  const nodes = nodesOf(value)
  if (nodes) return nodes.length === 1 ? documentWith(nodes[0]!) : null
  if (typeof value === 'string') return parseXml(value)
  const bytes = value instanceof JsonNode ? NONE : bytesOrNone(value, exchange)
  return bytes === NONE ? NONE : parseXml(decodeXml(bytes))
}

/** Only elements can be the root of a document. */
function documentWith(node: DomNode): DomNode {
  if (node.nodeType === ELEMENT || node.nodeType === DOCUMENT) return documentOf(node)
  const shown = node.nodeType === ATTRIBUTE ? `${node.nodeName}="${node.nodeValue}"` : `[${node.nodeName}: ${node.nodeValue}]`
  const reason = `Unable to convert DOM node to a Document: ${shown}`
  throw errors.KF_EXPR_CONVERTER({ reason }, { type: 'javax.xml.transform.TransformerException' })
}

/** To `Node`: a node, or the first of a list. */
export const toNode: Converter = value => (isNode(value) ? value : (nodesOf(value)?.[0] ?? NONE))

/** To `NodeList`: only what is one already, and single nodes. */
export const toNodeList: Converter = value => (isNode(value) ? value : (nodesOf(value) ?? NONE))

/** To `JsonNode`: JSON is parsed, maps are taken as they are. */
export const toJsonNode: Converter = (value, exchange) => {
  if (value instanceof JsonNode) return value
  if (isMap(value)) return new JsonNode(value)
  if (isNode(value) || isNodeList(value)) return NONE
  const text = textOrNone(value, exchange)
  if (text === NONE) return NONE
  return new JsonNode((text as string).trim() === '' ? null : readJson(text as string))
}

/** To a JSON object: of a stream whatever it holds, of a JSON node an object only. */
export const toObjectNode: Converter = (value, exchange) => {
  if (isByteSource(value)) return toJsonNode(value, exchange)
  return value instanceof JsonNode && isMap(value.value) ? value : NONE
}

/** The text of what holds characters or bytes. */
function textOrNone(value: unknown, exchange: Exchange | undefined): string | typeof NONE {
  if (typeof value === 'string') return value
  return bytesOrNone(value, exchange) === NONE ? NONE : toText(value, exchange)!
}

/** To `URI`: a text without characters that Java refuses. */
export const toUri: Converter = value => {
  if (value instanceof JavaValue && value.javaClass === 'java.net.URI') return value
  if (typeof value !== 'string') return NONE
  const scheme = /^[^/?#:]*:/.exec(value)?.[0]
  if (scheme !== undefined && !/^[a-zA-Z][a-zA-Z0-9+.-]*:$/.test(scheme))
    throw uriError('scheme name', firstBad(scheme.slice(0, -1), /[^a-zA-Z0-9+.-]/), value)
  const bad = value.search(/[\s"<>\\^`{|}]/)
  if (bad >= 0) throw uriError('path', bad, value)
  return new JavaValue('java.net.URI', value)
}

function firstBad(text: string, pattern: RegExp): number {
  return Math.max(0, /^[a-zA-Z]/.test(text) ? text.search(pattern) : 0)
}

function uriError(where: string, at: number, text: string): Error {
  return errors.KF_EXPR_CONVERTER(
    { reason: `Illegal character in ${where} at index ${at}: ${text}` },
    { type: 'java.net.URISyntaxException' },
  )
}

/** To a time zone: an unknown name is GMT, as in Java. */
export const toTimeZone: Converter = value => {
  if (typeof value !== 'string') return NONE
  return new JavaValue('sun.util.calendar.ZoneInfo', isZone(value) ? value : 'GMT')
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** To XML source: held as its text. */
export const toSource: Converter = (value, exchange) => {
  const text = value instanceof JsonNode ? NONE : textOrNone(value, exchange)
  return text === NONE
    ? NONE
    : typeof value === 'string' || isNode(value)
      ? isNode(value)
        ? value
        : new JavaValue(STRING_SOURCE, text as string)
      : value
}

/** To `CharSequence`: texts and JSON nodes. */
export const toChars: Converter = value => (typeof value === 'string' ? value : value instanceof JsonNode ? toText(value) : NONE)

/** To a `StringBuilder`: JSON nodes only. */
export const toBuilder: Converter = value => (value instanceof JsonNode ? toText(value) : NONE)

/** To an enum's constant, by its name in any case. */
export function enumConstant(javaClass: string, names: readonly string[]): Converter {
  return value => {
    if (isByteSource(value)) return NONE
    const text = javaText(value)
    const found = names.find(name => name.toLowerCase() === text.toLowerCase())
    if (found !== undefined) return value instanceof JavaValue ? value : new JavaValue(javaClass, found)
    throw errors.KF_EXPR_CONVERTER({ reason: `Enum class class ${javaClass} does not have any constant with value: ${text}` })
  }
}

/** To a `TimeUnit`: as to any enum, but for the words of a failure. */
export function timeUnit(names: readonly string[]): Converter {
  const convert = enumConstant('java.util.concurrent.TimeUnit', names)
  return (value, exchange) => {
    if (typeof value === 'string' && !names.includes(value.toUpperCase()))
      throw errors.KF_EXPR_CONVERTER({ reason: `Unexpected value: ${value}` }, { type: 'java.lang.IllegalStateException' })
    return convert(value, exchange)
  }
}

/** To any class that a value may already be an instance of, and nothing is converted to. */
export function instanceOf(javaClass: string): Converter {
  return value => (javaClassOf(value) === javaClass ? value : NONE)
}
