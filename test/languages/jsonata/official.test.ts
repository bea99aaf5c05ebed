import jsonata from 'jsonata'
import { describe, expect, test } from 'vitest'
import { isKafilaError } from '../../../src/core/errors.ts'
import { compileJsonata } from '../../../src/languages/jsonata/expression.ts'
import { inputOf, type SuiteCase, suiteGroups, throughJson } from './suite.ts'

/** What the suite asks for is in suite.test.ts; this holds failures against those of the official evaluator, with token and position. */
for (const [group, cases] of suiteGroups()) {
  const failing = cases.filter(({ test: each }) => (each.code !== undefined || each.error !== undefined) && each.depth === undefined)
  describe.runIf(failing.length > 0)(`failures as the official evaluator tells them: ${group}`, () => {
    for (const { name, test: each } of failing) {
      test(`${name}: ${each.expr.slice(0, 80)}`, async () => expect(ours(each)).toEqual(await official(each)))
    }
  })
}

type Told = Readonly<Record<'code' | 'token' | 'position' | 'message', unknown>>

async function official(each: SuiteCase): Promise<Told> {
  try {
    await jsonata(each.expr).evaluate(inputOf(each), each.bindings)
  } catch (error) {
    const { code, token, position, message } = error as Told
    return { code, token, position, message }
  }
  return expect.fail('the official evaluator did not fail')
}

function ours(each: SuiteCase): Told {
  try {
    const bindings = each.bindings ?? {}
    const result = compileJsonata(each.expr, { variables: Object.keys(bindings) }).evaluate(inputOf(each), Object.values(bindings))
    return expect.fail(`gave ${JSON.stringify(throughJson(result))}`)
  } catch (error) {
    if (!isKafilaError(error)) throw error
    const { code, token, position, reason } = error.details
    return { code, token, position, message: reason }
  }
}
