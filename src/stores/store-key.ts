import { createHash } from 'node:crypto'
import { MAX_KEY_BYTES } from '../kit/store.ts'

const DIGEST = 64

/** A key below a prefix for a text of any length: the text itself, or, where it is too long for a store, its beginning and its digest. */
export function storeKey(prefix: string, text: string): string {
  const room = MAX_KEY_BYTES - Buffer.byteLength(prefix) - 1
  if (Buffer.byteLength(text) <= room) return `${prefix}=${text}`
  const start = Buffer.from(text)
    .subarray(0, room - DIGEST - 4)
    .toString('utf8')
    .replace(/\uFFFD+$/, '')
  return `${prefix}#${start}${createHash('sha256').update(text).digest('hex')}`
}
