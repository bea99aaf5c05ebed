import type { Database, RootDatabase } from 'lmdb'
import type { Clock } from '../core/clock.ts'
import { errors } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import type { MaybePromise } from '../core/step.ts'
import {
  behindPrefix,
  keyBytes,
  lastChanges,
  type Store,
  type StoreChange,
  type StoreEntry,
  type StoreRange,
  type StoreWrite,
} from '../kit/store.ts'
import { entryBytes, entryValue, expiresAt, isOver } from './expiring-entry.ts'

type Db = Database<Buffer, Buffer>

/** A condition that fails is tried again with what is there now; more than so often means that something is wrong. */
const MAX_TRIES = 1000
const CLEAR_AT_ONCE = 1000
const SWEEP_AT_ONCE = 100
const NOTHING = Buffer.alloc(0)

/**
 * An embedded store in a folder (LMDB). A write settles when the disk has it; writes that come while the disk is busy, or in one turn of the
 * event loop, share one flush. Several processes of one machine may use the folder, not on a network drive. Opened by the first use.
 */
export class LmdbStore implements Store {
  readonly durable = true
  readonly shared = true
  readonly path: string
  private readonly clock: Clock
  private db: Db | undefined
  private files: { readonly root: RootDatabase; readonly entries: Db; readonly expiries: Db } | undefined
  private opening: Promise<Db> | undefined
  private closed = false
  private sweeping = false

  constructor(path: string, clock: Clock) {
    this.path = path
    this.clock = clock
  }

  get(key: string): MaybePromise<Uint8Array | undefined> {
    const bytes = keyBytes(key)
    return this.db === undefined ? this.open().then(db => this.read(db, bytes)?.value) : this.read(this.checked(this.db), bytes)?.value
  }

  async set(key: string, value: Uint8Array, options?: StoreWrite): Promise<void> {
    await this.batch([{ op: 'set', key, value, ...options }])
  }

  async add(key: string, value: Uint8Array, options?: StoreWrite): Promise<boolean> {
    return this.swap(key, undefined, value, options)
  }

