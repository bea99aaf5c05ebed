import type { Exchange } from '../../../core/exchange.ts'
import { bytesOf, isByteSource } from '../../../core/stream-body.ts'
import { convertTo } from '../evaluate.ts'

/** A value as bytes; `null` where it is nothing, or of a kind that has no bytes (numbers, lists). */
export function bytesValue(value: unknown, exchange: Exchange): Uint8Array | null {
  if (value === null || value === undefined) return null
  const bytes = convertTo(value, 'byte[]', exchange)
  return bytes instanceof Uint8Array ? bytes : null
}

/** A value as the bytes of a stream: as above, but a list has none instead of failing. */
export function streamBytes(value: unknown, exchange: Exchange): Uint8Array | null {
  if (value === null || value === undefined) return null
  const stream = convertTo(value, 'java.io.InputStream', exchange)
  return isByteSource(stream) ? bytesOf(stream) : null
}
