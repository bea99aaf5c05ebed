import { convert } from '../converters/index.ts'
import type { Exchange } from '../core/exchange.ts'
import { isByteSource } from '../core/stream-body.ts'

/** The body of a message as bytes, by Camel's converters; a stream is read into memory first. Nothing (null) gives no bytes. */
export async function bodyBytes(exchange: Exchange): Promise<Buffer> {
  const { body } = exchange
  if (isByteSource(body)) await body.load()
  return body === null ? Buffer.alloc(0) : (convert(body, 'byte[]', exchange) as Buffer)
}
