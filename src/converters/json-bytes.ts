import { isUtf8 } from 'node:buffer'
import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import { bytesOf, isByteSource } from '../core/stream-body.ts'
import { JsonNode } from '../core/values.ts'
import { bytesOrNone } from './bytes.ts'
import { writeJson } from './json-write.ts'
import { NONE } from './none.ts'

/** The JSON text of a body; `undefined` where it holds neither text nor bytes. JSON in bytes is UTF-8, or UTF-16 by its byte order mark or the zeros in it, whatever the exchange's charset. */
export function jsonTextOf(body: unknown, exchange?: Exchange): string | undefined {
  if (typeof body === 'string') return body
  if (isByteSource(body)) return body.text ?? decodeJson(bytesOf(body))
  if (body instanceof JsonNode) return writeJson(body.value)
  const bytes = bytesOrNone(body, exchange)
  return bytes === NONE ? undefined : decodeJson(bytes)
}

/** The characters of JSON in bytes. */
export function decodeJson(bytes: Buffer): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeJson(bytes.subarray(3))
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return bigEndian(bytes.subarray(2))
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2)
  if (bytes.length > 1 && bytes[0] === 0 && bytes[1] !== 0) return bigEndian(bytes)
  if (bytes.length > 1 && bytes[0] !== 0 && bytes[1] === 0) return bytes.toString('utf16le')
  const text = bytes.toString('utf8')
  if (text.includes('\uFFFD') && !isUtf8(bytes)) throw errors.KF_FORMAT_JSON({ reason: 'Invalid UTF-8 in the text' })
  return text
}

function bigEndian(bytes: Buffer): string {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le')
}
