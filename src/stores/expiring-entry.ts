import type { Clock } from '../core/clock.ts'

const HEAD = 8

/** When an entry is over, in milliseconds since the epoch; 0: never. */
export function expiresAt(ttlMs: number | undefined, clock: Clock): number {
  return ttlMs === undefined ? 0 : clock.now() + ttlMs
}

/** A value with the time of its end before it. */
export function entryBytes(value: Uint8Array, expires: number): Buffer {
  const bytes = Buffer.allocUnsafe(HEAD + value.length)
  bytes.writeDoubleBE(expires, 0)
  bytes.set(value, HEAD)
  return bytes
}

export function isOver(entry: Buffer, clock: Clock): boolean {
  const expires = entry.readDoubleBE(0)
  return expires > 0 && expires <= clock.now()
}

export function entryValue(entry: Buffer): Buffer {
  return entry.subarray(HEAD)
}
