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
  const { text, broken } = decodeJsonUntilBroken(bytes)
  if (broken !== undefined) throw broken
  return text
}

/** The characters of JSON in bytes up to where they are no UTF-8 any more, and what is to be told when a reader comes there. */
export function decodeJsonUntilBroken(bytes: Buffer): { readonly text: string; readonly broken?: Error } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeJsonUntilBroken(bytes.subarray(3))
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: bigEndian(bytes.subarray(2)) }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: bytes.toString('utf16le', 2) }
  if (bytes.length > 1 && bytes[0] === 0 && bytes[1] !== 0) return { text: bigEndian(bytes) }
  if (bytes.length > 1 && bytes[0] !== 0 && bytes[1] === 0) return { text: bytes.toString('utf16le') }
  const text = bytes.toString('utf8')
  if (!text.includes('\uFFFD') || isUtf8(bytes)) return { text }
  return untilBroken(bytes)
}

/** How many bytes follow a first byte of UTF-8 as Jackson reads it; -1 where it is no first byte. */
function following(first: number): number {
  if (first < 0x80) return 0
  if ((first & 0xe0) === 0xc0) return 1
  if ((first & 0xf0) === 0xe0) return 2
  return (first & 0xf8) === 0xf0 ? 3 : -1
}

function untilBroken(bytes: Buffer): { text: string; broken?: Error } {
  for (let start = 0; start < bytes.length; ) {
    const more = following(bytes[start]!)
    if (more < 0) return brokenAt(bytes, start, start, 'start')
    for (let i = start + 1; i <= start + more && i < bytes.length; i++)
      if ((bytes[i]! & 0xc0) !== 0x80) return brokenAt(bytes, start, i, 'middle')
    start += more + 1
  }
  return { text: bytes.toString('utf8') }
}

function brokenAt(bytes: Buffer, start: number, bad: number, which: string): { text: string; broken: Error } {
  const before = bytes.subarray(0, bad)
  const line = before.toString('latin1').split('\n').length
  const column = bad + 1 - before.lastIndexOf(0x0a)
  const reason = `Invalid UTF-8 ${which} byte 0x${bytes[bad]!.toString(16)}`
  const at = `[Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: ${line}, column: ${column}]`
  return { text: bytes.toString('utf8', 0, start), broken: errors.KF_FORMAT_JSON({ reason, at }) }
}

function bigEndian(bytes: Buffer): string {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le')
}
