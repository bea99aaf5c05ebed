import { describe, expect, test } from 'vitest'
import { isKafilaError } from '../../../src/core/errors.ts'
import { compileJsonata } from '../../../src/languages/jsonata/expression.ts'
import { inputOf, type SuiteCase, suiteGroups, throughJson } from './suite.ts'

const groups = suiteGroups()

test('the whole suite is there', () => {
  expect(groups.flatMap(([, cases]) => cases)).toHaveLength(1686)
})

for (const [group, cases] of groups) {
  describe(`JSONata suite: ${group}`, () => {
    for (const { name, test: each } of cases) test(`${name}: ${each.expr.slice(0, 80)}`, () => check(each))
  })
}

function check(each: SuiteCase): void {
  const input = inputOf(each)
  const before = throughJson(input)
  const outcome = run(each, input)
  expect(throughJson(input)).toEqual(before)
  if (each.undefinedResult !== undefined) expect(outcome).toEqual({ result: undefined })
  else if ('result' in each) expect(ordered(each, outcome)).toEqual(ordered(each, { result: each.result }))
  else expectFailure(each, outcome)
}

type Outcome = { readonly result: unknown } | { readonly failure: Readonly<Record<string, unknown>> }

function run(each: SuiteCase, input: unknown): Outcome {
  try {
    const names = Object.keys(each.bindings ?? {})
    const limits = each.depth === undefined ? {} : { depth: each.depth, timeoutMs: each.timelimit! }
    const expression = compileJsonata(each.expr, { variables: names, limits })
    return { result: throughJson(expression.evaluate(input, Object.values(each.bindings ?? {}))) }
  } catch (error) {
    if (!isKafilaError(error)) throw error
    return { failure: { ...error.details, message: error.details['reason'] } }
  }
}

/** Where a case leaves the order open, arrays are compared as sets. */
function ordered(each: SuiteCase, outcome: Outcome): Outcome {
  if (!each.unordered || !('result' in outcome) || !Array.isArray(outcome.result)) return outcome
  return { result: outcome.result.map(item => JSON.stringify(item)).sort() }
}

/** The limits of a case are watched by its runner there, which has a code of its own for both. */
const LIMIT_CODES = { U1001: ['D1011', 'D1012'] } as Readonly<Record<string, readonly string[]>>

function expectFailure(each: SuiteCase, outcome: Outcome): void {
  const failure = 'failure' in outcome ? outcome.failure : expect.fail(`gave ${JSON.stringify(outcome)}`)
  const { code, ...rest } = {
    ...each.error,
    ...(each.code === undefined ? {} : { code: each.code }),
    ...(each.token === undefined ? {} : { token: each.token }),
  } as Record<string, unknown>
  expect(LIMIT_CODES[String(code)] ?? [code]).toContain(failure['code'])
  expect(failure).toMatchObject(rest)
}
