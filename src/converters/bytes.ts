import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import { OnceBody, type OnceClass } from '../core/once-body.ts'
import { type ByteSource, bytesOf, isByteSource, StreamBody } from '../core/stream-body.ts'
import { JavaValue, JsonNode } from '../core/values.ts'
import { charsetOf } from './charset.ts'
import { writeJson } from './json-write.ts'
import { nodesOf } from './node-list.ts'
import { nodesText, nodeText } from './node-text.ts'
import { NONE } from './none.ts'
import { isAnyNumber, numberBytes } from './numbers.ts'
import type { Converter } from './registry.ts'
import { isNode } from './xml.ts'

/** Text that is to be read as XML. */
export const STRING_SOURCE = 'org.apache.camel.util.xml.StringSource'

/** The bytes of text, bytes, streams, files, JSON nodes and XML; `NONE` for anything else. Suspends on unread streams. */
export function bytesOrNone(value: unknown, exchange?: Exchange): Buffer | typeof NONE {
  if (typeof value === 'string') return charsetOf(exchange).encode(value)
  if (Buffer.isBuffer(value)) return value
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  if (isByteSource(value)) return bytesOf(value)
  if (value instanceof JsonNode) return Buffer.from(typeof value.value === 'string' ? value.value : writeJson(value.value))
  if (value instanceof JavaValue && value.javaClass === STRING_SOURCE) return Buffer.from(value.text)
  if (isNode(value)) return Buffer.from(nodeText(value))
  const nodes = nodesOf(value)
  return nodes ? Buffer.from(nodesText(nodes)) : NONE
}

/** To `byte[]`. An empty list gives no bytes; another one fails in Camel's converter of arrays. */
export const toBytes: Converter = (value, exchange) => {
  const isList = value instanceof Set || (Array.isArray(value) && !nodesOf(value))
  if (!isList) return bytesOrNone(value, exchange)
  if ([...value].length > 0) throw errors.KF_EXPR_CONVERTER({ reason: 'argument type mismatch' })
  return Buffer.alloc(0)
}

/** To a stream (`InputStream`): unread where it is one already. In a route without stream caching it can be read once. */
export const toStream: Converter = (value, exchange) => {
  if (isByteSource(value)) return isFile(value) ? uncached(value, 'java.io.BufferedInputStream', exchange) : value
  const bytes = bytesOrNone(value, exchange)
  return bytes === NONE ? NONE : uncached(new StreamBody(bytes), 'java.io.ByteArrayInputStream', exchange)
}

/** To a `Reader`: characters, whatever they were encoded in. */
export const toReader: Converter = (value, exchange) => {
  if (typeof value === 'string')
    return uncached(new StreamBody(value, 'org.apache.camel.converter.stream.ReaderCache'), 'java.io.StringReader', exchange)
  if (isNode(value) || nodesOf(value)) return NONE
  const stream = toStream(value, exchange)
  return stream instanceof OnceBody ? uncached(stream, 'java.io.BufferedReader', exchange) : stream
}

/** Whether a byte source is a file: not a stream yet. */
const isFile = (source: object) => !(source instanceof StreamBody || source instanceof OnceBody)

/** The stream itself; in a route without stream caching one that can be read once. */
function uncached(stream: ByteSource, javaClass: OnceClass, exchange: Exchange | undefined): ByteSource {
  const cached = () => exchange === undefined || !exchange.services.uncachedRoutes.has(exchange.routeId)
  return cached() ? stream : new OnceBody(stream, javaClass, cached)
}

/** To a `ByteBuffer`: numbers too, in the size of their class. */
export const toByteBuffer: Converter = (value, exchange) => {
  if (isAnyNumber(value)) return numberBytes(value)
  return value instanceof JsonNode || isNode(value) || nodesOf(value) ? NONE : bytesOrNone(value, exchange)
}
