import type { QueryResult as PgResult, Pool, PoolClient, Submittable } from 'pg'
import { Decimal } from '../../src/core/values.ts'
import type { DataSource } from '../../src/kit/index.ts'
import type { Database, QueryResult, Row } from './database.ts'
import { postgresError } from './sql-error.ts'
import type { FilledStatement } from './statement.ts'

const CONNECT_MS = 5000
/** Types by their numbers in PostgreSQL: 64-bit integers come as numbers where a number holds them exactly, decimals with all their digits. */
const INT8 = 20
const NUMERIC = 1700
const DATE = 1082
const JSON_TYPES = [114, 3802]

/** Opens a pool of connections; none is made before the first statement. */
export async function openPostgres(source: DataSource): Promise<Database> {
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({
    connectionString: withLogin(source),
    max: source.maxConnections,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    // a connection that is dead without being closed is found out by the system
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'kafila',
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') => parser(oid) ?? pg.types.getTypeParser(oid, format as 'text'),
    } as never,
  })
  // a connection that is lost while nobody uses it: the pool has dropped it, and the next statement tells
  pool.on('error', () => undefined)
  return new PostgresDatabase(pool, source)
}

/** What the client reads out of an address goes before its other settings, be it nothing. */
function withLogin({ address, user, password }: DataSource): string {
  const url = new URL(address)
  if (user !== undefined) url.username = encodeURIComponent(user)
  if (password !== undefined) url.password = encodeURIComponent(password)
  return url.href
}

function parser(oid: number): ((text: string) => unknown) | undefined {
  if (oid === INT8) return integer
  if (oid === NUMERIC) return text => new Decimal(text)
  return oid === DATE || JSON_TYPES.includes(oid) ? text => text : undefined
}

function integer(text: string): number | bigint {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
}

/** As far as it is used here; the library brings no types of its own. */
type CursorLibrary = new (sql: string, values: unknown[]) => Submittable & { read(count: number): Promise<Row[]>; close(): Promise<void> }

class PostgresDatabase implements Database {
  private readonly pool: Pool
  private readonly source: DataSource

  constructor(pool: Pool, source: DataSource) {
    this.pool = pool
    this.source = source
  }

  mark(number: number): string {
    return `$${number}`
  }

  async query({ sql, values }: FilledStatement): Promise<QueryResult> {
    return this.wrapped(sql, async () => resultOf(await this.pool.query(sql, [...values])))
  }

  async transaction<T>(work: (query: (statement: FilledStatement) => Promise<QueryResult>) => Promise<T>): Promise<T> {
    const client = await this.own('BEGIN')
    let broken: Error | undefined
    try {
      await this.wrapped('BEGIN', () => client.query('BEGIN'))
      const done = await work(({ sql, values }) => this.wrapped(sql, async () => resultOf(await client.query(sql, [...values]))))
      await this.wrapped('COMMIT', () => client.query('COMMIT'))
      return done
    } catch (error) {
      broken = await rollback(client)
      throw error
    } finally {
      giveBack(client, broken)
    }
  }

  async *stream({ sql, values }: FilledStatement, fetchSize: number): AsyncGenerator<Row> {
    const { default: Cursor } = (await import('pg-cursor' as string)) as { default: CursorLibrary }
    const client = await this.own(sql)
    const cursor = client.query(new Cursor(sql, [...values]))
    try {
      for (;;) {
        const rows = await this.wrapped(sql, () => cursor.read(fetchSize))
        if (rows.length === 0) return
        yield* rows
      }
    } finally {
      await cursor.close().catch(() => undefined)
      giveBack(client)
    }
  }

  async probe(): Promise<void> {
    await this.query({ sql: 'SELECT 1', values: [] })
  }

  async close(): Promise<void> {
    await this.pool.end()
  }

  /** A connection for several statements. That it is lost is told by the one that runs then, or the next; the pool listens only while nobody has it. */
  private async own(sql: string): Promise<PoolClient> {
    const client = await this.wrapped(sql, () => this.pool.connect())
    return client.on('error', lost)
  }

  private async wrapped<T>(sql: string, call: () => Promise<T>): Promise<T> {
    try {
      return await call()
    } catch (cause) {
      throw postgresError(cause as Error, sql, this.source)
    }
  }
}

function lost(): void {}

function giveBack(client: PoolClient, broken?: Error): void {
  client.off('error', lost)
  client.release(broken)
}

/** A connection on which not even that works is thrown away. */
async function rollback(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK')
    return undefined
  } catch (error) {
    return error as Error
  }
}

function resultOf({ rows, fields, rowCount, command }: PgResult<Row>): QueryResult {
  const givesRows = fields.length > 0
  return {
    rows: givesRows ? rows : undefined,
    columns: fields.map(({ name }) => name),
    changed: command === 'SELECT' ? 0 : (rowCount ?? 0),
  }
}
