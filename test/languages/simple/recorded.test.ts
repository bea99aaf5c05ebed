import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { exceptionType } from '../../../src/core/exceptions.ts'
import type { Expression } from '../../../src/core/expression.ts'
import { compileSimple, compileSimplePredicate, compileSimpleTyped } from '../../../src/languages/simple/index.ts'
import { Snapshot } from '../../conformance/runner/snapshot.ts'
import { contextOf, exchangeOf, type Message } from './run.ts'

/** What Camel gave for one expression and each of the messages; one result where all were alike, none where the route did not start. */
type Row = readonly [kind: 'expression' | 'predicate' | 'boolean', text: string, ...results: unknown[]]

const MESSAGES: readonly Message[] = [
  {
    body: 'Hello World',
    headers: { n: 7, m: '12', t: 'true', s: 'a,b,c', l: [3, 1, 2], mp: { k: 'v', n: 1 }, d: 2.5, sp: ' x y ', e: '' },
  },
  { body: ['b', 'a', 'c'], headers: { n: -3, m: 'abc', l: [], s: 'x' } },
  { body: { name: 'Ann', age: 7, tags: ['a', 'b'] }, headers: { n: 0, mp: {} } },
  { body: null },
  { body: 42, headers: { n: 100000000000, d: 1e10 } },
  { body: 1.5, headers: { b: false } },
  { body: true, headers: { b: true } },
  { body: '{"id":1,"x":{"y":[1,2]}}' },
]

const GROUPS = ['functions', 'predicates', 'paths', 'more-paths', 'more-syntax', 'random']

function rows(group: string): Row[] {
  return JSON.parse(readFileSync(new URL(`recorded/${group}.golden.json`, import.meta.url), 'utf8')) as Row[]
}

const context = contextOf()
const snapshot = new Snapshot('/nowhere', 0, new Set(), [])

function compile([kind, text]: Row): Expression {
  if (kind === 'predicate') return compileSimplePredicate(text, {}, context)
  return kind === 'boolean' ? compileSimpleTyped(text, {}, context, 'boolean') : compileSimple(text, {}, context)
}

function answer(expression: Expression, message: Message): unknown {
  try {
    const exchange = exchangeOf(message, context.services)
    exchange.pattern = 'InOut'
    return normal(snapshot.value(expression(exchange)))
  } catch (error) {
    return { fails: exceptionType(error) }
  }
}

/** Kinds of numbers, characters and words that are one here, and several in Java. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal)
  if (typeof value !== 'object' || value === null) return value
  const { $, v } = value as { $?: string; v?: unknown }
  if ($ === 'long' || $ === 'double' || $ === 'decimal') return Number(v)
  if ($ === 'date') return new Date(v as string)
  if ($ === 'char' || $ === 'enum') return v
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, normal(each)]))
}

function answers(row: Row): unknown[] | 'does not start' {
  let expression: Expression
  try {
    expression = compile(row)
  } catch {
    return 'does not start'
  }
  return MESSAGES.map(message => answer(expression, message))
}

function expected([, , ...results]: Row): unknown[] | 'does not start' {
  if (results.length === 0) return 'does not start'
  return (results.length === 1 ? MESSAGES.map(() => results[0]) : results).map(normal)
}

describe.each(GROUPS)('expressions of simple give what Camel gave (%s)', group => {
  it.each(rows(group).map(row => ({ row, title: `${row[0]} ${JSON.stringify(row[1])}` })))('$title', ({ row }) => {
    expect(answers(row)).toEqual(expected(row))
  })
})