  async swap(key: string, expected: Uint8Array | undefined, next: Uint8Array | undefined, { ttlMs }: StoreWrite = {}): Promise<boolean> {
    const db = await this.open()
    const bytes = keyBytes(key)
    const change = () =>
      this.change(db, next === undefined ? { op: 'delete', key } : { op: 'set', key, value: next, ...(ttlMs !== undefined && { ttlMs }) })
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const there = this.entry(db, bytes)
      const value = there && !isOver(there.value, this.clock) ? entryValue(there.value) : undefined
      if (value === undefined ? expected !== undefined : expected === undefined || Buffer.compare(value, expected) !== 0) return false
      const done = await this.wrapped(() =>
        there === undefined ? db.ifNoExists(bytes, change) : db.ifVersion(bytes, there.version!, change),
      )
      if (done) return this.swept(ttlMs).then(() => true)
    }
    throw errors.KF_STORE_FAILED({ store: this.name, reason: `the entry ${key} changes too often` })
  }

  async delete(key: string): Promise<boolean> {
    const db = await this.open()
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const there = await this.get(key)
      if (there === undefined) {
        // what another call of this process writes may not be visible yet: it comes before
        await this.wrapped(() => db.committed)
        if ((await this.get(key)) === undefined) return false
      } else if (await this.swap(key, there, undefined)) return true
    }
    throw errors.KF_STORE_FAILED({ store: this.name, reason: `the entry ${key} changes too often` })
  }

  async batch(changes: readonly StoreChange[]): Promise<void> {
    for (const { key } of changes) keyBytes(key)
    const db = await this.open()
    await this.wrapped(() =>
      db.batch(() => {
        for (const change of lastChanges(changes)) this.change(db, change)
      }),
    )
    await this.swept(changes.find(change => change.op === 'set' && change.ttlMs !== undefined) && 1)
  }

  async *scan(prefix: string, { after, limit = Number.POSITIVE_INFINITY }: StoreRange = {}): AsyncIterable<StoreEntry> {
    const db = await this.open()
    let left = limit
    if (left <= 0) return
    for (const { key, value } of db.getRange(rangeOf(prefix, after))) {
      if (isOver(value, this.clock)) continue
      yield [key.toString('utf8'), entryValue(value)]
      left -= 1
      if (left <= 0 || this.closed) return
    }
  }

  async clear(prefix: string): Promise<number> {
    const db = await this.open()
    let count = 0
    for (;;) {
      const found = [...db.getRange({ ...rangeOf(prefix, undefined), limit: CLEAR_AT_ONCE })]
      if (found.length === 0) return count
      count += found.filter(({ value }) => !isOver(value, this.clock)).length
      await this.wrapped(() =>
        db.batch(() => {
          for (const { key } of found) void db.remove(key)
        }),
      )
    }
  }

  async close(): Promise<void> {
    if (this.closed) return
    this.closed = true
    await this.opening?.catch(() => undefined)
    await this.files?.root.close()
  }

  private get name(): string {
    return `the store ${this.path}`
  }

  private open(): Promise<Db> {
    if (this.closed) throw errors.KF_STORE_CLOSED({ store: this.name })
    this.opening ??= this.openFolder()
    return this.opening
  }

  private async openFolder(): Promise<Db> {
    const { open } = await import('lmdb')
    // a commit that ends before the disk has it (overlappingSync) would settle too early
    const form = { encoding: 'binary', keyEncoding: 'binary', useVersions: true } as const
    this.files = await this.wrapped(() => {
      const root = open<Buffer, Buffer>({ path: this.path, overlappingSync: false, ...form })
      return { root, entries: root.openDB({ name: 'entries', ...form }), expiries: root.openDB({ name: 'expiries', ...form }) }
    })
    this.db = this.files.entries
    return this.db
  }

  private checked(db: Db): Db {
    if (this.closed) throw errors.KF_STORE_CLOSED({ store: this.name })
    return db
  }

  private entry(db: Db, key: Buffer): { readonly value: Buffer; readonly version?: number } | undefined {
    try {
      return this.checked(db).getEntry(key)
    } catch (cause) {
      throw this.failed(cause)
    }
  }

  private read(db: Db, key: Buffer): { readonly value: Buffer } | undefined {
    const there = this.entry(db, key)
    return there === undefined || isOver(there.value, this.clock) ? undefined : { value: entryValue(there.value) }
  }

  /** Puts a change into the transaction that is being gathered. */
  private change(db: Db, change: StoreChange): void {
    const key = keyBytes(change.key)
    if (change.op === 'delete') return void db.remove(key)
    const { value, ttlMs } = change
    const expires = expiresAt(ttlMs, this.clock)
    void db.put(key, entryBytes(value, expires), newVersion())
    if (expires > 0) void this.files!.expiries.put(expiryKey(expires, key), NOTHING, 1)
  }

  /** After a write with a time: removes entries whose time is over, so that those that nobody reads again do not stay for ever. */
  private async swept(ttlMs: number | undefined): Promise<void> {
    if (ttlMs === undefined || this.sweeping) return
    this.sweeping = true
    try {
      const { entries, expiries } = this.files!
      const over = [...expiries.getKeys({ end: expiryKey(this.clock.now(), NOTHING), limit: SWEEP_AT_ONCE })]
      await this.wrapped(() => Promise.all(over.map(key => this.remove(entries, expiries, key))))
    } finally {
      this.sweeping = false
    }
  }

  private async remove(entries: Db, expiries: Db, expiry: Buffer): Promise<void> {
    const key = expiry.subarray(8)
    const there = entries.getEntry(key)
    // one that was written anew meanwhile has another time, or none
    if (there !== undefined && isOver(there.value, this.clock)) await entries.ifVersion(key, there.version!, () => void entries.remove(key))
    await expiries.remove(expiry)
  }

  private async wrapped<T>(work: () => T | PromiseLike<T>): Promise<T> {
    try {
      return await work()
    } catch (cause) {
      throw this.failed(cause)
    }
  }

  private failed(cause: unknown): Error {
    return errors.KF_STORE_FAILED({ store: this.name, reason: exceptionMessage(cause) ?? '' }, { cause })
  }
}

function rangeOf(prefix: string, after: string | undefined) {
  const first = Buffer.from(prefix, 'utf8')
  const behind = after === undefined ? undefined : Buffer.concat([Buffer.from(after, 'utf8'), Buffer.of(0)])
  const start = behind !== undefined && Buffer.compare(behind, first) > 0 ? behind : first
  const end = behindPrefix(first)
  return { ...(start.length > 0 && { start }), ...(end && { end }) }
}

function expiryKey(expires: number, key: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeDoubleBE(expires)
  return Buffer.concat([head, key])
}

/** A condition compares versions: each write has one that was not there before. */
function newVersion(): number {
  return Math.floor(Math.random() * 2 ** 52) + 1
}
