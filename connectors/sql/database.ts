import type { ConnectorContext, DataSource } from '../../src/kit/index.ts'
import type { FilledStatement } from './statement.ts'

export type Row = Readonly<Record<string, unknown>>

/** What a statement gave. */
export interface QueryResult {
  /** Rows and their columns' names, where the statement gives rows. */
  readonly rows: readonly Row[] | undefined
  readonly columns: readonly string[]
  /** How many rows it changed. */
  readonly changed: number
  /** The key that the database gave to the last row that was put in, where it tells. */
  readonly insertedId?: unknown
}

/** A database as the connector sees it. Failures are errors of the table; one that tells of a lost connection is `retryable`. */
export interface Database {
  /** The sign of the n-th parameter, counted from 1. */
  mark(number: number): string
  query(statement: FilledStatement): Promise<QueryResult>
  /** Runs statements that are all done or none. */
  transaction<T>(work: (query: (statement: FilledStatement) => Promise<QueryResult>) => Promise<T>): Promise<T>
  /** Rows one after the other, so many fetched at a time. */
  stream(statement: FilledStatement, fetchSize: number): AsyncIterable<Row>
  /** Rejects where the database cannot be reached. */
  probe(): Promise<void>
  close(): Promise<void>
}

/** The database of a data source: one for all endpoints of a runtime, closed when that stops. */
export async function databaseOf(source: DataSource, context: ConnectorContext): Promise<Database> {
  const shared = context.shared(`sql|${source.key}`, () => new SharedDatabase(source, context.services.directory))
  return shared.open()
}

class SharedDatabase {
  private readonly source: DataSource
  private readonly directory: string
  private opened: Promise<Database> | undefined

  constructor(source: DataSource, directory: string) {
    this.source = source
    this.directory = directory
  }

  open(): Promise<Database> {
    this.opened ??= this.make()
    return this.opened
  }

  async close(): Promise<void> {
    const { opened } = this
    this.opened = undefined
    await (await opened)?.close()
  }

  private async make(): Promise<Database> {
    if (this.source.dialect === 'postgres') return (await import('./postgres.ts')).openPostgres(this.source)
    return (await import('./sqlite.ts')).openSqlite(this.source, this.directory)
  }
}
