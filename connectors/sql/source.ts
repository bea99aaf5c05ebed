import { errors } from '../../src/core/errors.ts'
import { exceptionMessage } from '../../src/core/exceptions.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import {
  applyPattern,
  type Built,
  beforeDeadline,
  HeldDelivery,
  Lanes,
  PollLoop,
  Postponed,
  pollTimes,
  type Source,
  type SourceContext,
} from '../../src/kit/index.ts'
import { SqlConnection } from './connection.ts'
import { dataSourceOf } from './data-source.ts'
import type { QueryResult, Row } from './database.ts'
import type { sqlSourceFields } from './fields.ts'
import { outputOf } from './rows.ts'
import type { Statement } from './statement.ts'
import { Statements } from './statements.ts'

export type SqlSourceOptions = Built<typeof sqlSourceFields> & { readonly query: string }

/** What a poll delivers as one message: a row, or all rows. */
interface Item {
  readonly body: unknown
  readonly row: Row | undefined
}

/** Polls a query. A row is marked (`onConsume`) when its message has ended well, and comes again with growing delay where it failed or could not
 * be marked. */
export function openSqlSource(options: SqlSourceOptions, context: SourceContext): Source {
  return new SqlSource(options, context)
}

class SqlSource implements Source {
  private readonly options: SqlSourceOptions
  private readonly context: SourceContext
  private readonly connection: SqlConnection
  private readonly loop: PollLoop
  private readonly held: HeldDelivery
  private readonly postponed: Postponed
  /** Rows that are in hand, also those that a group holds: a poll meets them again until they are marked. */
  private readonly open = new Set<string>()
  private readonly statements: Statements
  private readonly query: Statement
  private readonly onConsume: Statement | undefined
  private readonly onConsumeFailed: Statement | undefined
  private readonly onConsumeBatchComplete: Statement | undefined
  private stopping = false

  constructor(options: SqlSourceOptions, context: SourceContext) {
    this.options = options
    this.context = context
    this.connection = new SqlConnection(dataSourceOf(options.dataSource, context), context)
    this.held = new HeldDelivery(context, { maximumAttempts: 1 })
    this.postponed = new Postponed(context.services.clock)
    this.statements = new Statements(options, context)
    this.query = this.statements.named(options.query)
    const given = (text: string | undefined) => (text === undefined ? undefined : this.statements.named(text))
    this.onConsume = given(options.onConsume)
    this.onConsumeFailed = given(options.onConsumeFailed)
    this.onConsumeBatchComplete = given(options.onConsumeBatchComplete)
    this.loop = new PollLoop(() => this.poll(), pollTimes(options), context.services.clock, {
      failed: error => context.failed(error),
      ...(options.sendEmptyMessageWhenIdle && { idle: async () => void (await context.deliver(this.exchange(null))) }),
    })
  }

  async start(): Promise<void> {
    this.stopping = false
    await this.connection.start()
    this.loop.start()
  }

  async stop(deadline: AbortSignal): Promise<void> {
    this.stopping = true
    this.held.stop()
    await beforeDeadline(this.loop.stop(), deadline)
    await this.connection.stop()
  }

  suspend(): void {
    this.loop.suspend()
  }

  resume(): void {
    this.loop.resume()
  }

  private async poll(): Promise<number> {
    const items = await this.read()
    if (items.length === 0) return 0
    const state = { failed: false }
    const lanes = new Lanes(this.options.concurrency)
    for (const [index, item] of items.entries()) {
      if (this.stopping || this.leaves(state)) break
      await lanes.submit(this.laneOf(item), () => this.deliver(item, index, items.length, state))
    }
    await lanes.drained()
    await this.batchDone()
    return items.length
  }

  /** What a row keeps its order by while several are worked on. */
  private laneOf({ row }: Item): string | undefined {
    const { concurrencyKey: column } = this.options
    if (row === undefined || column === undefined) return undefined
    if (!(column in row)) throw errors.KF_ROUTE_INVALID({ what: 'concurrencyKey', reason: `the query gives no column ${column}` })
    return String(row[column])
  }

