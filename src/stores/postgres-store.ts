import type { Pool, QueryResult } from 'pg'
import type { Clock } from '../core/clock.ts'
import { errors } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import { maskSecrets, maskUri } from '../core/mask-secrets.ts'
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

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string
  /** The table; made where it is missing. Default `kafila_store`. */
  readonly table?: string
  /** How many connections at most; default 4. */
  readonly connections?: number
}

const PAGE = 200
const SWEEP_EVERY_MS = 60_000

/**
 * A store in a table of PostgreSQL, for several processes on several machines. Each change is one statement, so that a lost connection
 * leaves all of it or nothing. Times are compared with the clock of the process: those of several should agree. Opened by the first use;
 * a connection that is lost is opened anew by the next.
 */
export class PostgresStore implements Store {
  readonly durable = true
  readonly shared = true
  private readonly options: PostgresStoreOptions
  private readonly clock: Clock
  private readonly table: string
  private opening: Promise<Pool> | undefined
  private closed = false
  private swept: number
  private readonly last = new Map<string, Promise<void>>()

  constructor(options: PostgresStoreOptions, clock: Clock) {
    this.options = options
    this.clock = clock
    this.table = quoted(options.table ?? 'kafila_store')
    this.swept = clock.now()
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const { rows } = await this.query(`SELECT value FROM ${this.table} WHERE key = $1 AND ${live('$2')}`, [keyBytes(key), this.now()])
    return (rows[0] as { value: Buffer } | undefined)?.value
  }

  async set(key: string, value: Uint8Array, options?: StoreWrite): Promise<void> {
    await this.batch([{ op: 'set', key, value, ...options }])
  }

  async add(key: string, value: Uint8Array, { ttlMs }: StoreWrite = {}): Promise<boolean> {
    const { rowCount } = await this.write(
      [key],
      `INSERT INTO ${this.table} AS s (key, value, expires) VALUES ($1, $2, $3)
       ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires WHERE s.expires <= $4`,
      [keyBytes(key), Buffer.from(value), this.expires(ttlMs), this.now()],
    )
    await this.sweep(ttlMs)
    return rowCount === 1
  }

  async swap(key: string, expected: Uint8Array | undefined, next: Uint8Array | undefined, options: StoreWrite = {}): Promise<boolean> {
    if (expected === undefined) return next === undefined ? (await this.get(key)) === undefined : this.add(key, next, options)
    const there = [keyBytes(key), Buffer.from(expected), this.now()]
    const where = `WHERE key = $1 AND value = $2 AND ${live('$3')}`
    const { rowCount } =
      next === undefined
        ? await this.write([key], `DELETE FROM ${this.table} ${where}`, there)
        : await this.write([key], `UPDATE ${this.table} SET value = $4, expires = $5 ${where}`, [
            ...there,
            Buffer.from(next),
            this.expires(options.ttlMs),
          ])
    return rowCount === 1
  }

  async delete(key: string): Promise<boolean> {
    const { rows } = await this.write([key], `DELETE FROM ${this.table} WHERE key = $1 RETURNING ${live('$2')} AS live`, [
      keyBytes(key),
      this.now(),
    ])
    return (rows[0] as { live: boolean } | undefined)?.live ?? false
  }

  async batch(changes: readonly StoreChange[]): Promise<void> {
    const last = lastChanges(changes)
    const sets = last.filter(change => change.op === 'set')
    const deletes = last.filter(change => change.op === 'delete')
    // rows are locked in the order of keys, so that two batches do not wait for each other
    await this.write(
      last.map(({ key }) => key),
      `WITH gone AS (DELETE FROM ${this.table} WHERE key = ANY($1::bytea[]))
       INSERT INTO ${this.table} (key, value, expires) SELECT * FROM unnest($2::bytea[], $3::bytea[], $4::float8[])
       ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires`,
      [
        deletes.map(({ key }) => keyBytes(key)),
        sets.map(({ key }) => keyBytes(key)),
        sets.map(({ value }) => Buffer.from(value)),
        sets.map(({ ttlMs }) => this.expires(ttlMs)),
      ],
    )
    await this.sweep(sets.find(({ ttlMs }) => ttlMs !== undefined)?.ttlMs)
  }

  async *scan(prefix: string, { after, limit = Number.POSITIVE_INFINITY }: StoreRange = {}): AsyncIterable<StoreEntry> {
    let last = after === undefined ? Buffer.alloc(0) : Buffer.from(after, 'utf8')
    for (let left = limit; left > 0; ) {
      const { sql, values } = within(prefix)
      const { rows } = await this.query(
        `SELECT key, value FROM ${this.table} WHERE ${sql} AND key > $${values.length + 1} AND ${live(`$${values.length + 2}`)}
         ORDER BY key LIMIT $${values.length + 3}`,
        [...values, last, this.now(), Math.min(PAGE, left)],
      )
      for (const { key, value } of rows as { key: Buffer; value: Buffer }[]) yield [key.toString('utf8'), value]
      if (rows.length < Math.min(PAGE, left)) return
      left -= rows.length
      last = (rows.at(-1) as { key: Buffer<ArrayBuffer> }).key
    }
  }

