import { mkdirSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import type { DataSource } from '../../src/kit/index.ts'
import type { Database, QueryResult, Row } from './database.ts'
import { sqliteError } from './sql-error.ts'
import type { FilledStatement } from './statement.ts'

/** As far as it is used here; the library brings no types of its own. Values are given as a list: a single object beside it would be taken for names, and end the process. */
interface SqliteStatement {
  readonly reader: boolean
  columns(): readonly { readonly name: string }[]
  all(values: readonly unknown[]): Record<string, unknown>[]
  iterate(values: readonly unknown[]): Iterable<Record<string, unknown>>
  run(values: readonly unknown[]): { readonly changes: number; readonly lastInsertRowid: number | bigint }
}

interface SqliteLibrary {
  prepare(sql: string): SqliteStatement
  exec(sql: string): void
  close(): void
}

/** Opens (and makes) a file. Statements are synchronous; a write has settled when it is in the log of the file. */
export async function openSqlite({ address }: DataSource, directory: string): Promise<Database> {
  const { default: Library } = (await import('libsql' as string)) as { default: new (path: string) => SqliteLibrary }
  const inMemory = address === ':memory:'
  const path = inMemory || isAbsolute(address) ? address : join(directory, address)
  try {
    if (!inMemory) mkdirSync(dirname(path), { recursive: true })
    const library = new Library(path)
    library.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;')
    return new SqliteDatabase(library)
  } catch (cause) {
    throw sqliteError(cause as Error, path)
  }
}

class SqliteDatabase implements Database {
  private readonly library: SqliteLibrary
  private last: Promise<unknown> = Promise.resolve()

  constructor(library: SqliteLibrary) {
    this.library = library
  }

  mark(): string {
    return '?'
  }

  query(statement: FilledStatement): Promise<QueryResult> {
    return this.inTurn(async () => this.run(statement))
  }

  /** There is one connection: what others want waits until the transaction has ended. */
  transaction<T>(work: (query: (statement: FilledStatement) => Promise<QueryResult>) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      this.library.exec('BEGIN IMMEDIATE')
      try {
        const done = await work(async statement => this.run(statement))
        this.library.exec('COMMIT')
        return done
      } catch (error) {
        this.library.exec('ROLLBACK')
        throw error
      }
    })
  }

  async *stream({ sql, values }: FilledStatement): AsyncGenerator<Row> {
    for (const row of this.guarded(sql, () => this.library.prepare(sql).iterate(values.map(bindable)))) yield readable(row)
  }

  async probe(): Promise<void> {
    await this.query({ sql: 'SELECT 1', values: [] })
  }

  async close(): Promise<void> {
    await this.last
    this.library.close()
  }

  private run({ sql, values }: FilledStatement): QueryResult {
    return this.guarded(sql, () => {
      const statement = this.library.prepare(sql)
      const bound = values.map(bindable)
      if (statement.reader) {
        const rows = statement.all(bound).map(readable)
        return { rows, columns: statement.columns().map(({ name }) => name), changed: 0 }
      }
      const { changes, lastInsertRowid } = statement.run(bound)
      return { rows: undefined, columns: [], changed: changes, insertedId: lastInsertRowid }
    })
  }

  private guarded<T>(sql: string, call: () => T): T {
    try {
      return call()
    } catch (cause) {
      throw sqliteError(cause as Error, sql)
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work)
    this.last = result.catch(() => undefined)
    return result
  }
}

/** SQLite knows numbers, text and bytes; the library takes a whole number for one only where it is a bigint. */
function bindable(value: unknown): unknown {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  if (typeof value === 'boolean') return value ? 1 : 0
  return value instanceof Date ? value.toISOString() : value
}

function readable(row: Record<string, unknown>): Row {
  for (const name in row) if (row[name] instanceof ArrayBuffer) row[name] = Buffer.from(row[name])
  return row
}
