import { mandatoryBody, toText } from '../../src/converters/index.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { Built, ConnectorContext, Sink } from '../../src/kit/index.ts'
import { SqlConnection } from './connection.ts'
import { dataSourceOf } from './data-source.ts'
import type { Database, QueryResult } from './database.ts'
import type { sqlSinkFields } from './fields.ts'
import { outputOf, putOutput } from './rows.ts'
import type { FilledStatement, Statement } from './statement.ts'
import { Statements } from './statements.ts'

export type SqlSinkOptions = Built<typeof sqlSinkFields> & { readonly query: string }

const KEYS = 'CamelSqlRetrieveGeneratedKeys'
const MAX_STATEMENTS = 200

/** Runs a statement for each message; it has settled when the database has committed it. */
export function openSqlSink(options: SqlSinkOptions, context: ConnectorContext): Sink {
  const connection = new SqlConnection(dataSourceOf(options.dataSource, context), context)
  const writer = new SqlWriter(options, context)
  return {
    start: () => connection.start(),
    async send(exchange) {
      try {
        await connection.use(database => writer.run(exchange, database), options.connectTimeout)
        context.meter.sent += 1
      } catch (error) {
        context.meter.errors += 1
        throw error
      }
    },
    close: () => connection.stop(),
  }
}

class SqlWriter {
  private readonly options: SqlSinkOptions
  private readonly statements: Statements
  private readonly own: Statement | undefined
  /** Statements of messages, so that each is cut once. */
  private readonly known = new Map<string, Statement>()

  constructor(options: SqlSinkOptions, context: ConnectorContext) {
    this.options = options
    this.statements = new Statements(options, context)
    this.own = options.useMessageBodyForSql ? undefined : this.statements.named(options.query)
  }

  async run(exchange: Exchange, database: Database): Promise<void> {
    const { batch, noop, outputType, outputHeader } = this.options
    const statement = this.statementOf(exchange)
    if (batch) return this.runBatch(statement, exchange, database)
    const filled = this.statements.fill(statement, database, exchange)
    if (outputType === 'StreamList') return this.stream(filled, exchange, database)
    const wantsKeys = exchange.header(KEYS) === true || exchange.header(KEYS) === 'true'
    const result = await database.query(wantsKeys ? returning(filled) : filled)
    if (wantsKeys) return putKeys(exchange, result)
    if (result.rows === undefined) return exchange.setHeader('CamelSqlUpdateCount', result.changed)
    const output = outputOf(result, outputType)
    if (!noop) putOutput(exchange, output, outputHeader)
    exchange.setHeader('CamelSqlRowCount', outputType === 'SelectOne' ? (output === null ? 0 : 1) : result.rows.length)
  }

  /** All sets of parameters in one transaction: all rows are written, or none. */
  private async runBatch(statement: Statement, exchange: Exchange, database: Database): Promise<void> {
    const sets = mandatoryBody(exchange, 'java.util.Collection') as Iterable<unknown>
    const changed = await database.transaction(async query => {
      let sum = 0
      for (const row of sets) sum += (await query(this.statements.fill(statement, database, exchange, row))).changed
      return sum
    })
    exchange.setHeader('CamelSqlUpdateCount', changed)
  }

  private stream(filled: FilledStatement, exchange: Exchange, database: Database): void {
    putOutput(exchange, database.stream(filled, this.options.fetchSize ?? 100), this.options.outputHeader)
  }

  private statementOf(exchange: Exchange): Statement {
    const given = exchange.header('CamelSqlQuery')
    const text = given === undefined || given === null ? this.own?.sql : toText(given, exchange)
    if (text === this.own?.sql && this.own !== undefined) return this.own
    return this.cut(text ?? String(mandatoryBody(exchange, 'String')))
  }

  private cut(sql: string): Statement {
    const known = this.known.get(sql)
    if (known !== undefined) return known
    const statement = this.statements.parse(sql)
    if (this.known.size >= MAX_STATEMENTS) this.known.delete(this.known.keys().next().value!)
    this.known.set(sql, statement)
    return statement
  }
}

/** Asks for the rows that were written, with the keys that the database gave them. */
function returning({ sql, values }: FilledStatement): FilledStatement {
  return { sql: /\breturning\b/i.test(sql) ? sql : `${sql} RETURNING *`, values }
}

function putKeys(exchange: Exchange, { rows = [] }: QueryResult): void {
  exchange.setHeader('CamelSqlUpdateCount', rows.length)
  exchange.setHeader('CamelSqlGeneratedKeysRowCount', rows.length)
  exchange.setHeader('CamelSqlGeneratedKeyRows', rows)
}