  async clear(prefix: string): Promise<number> {
    const { sql, values } = within(prefix)
    const { rows } = await this.query(
      `WITH gone AS (DELETE FROM ${this.table} WHERE ${sql} RETURNING ${live(`$${values.length + 1}`)} AS live)
       SELECT count(*) FILTER (WHERE live)::int AS count FROM gone`,
      [...values, this.now()],
    )
    return (rows[0] as { count: number }).count
  }

  async close(): Promise<void> {
    if (this.closed) return
    this.closed = true
    const pool = await this.opening?.catch(() => undefined)
    await pool?.end()
  }

  private now(): number {
    return this.clock.now()
  }

  private expires(ttlMs: number | undefined): number | null {
    return ttlMs === undefined ? null : this.now() + ttlMs
  }

  /** Removes entries whose time is over: some at a time, once a minute, by whoever writes one with a time. */
  private async sweep(ttlMs: number | undefined): Promise<void> {
    if (ttlMs === undefined || this.now() - this.swept < SWEEP_EVERY_MS) return
    this.swept = this.now()
    await this.query(`DELETE FROM ${this.table} WHERE key IN (SELECT key FROM ${this.table} WHERE expires <= $1 LIMIT 10000)`, [this.now()])
  }

  /** Behind the writes of the same keys that were called before: connections know no order among themselves. */
  private write(keys: readonly string[], sql: string, values: unknown[]): Promise<QueryResult> {
    const before = keys.flatMap(key => this.last.get(key) ?? [])
    const result = before.length === 0 ? this.query(sql, values) : Promise.all(before).then(() => this.query(sql, values))
    const done = () => {
      for (const key of keys) if (this.last.get(key) === tail) this.last.delete(key)
    }
    const tail: Promise<void> = result.then(done, done)
    for (const key of keys) this.last.set(key, tail)
    return result
  }

  private async query(sql: string, values: unknown[]): Promise<QueryResult> {
    const pool = await this.open()
    try {
      return await pool.query(sql, values)
    } catch (cause) {
      throw this.failed(cause)
    }
  }

  private open(): Promise<Pool> {
    if (this.closed) throw errors.KF_STORE_CLOSED({ store: this.name })
    this.opening ??= this.connect().catch(cause => {
      this.opening = undefined
      throw this.failed(cause)
    })
    return this.opening
  }

  private async connect(): Promise<Pool> {
    const { default: pg } = await import('pg')
    const pool = new pg.Pool({
      connectionString: this.options.url,
      max: this.options.connections ?? 4,
      connectionTimeoutMillis: 10_000,
      allowExitOnIdle: true,
    })
    // an idle connection that is lost is replaced by the next query; without a listener it would end the process
    pool.on('error', () => {})
    try {
      await this.makeTable(pool)
      return pool
    } catch (error) {
      await pool.end()
      throw error
    }
  }

  /**
   * Two processes that make the table at the same time fail each other, `IF NOT EXISTS` or not: one goes first. The statements are one
   * transaction, and its lock ends with it: one that ended before would let the other in too early.
   */
  private async makeTable(pool: Pool): Promise<void> {
    const { rows } = await pool.query('SELECT to_regclass($1) AS found', [this.table])
    if ((rows[0] as { found: unknown }).found !== null) return
    await pool.query(
      `SELECT pg_advisory_xact_lock(hashtext('kafila_store'));
       CREATE TABLE IF NOT EXISTS ${this.table} (key bytea PRIMARY KEY, value bytea NOT NULL, expires float8);
       CREATE INDEX IF NOT EXISTS ${quoted(`${this.options.table ?? 'kafila_store'}_expires`)} ON ${this.table} (expires) WHERE expires IS NOT NULL`,
    )
  }

  private get name(): string {
    return `the store ${maskUri(this.options.url)}`
  }

  private failed(cause: unknown): Error {
    const { code = '' } = cause as { code?: string }
    const reason = maskSecrets(exceptionMessage(cause) ?? '')
    if (code.startsWith('28')) return errors.KF_CONN_AUTH({ what: this.name, reason }, { cause })
    return errors.KF_STORE_FAILED({ store: this.name, reason: reason || code }, { cause })
  }
}

function quoted(name: string): string {
  return name
    .split('.')
    .map(part => `"${part.replaceAll('"', '""')}"`)
    .join('.')
}

function live(now: string): string {
  return `(expires IS NULL OR expires > ${now})`
}

function within(prefix: string): { readonly sql: string; readonly values: unknown[] } {
  const first = Buffer.from(prefix, 'utf8')
  const end = behindPrefix(first)
  return end === undefined ? { sql: 'key >= $1', values: [first] } : { sql: 'key >= $1 AND key < $2', values: [first, end] }
}
