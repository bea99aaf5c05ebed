import type { Clock } from '../core/clock.ts'
import { errors } from '../core/errors.ts'
import { keyBytes, lastChanges, type Store, type StoreChange, type StoreEntry, type StoreRange, type StoreWrite } from '../kit/store.ts'

interface Entry {
  readonly value: Uint8Array
  readonly expires: number
}

/** Entries in memory: they are lost with the process, and other processes do not see them. */
export class MemoryStore implements Store {
  readonly durable = false
  readonly shared = false
  private readonly clock: Clock
  private readonly entries = new Map<string, Entry>()
  private readonly expiring = new Set<string>()
  private closed = false

  constructor(clock: Clock) {
    this.clock = clock
  }

  get(key: string): Uint8Array | undefined {
    this.check(key)
    return this.live(key)?.value
  }

  set(key: string, value: Uint8Array, { ttlMs }: StoreWrite = {}): void {
    this.check(key)
    this.sweep()
    // a later change of the caller's buffer must not change what is kept
    this.entries.set(key, {
      value: Uint8Array.from(value),
      expires: ttlMs === undefined ? Number.POSITIVE_INFINITY : this.clock.now() + ttlMs,
    })
    if (ttlMs === undefined) this.expiring.delete(key)
    else this.expiring.add(key)
  }

  add(key: string, value: Uint8Array, options?: StoreWrite): boolean {
    if (this.get(key) !== undefined) return false
    this.set(key, value, options)
    return true
  }

  swap(key: string, expected: Uint8Array | undefined, next: Uint8Array | undefined, options?: StoreWrite): boolean {
    const there = this.get(key)
    if (!sameBytes(there, expected)) return false
    if (next === undefined) this.forget(key)
    else this.set(key, next, options)
    return true
  }

  delete(key: string): boolean {
    const there = this.get(key) !== undefined
    this.forget(key)
    return there
  }

  batch(changes: readonly StoreChange[]): void {
    for (const { key } of changes) this.check(key)
    for (const change of lastChanges(changes)) {
      if (change.op === 'delete') this.forget(change.key)
      else this.set(change.key, change.value, change)
    }
  }

  async *scan(prefix: string, { after, limit = Number.POSITIVE_INFINITY }: StoreRange = {}): AsyncIterable<StoreEntry> {
    this.checkOpen()
    let left = limit
    for (const key of this.keys(prefix)) {
      if (left <= 0) return
      const entry = this.live(key)
      if (entry === undefined || (after !== undefined && byBytes(key, after) <= 0)) continue
      left -= 1
      yield [key, entry.value]
    }
  }

  clear(prefix: string): number {
    this.checkOpen()
    const keys = this.keys(prefix).filter(key => this.live(key) !== undefined)
    for (const key of keys) this.forget(key)
    return keys.length
  }

  close(): void {
    this.closed = true
  }

  private keys(prefix: string): string[] {
    return [...this.entries.keys()].filter(key => key.startsWith(prefix)).sort(byBytes)
  }

  private live(key: string): Entry | undefined {
    const entry = this.entries.get(key)
    if (entry === undefined || entry.expires > this.clock.now()) return entry
    this.forget(key)
    return undefined
  }

  /** Looks at the two entries with a time that were written first, so that those that nobody reads again do not stay for ever. */
  private sweep(): void {
    let looks = 2
    for (const key of this.expiring) {
      if (looks-- === 0) return
      if (this.live(key) === undefined) continue
      this.expiring.delete(key)
      this.expiring.add(key)
    }
  }

  private forget(key: string): void {
    this.entries.delete(key)
    this.expiring.delete(key)
  }

  private check(key: string): void {
    this.checkOpen()
    keyBytes(key)
  }

  private checkOpen(): void {
    if (this.closed) throw errors.KF_STORE_CLOSED({ store: 'the store in memory' })
  }
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'))
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return Buffer.compare(a, b) === 0
}
