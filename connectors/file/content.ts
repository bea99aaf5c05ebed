import { charsetNamed, mandatoryBody, toText } from '../../src/converters/index.ts'
import { errors, isKafilaError } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { type ByteSource, isByteSource } from '../../src/core/stream-body.ts'

/** What is written: text (UTF-8) or bytes at once, a source of bytes in chunks; `null` where the body is. */
export type Content = string | Buffer | ByteSource | null

/**
 * Compiles how a body becomes the content of the file at `path`. Numbers, booleans, lists and maps fail, and characters that the charset
 * has no bytes for, as in Camel.
 */
export function compileContent(charset: string | undefined): (exchange: Exchange, path: string) => Content {
  if (charset === undefined) return plainContent
  const { encode, decode } = charsetNamed(charset)
  const encoded = (text: string, path: string): Buffer => {
    const bytes = encode(text)
    if (/[^\0-~]/.test(text) && !/^utf/i.test(charset) && decode(bytes) !== text) throw unmappable(charset, path)
    return bytes
  }
  return (exchange, path) => {
    const { body } = exchange
    if (body === null || body === undefined) return null
    if (typeof body === 'string' || body instanceof Uint8Array || isByteSource(body)) return encoded(toText(body, exchange) ?? '', path)
    return encoded(toText(streamOf(exchange, path), exchange) ?? '', path)
  }
}

function plainContent(exchange: Exchange, path: string): Content {
  const { body } = exchange
  if (typeof body === 'string') return body
  if (body === null || body === undefined) return null
  if (Buffer.isBuffer(body)) return body
  if (isByteSource(body)) return inMemory(body)
  return inMemory(streamOf(exchange, path))
}

/** What is in memory at once; the rest is read in chunks. */
function inMemory(source: ByteSource): Content {
  const content = source.text ?? source.bytes
  if (content === undefined) return source
  source.used?.()
  return content
}

function streamOf(exchange: Exchange, path: string): ByteSource {
  try {
    return mandatoryBody(exchange, 'java.io.InputStream', true) as ByteSource
  } catch (error) {
    throw isKafilaError(error) ? cannotStore(path, error) : error
  }
}

function unmappable(charset: string, path: string): Error {
  const reason = `the text has characters that ${charset} has not`
  return cannotStore(path, errors.KF_CONN_FILE({ reason }, { type: 'java.nio.charset.UnmappableCharacterException' }))
}

/** A failure to write, with its cause. */
export function cannotStore(path: string, cause: unknown): Error {
  return errors.KF_CONN_FILE({ reason: `Cannot store file: ${path}` }, { cause })
}
