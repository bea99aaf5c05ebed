import { errors } from '../core/errors.ts'
import type { MaybePromise } from '../core/step.ts'

export interface StoreWrite {
  /** Forgets the entry after so many milliseconds; default: never. */
  readonly ttlMs?: number
}

/** One change of a `batch`. */
export type StoreChange =
  | { readonly op: 'set'; readonly key: string; readonly value: Uint8Array; readonly ttlMs?: number }
  | { readonly op: 'delete'; readonly key: string }

export interface StoreRange {
  /** Begins behind this key. */
  readonly after?: string
  /** Ends after so many entries. */
  readonly limit?: number
}

export type StoreEntry = readonly [key: string, value: Uint8Array]

/** The longest key, in bytes of UTF-8. */
export const MAX_KEY_BYTES = 1024

/**
 * Keeps entries by key, ordered by the bytes (UTF-8) of their keys: what idempotent keys, groups, dead letters and positions of sources are
 * kept in. A durable store settles a write only when it survives the death of the process and of the machine. `add` and `swap` are atomic,
 * also between processes where the store is shared by several; writes of one process take effect in the order of their calls. An entry
 * whose time is over counts as missing at once. Keys have at least one and at most `MAX_KEY_BYTES` bytes (`KF_STORE_KEY`). A store that
 * fails throws `KF_STORE_FAILED`, and has written nothing; one that is closed throws `KF_STORE_CLOSED`.
 */
export interface Store {
  /** Whether entries outlive the process. */
  readonly durable: boolean
  /** Whether several processes may use it at a time. */
  readonly shared: boolean
  get(key: string): MaybePromise<Uint8Array | undefined>
  set(key: string, value: Uint8Array, options?: StoreWrite): MaybePromise<void>
  /** Sets the entry where there is none; `false`, and nothing changed, where there is one. */
  add(key: string, value: Uint8Array, options?: StoreWrite): MaybePromise<boolean>
  /** Replaces `expected` (`undefined`: no entry) by `next` (`undefined`: removes it); `false`, and nothing changed, where something else is there. */
  swap(key: string, expected: Uint8Array | undefined, next: Uint8Array | undefined, options?: StoreWrite): MaybePromise<boolean>
  /** Whether there was an entry. */
  delete(key: string): MaybePromise<boolean>
  /** All of the changes or none; of two of one key the last counts. */
  batch(changes: readonly StoreChange[]): MaybePromise<void>
  /**
   * The entries whose keys begin with `prefix`, in the order of keys. Read bit by bit: what is changed meanwhile may or may not be seen, what
   * is not changed is seen once.
   */
  scan(prefix: string, range?: StoreRange): AsyncIterable<StoreEntry>
  /** Removes all entries whose keys begin with `prefix`; how many there were. */
  clear(prefix: string): MaybePromise<number>
  /** Waits for writes and gives back files and connections. A second call does nothing. */
  close(): MaybePromise<void>
}

/** Whether a bean is a store. */
export function isStore(bean: unknown): bean is Store {
  const { get, set, add, swap, scan, batch } = (bean ?? {}) as Partial<Record<string, unknown>>
  return [get, set, add, swap, scan, batch].every(method => typeof method === 'function')
}

/** The bytes of a key; `KF_STORE_KEY` where it has none or too many. */
export function keyBytes(key: string): Buffer {
  const bytes = Buffer.from(key, 'utf8')
  if (bytes.length === 0 || bytes.length > MAX_KEY_BYTES) throw errors.KF_STORE_KEY({ length: bytes.length, limit: MAX_KEY_BYTES })
  return bytes
}

/** The first key, in the order of bytes, behind all that begin with `prefix`; `undefined` where every key begins with it. */
export function behindPrefix(prefix: Uint8Array): Buffer | undefined {
  let length = prefix.length
  while (length > 0 && prefix[length - 1] === 0xff) length--
  if (length === 0) return undefined
  const end = Buffer.from(prefix.subarray(0, length))
  end[length - 1]! += 1
  return end
}

/** The last change of each key, in the order of their keys. */
export function lastChanges(changes: readonly StoreChange[]): StoreChange[] {
  const byKey = new Map(changes.map(change => [change.key, change]))
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}