  /** Whether the rest of this poll is left, as the options say. */
  private leaves({ failed }: { failed: boolean }): boolean {
    return failed && (this.options.transacted || this.options.breakBatchOnConsumeFail)
  }

  private async read(): Promise<Item[]> {
    const { useIterator, maxMessagesPerPoll, routeEmptyResultSet, outputType } = this.options
    const result = await this.run(this.query, this.exchange(null))
    const rows = result.rows ?? []
    if (rows.length === 0) return routeEmptyResultSet ? [{ body: [], row: undefined }] : []
    if (!useIterator) return [{ body: outputOf(result, outputType), row: undefined }]
    const fresh = rows.filter(row => this.mayCome(row))
    return (maxMessagesPerPoll > 0 ? fresh.slice(0, maxMessagesPerPoll) : fresh).map(row => ({ body: row, row }))
  }

  private mayCome(row: Row): boolean {
    const key = keyOf(row)
    return !this.open.has(key) && this.postponed.due(key)
  }

  private deliver(item: Item, index: number, size: number, state: { failed: boolean }): void | Promise<void> {
    const key = item.row === undefined ? undefined : keyOf(item.row)
    if (key !== undefined) this.open.add(key)
    const make = () => this.inBatch(this.exchange(item.body), index, size)
    return this.held.deliver(make, async ({ status }) => {
      if (status === 'failed') state.failed = true
      const isMarked = await this.settle(item, status === 'completed', state)
      if (key === undefined) return
      this.open.delete(key)
      if (status === 'completed' && isMarked) this.postponed.succeeded(key)
      else this.postponed.failed(key)
    })
  }

  private inBatch(exchange: Exchange, index: number, size: number): Exchange {
    exchange.setProperty('CamelBatchIndex', index)
    exchange.setProperty('CamelBatchSize', size)
    exchange.setProperty('CamelBatchComplete', index === size - 1)
    return exchange
  }

  /** Marks what a message came from; gives whether that went well. */
  private async settle({ body, row }: Item, isWell: boolean, state: { failed: boolean }): Promise<boolean> {
    const statement = isWell ? this.onConsume : this.onConsumeFailed
    if (statement === undefined) return true
    try {
      for (const each of row === undefined ? rowsOf(body) : [row]) await this.mark(statement, each, isWell)
      return true
    } catch (error) {
      // the row comes again: its message may have been worked on twice then, but never not at all
      state.failed = true
      this.context.meter.errors += 1
      this.context.log('ERROR', `a row could not be marked and comes again: ${exceptionMessage(error)}`, error)
      return false
    }
  }

  private async mark(statement: Statement, row: Row, isWell: boolean): Promise<void> {
    const { expectedUpdateCount } = this.options
    const { changed } = await this.run(statement, this.exchange(row))
    if (isWell && expectedUpdateCount > -1 && changed !== expectedUpdateCount)
      throw errors.KF_SQL_UPDATE_COUNT({ expected: expectedUpdateCount, actual: changed, sql: statement.sql })
  }

  private async batchDone(): Promise<void> {
    const statement = this.onConsumeBatchComplete
    if (statement !== undefined) await this.run(statement, this.exchange(null))
  }

  private run(statement: Statement, exchange: Exchange): Promise<QueryResult> {
    return this.connection.use(database => database.query(this.statements.fill(statement, database, exchange)))
  }

  private exchange(body: unknown): Exchange {
    return applyPattern(this.context.exchange(body), this.options.exchangePattern)
  }
}

function rowsOf(body: unknown): readonly Row[] {
  return Array.isArray(body) ? body : [body as Row]
}

function keyOf(row: Row): string {
  return JSON.stringify(Object.values(row), (_, value) => (typeof value === 'bigint' ? String(value) : value))
}
