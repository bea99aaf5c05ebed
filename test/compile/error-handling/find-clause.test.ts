import { expect, test } from 'vitest'
import type { ExceptionClause } from '../../../src/compile/error-handling/exception-clause.ts'
import { findClause, orderClauses } from '../../../src/compile/error-handling/find-clause.ts'
import { DEFAULT_SETTINGS } from '../../../src/compile/error-handling/redelivery-settings.ts'
import { errors } from '../../../src/core/errors.ts'
import type { Exchange } from '../../../src/core/exchange.ts'

const clause = (types: readonly string[], onWhen?: ExceptionClause['onWhen']): ExceptionClause => ({
  types,
  onWhen,
  handled: undefined,
  continued: undefined,
  retryWhile: undefined,
  settings: () => DEFAULT_SETTINGS,
  redelivers: false,
  steps: undefined,
  onRedelivery: undefined,
  onExceptionOccurred: undefined,
  useOriginalMessage: false,
  useOriginalBody: false,
})

const failure = (type: string, cause?: unknown) => errors.KF_RUN_THROWN({ message: 'x' }, { type, ...(cause !== undefined && { cause }) })

const find = (clauses: readonly ExceptionClause[], error: unknown) => findClause(orderClauses(clauses), error, {} as Exchange)

const IO = clause(['java.io.IOException'])
const ALL = clause(['java.lang.Exception'])
const NOT_FOUND = clause(['java.io.FileNotFoundException'])

test('the clause of the class itself is taken, whatever the order', () => {
  expect(find([ALL, IO, NOT_FOUND], failure('java.io.FileNotFoundException'))).toBe(NOT_FOUND)
  expect(find([NOT_FOUND, IO, ALL], failure('java.io.FileNotFoundException'))).toBe(NOT_FOUND)
})

test('otherwise that of the nearest superclass', () => {
  expect(find([ALL, IO], failure('java.io.FileNotFoundException'))).toBe(IO)
  expect(find([IO], failure('java.lang.IllegalStateException'))).toBeUndefined()
})

test('the cause comes before what it caused', () => {
  const wrapped = failure('java.lang.IllegalStateException', failure('java.io.FileNotFoundException'))
  const runtime = clause(['java.lang.RuntimeException'])
  expect(find([runtime, IO], wrapped)).toBe(IO)
})

test('a wrapper that is named itself comes before a cause that is only a subclass', () => {
  const wrapped = failure('java.lang.IllegalStateException', failure('java.io.FileNotFoundException'))
  const state = clause(['java.lang.IllegalStateException'])
  expect(find([state, IO], wrapped)).toBe(state)
})

test('of two clauses for one class the last one is taken, unless they have predicates: then the first that holds', () => {
  const other = clause(['java.io.IOException'])
  expect(find([IO, other], failure('java.io.IOException'))).toBe(other)
  const never = clause(['java.io.IOException'], () => false)
  const now = clause(['java.io.IOException'], () => true)
  expect(find([never, now, other], failure('java.io.IOException'))).toBe(now)
})

test('a predicate may have to wait', async () => {
  const later = clause(['java.io.IOException'], () => Promise.resolve(false))
  expect(await find([later, ALL], failure('java.io.IOException'))).toBe(ALL)
})

class OrderRejected extends Error {}
class CreditExceeded extends OrderRejected {}

test("a host application's error classes are known by their names and those of their superclasses", () => {
  const rejected = clause(['OrderRejected'])
  expect(find([ALL, rejected], new CreditExceeded('no'))).toBe(rejected)
  expect(find([ALL], new CreditExceeded('no'))).toBe(ALL)
})
