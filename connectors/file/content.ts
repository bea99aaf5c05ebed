import { charsetNamed, mandatoryBody, toText } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { type ByteSource, isByteSource } from '../../src/core/stream-body.ts'

/** What is written: text (UTF-8) or bytes at once, a source of bytes in chunks; `null` where the body is. */
export type Content = string | Buffer | ByteSource | null

/** Compiles how a body becomes the content of a file. Numbers, booleans, lists and maps fail (InvalidPayloadException), as in Camel. */
export function compileContent(charset: string | undefined): (exchange: Exchange) => Content {
  if (charset === undefined) return plainContent
  const { encode } = charsetNamed(charset)
  return exchange => {
    const { body } = exchange
    if (body === null || body === undefined) return null
    if (typeof body === 'string' || body instanceof Uint8Array || isByteSource(body)) return encode(toText(body, exchange) ?? '')
    return encode(toText(streamOf(exchange), exchange) ?? '')
  }
}

function plainContent(exchange: Exchange): Content {
  const { body } = exchange
  if (typeof body === 'string') return body
  if (body === null || body === undefined) return null
  if (Buffer.isBuffer(body)) return body
  if (isByteSource(body)) return body.text ?? body.bytes ?? body
  const stream = streamOf(exchange)
  return stream.text ?? stream.bytes ?? stream
}

function streamOf(exchange: Exchange): ByteSource {
  return mandatoryBody(exchange, 'java.io.InputStream', true) as ByteSource
}

/** A failure to write, with its cause. */
export function cannotStore(path: string, cause: unknown): Error {
  return errors.KF_CONN_FILE({ reason: `Cannot store file: ${path}` }, { cause })
}
