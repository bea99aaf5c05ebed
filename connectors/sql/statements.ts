import type { Exchange } from '../../src/core/exchange.ts'
import type { ConnectorContext } from '../../src/kit/index.ts'
import type { Database } from './database.ts'
import { valuesOf } from './parameters.ts'
import { queryText } from './query-text.ts'
import { type FilledStatement, fillStatement, parseStatement, type Statement } from './statement.ts'

/** How an endpoint writes its parameters. */
export interface StatementOptions {
  readonly placeholder: string
  readonly usePlaceholder: boolean
  readonly allowNamedParameters: boolean
  readonly separator: string
}

/** Cuts the statements of one endpoint, and fills them for its messages. */
export class Statements {
  private readonly options: StatementOptions
  private readonly context: ConnectorContext

  constructor(options: StatementOptions, context: ConnectorContext) {
    this.options = options
    this.context = context
  }

  /** A statement that an endpoint names: it may stand in a file. */
  named(query: string): Statement {
    return this.parse(queryText(query, this.context.services.directory))
  }

  parse(sql: string): Statement {
    const { placeholder, usePlaceholder, allowNamedParameters } = this.options
    return parseStatement(sql, {
      placeholder,
      usePlaceholder,
      named: allowNamedParameters,
      compile: simple => this.context.expression({ language: 'simple', expression: simple }),
    })
  }

  /** With the values of a message; of `row` where that is an item of a batch. */
  fill(statement: Statement, database: Database, exchange: Exchange, row?: unknown): FilledStatement {
    return fillStatement(statement, valuesOf(statement, exchange, this.options, row), number => database.mark(number))
  }
}
