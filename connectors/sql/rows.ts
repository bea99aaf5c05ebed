import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { QueryResult, Row } from './database.ts'

/** What becomes the body: all rows, or the one there may be; where that has one column, its value. */
export function outputOf(result: QueryResult, outputType: 'SelectOne' | 'SelectList' | 'StreamList'): unknown {
  const rows = result.rows ?? []
  if (outputType !== 'SelectOne') return rows
  if (rows.length > 1) throw errors.KF_SQL_NOT_ONE({ rows: rows.length })
  return rows.length === 0 ? null : single(rows[0]!, result.columns)
}

function single(row: Row, columns: readonly string[]): unknown {
  return columns.length === 1 ? row[columns[0]!] : row
}

/** Puts a result into the body, or into a header beside it. */
export function putOutput(exchange: Exchange, value: unknown, outputHeader: string | undefined): void {
  if (outputHeader === undefined) exchange.body = value
  else exchange.setHeader(outputHeader, value)
}
