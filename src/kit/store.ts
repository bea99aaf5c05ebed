import type { MaybePromise } from '../core/step.ts'

export interface StoreWrite {
  /** Forgets the entry after so many milliseconds; default: never. */
  readonly ttlMs?: number
}

/** One change of a `batch`. */
export type StoreChange =
  | { readonly op: 'set'; readonly key: string; readonly value: Uint8Array; readonly ttlMs?: number }
  | { readonly op: 'delete'; readonly key: string }

/**
 * Keeps entries by key, ordered by the bytes of their keys: what idempotent keys, groups, claim checks, dead letters and positions of
 * sources are kept in. A durable store settles a write only when it survives the death of the process. `add` and `swap` are atomic, also
 * between processes where the store is shared by several. An entry whose time is over counts as missing at once.
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
  /** All of the changes or none. */
  batch(changes: readonly StoreChange[]): MaybePromise<void>
  /** The entries whose keys begin with `prefix`, in the order of keys, from behind `after` on; `limit` at most. */
  scan(
    prefix: string,
    options?: { readonly after?: string; readonly limit?: number },
  ): AsyncIterable<readonly [key: string, value: Uint8Array]>
  /** Removes all entries whose keys begin with `prefix`; how many there were. */
  clear(prefix: string): MaybePromise<number>
  /** Gives back files and connections. */
  close(): MaybePromise<void>
}

/** Whether a bean is a store. */
export function isStore(bean: unknown): bean is Store {
  const { get, set, add, swap, scan, batch } = (bean ?? {}) as Partial<Record<string, unknown>>
  return [get, set, add, swap, scan, batch].every(method => typeof method === 'function')
}
