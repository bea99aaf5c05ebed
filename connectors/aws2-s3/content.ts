import type { Readable } from 'node:stream'
import { mandatoryBody } from '../../src/converters/index.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { isFileBody } from '../../src/core/file-facts.ts'
import { type ByteSource, isByteSource } from '../../src/core/stream-body.ts'
import { untilReady } from '../../src/core/suspension.ts'
import { ObjectBody } from './object-body.ts'

/** The content of a message as it is written. */
export interface Content {
  readonly body: Buffer | Readable
  /** Bytes, where they are known before the content is read. */
  readonly length: number | undefined
  /** The file that it is read from. */
  readonly file: string | undefined
}

/** The content of a message, as Camel's InputStream; a body that has none is an `InvalidPayloadException`. Streams are not read yet. */
export async function contentOf(exchange: Exchange): Promise<Content> {
  const source = await untilReady(() => byteSource(exchange))
  const file = isFileBody(exchange.body) ? exchange.body.absolutePath : undefined
  const { bytes } = source
  if (bytes === undefined) return { body: source.open(), length: lengthOf(source), file }
  source.used?.()
  return { body: bytes, length: bytes.length, file }
}

function byteSource(exchange: Exchange): ByteSource {
  return (isByteSource(exchange.body) ? exchange.body : mandatoryBody(exchange, 'java.io.InputStream', true)) as ByteSource
}

function lengthOf(source: ByteSource): number | undefined {
  if (source instanceof ObjectBody) return source.length
  return isFileBody(source) ? source.length : undefined
}
