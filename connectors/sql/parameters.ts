import { itemsFor, toText } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { isPromise } from '../../src/core/step.ts'
import { bytesOf, isByteSource } from '../../src/core/stream-body.ts'
import { Decimal, Double, isMap, mapEntries, mapGet } from '../../src/core/values.ts'
import type { Parameter, Statement } from './statement.ts'

/** Where the values of parameters come from. */
export interface ValueRules {
  /** Cuts a text into the values of parameters by position. */
  readonly separator: string
}

/** The values of a statement's parameters for a message; `row` where they come from an item of a batch instead of the body. */
export function valuesOf(statement: Statement, exchange: Exchange, rules: ValueRules, row: unknown = exchange.body): unknown[] {
  const { parameters } = statement
  if (parameters.length === 0) return []
  if (parameters[0]!.kind === 'position') return positional(statement, exchange, rules, row)
  return parameters.map(parameter => parameterValue(parameter, statement, exchange, row))
}

function positional({ parameters, sql }: Statement, exchange: Exchange, { separator }: ValueRules, row: unknown): unknown[] {
  const items = exchange.header('CamelSqlParameters') ?? row
  const values = listOf(items, exchange, separator)
  if (values.length < parameters.length) throw errors.KF_SQL_PARAMETERS({ expected: parameters.length, actual: values.length, sql })
  return values.slice(0, parameters.length).map(value => plain(value, exchange))
}

function listOf(value: unknown, exchange: Exchange, separator: string): unknown[] {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) return value
  if (isMap(value)) return mapEntries(value).map(([, each]) => each)
  if (isByteSource(value) || typeof value === 'string' || Buffer.isBuffer(value)) {
    const text = toText(value, exchange) ?? ''
    return text.split(separator).map(each => unquoted(each.trim()))
  }
  return [...itemsFor(value)]
}

function unquoted(text: string): string {
  return /^(['"]).*\1$/s.test(text) ? text.slice(1, -1) : text
}

function parameterValue(parameter: Parameter, { sql }: Statement, exchange: Exchange, row: unknown): unknown {
  if (parameter.kind === 'simple') return plain(settledValue(parameter.value(exchange)), exchange)
  if (parameter.kind === 'position') return undefined
  const value =
    parameter.kind === 'list' && parameter.value !== undefined
      ? settledValue(parameter.value(exchange))
      : lookUp(parameter.name, row, exchange)
  if (value === undefined) throw errors.KF_SQL_NO_VALUE({ name: parameter.name, sql })
  return parameter.kind === 'list' ? listOf(value, exchange, ',').map(each => plain(each, exchange)) : plain(value, exchange)
}

/** A body that is a map goes before headers, headers before variables, as in Camel. `undefined`: it is nowhere. */
function lookUp(name: string, row: unknown, exchange: Exchange): unknown {
  const value = isMap(row) ? mapGet(row, name) : undefined
  return value !== undefined ? value : (exchange.header(name) ?? exchange.variable(name))
}

/** `simple` waits for nothing but streams, and those suspend the step. */
function settledValue(value: unknown): unknown {
  if (isPromise(value)) throw errors.KF_RUN_ILLEGAL_STATE({ reason: 'an expression in a statement has to wait' })
  return value === undefined ? null : value
}

/** A value as the clients of databases take it. */
function plain(value: unknown, exchange: Exchange): unknown {
  if (value instanceof Decimal) return value.digits
  if (value instanceof Double) return Number(value)
  if (isByteSource(value)) return bytesOf(value).toString('utf8')
  if (value === null || value === undefined) return null
  if (typeof value !== 'object' || value instanceof Date || Buffer.isBuffer(value)) return value
  return toText(value, exchange)
}
