import { convert, toText } from '../converters/index.ts'
import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import { type ByteSource, bytesOf, isByteSource, StreamBody } from '../core/stream-body.ts'

/** The body as Camel's formats take it: an input stream, unread where it is one. A body that is none is a NoTypeConversionAvailableException, null too. */
export function inputSource(exchange: Exchange, body: unknown): ByteSource {
  if (body === null || body === undefined) throw errors.KF_EXPR_CONVERSION({ from: 'null', to: 'java.io.InputStream' })
  return convert(body, 'java.io.InputStream', exchange) as ByteSource
}

/** The bytes of a body; suspends on an unread stream. */
export function inputBytes(exchange: Exchange, body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body
  return bytesOf(body instanceof StreamBody ? body : inputSource(exchange, body))
}

/** The characters of a body, by `CamelCharsetName` or UTF-8; suspends on an unread stream. */
export function inputText(exchange: Exchange, body: unknown): string {
  if (typeof body === 'string') return body
  if (Buffer.isBuffer(body) || isByteSource(body)) return toText(body, exchange)!
  return toText(inputSource(exchange, body), exchange)!
}

/** What a format wrote, as Camel hands it on: a stream that is in memory. */
export function output(content: Buffer | string): StreamBody {
  return new StreamBody(content, 'org.apache.camel.converter.stream.InputStreamCache')
}
