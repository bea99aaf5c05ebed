import { functionOf } from './call/host.ts'
import type { JsonataExpression } from './expression.ts'
import { type Fail, Fault } from './fault.ts'
import { loadOfficial } from './parse.ts'
import type { Limits } from './run.ts'

type Bound = readonly (readonly [string, unknown])[]

/** Evaluates with the official evaluator, which waits for asynchronous functions: a promise each time, and slower by a factor of twenty to eighty. */
export function officialEvaluator(
  text: string,
  bound: Bound,
  variables: readonly string[],
  limits: Limits,
  fail: Fail,
): JsonataExpression['evaluate'] {
  const { timeoutMs: timeout, depth: stack, sequence } = limits
  const expression = loadOfficial()(text, { timeout, stack, sequence })
  for (const [name, value] of bound) {
    const given = functionOf(value)
    if (given === undefined) expression.assign(name, value)
    else expression.registerFunction(name, given, (value as { signature?: string }).signature)
  }
  return async (input, values = []) => {
    const bindings = Object.fromEntries(variables.map((name, index) => [name, values[index]]))
    try {
      return plainCopy(await expression.evaluate(plainCopy(input), bindings))
    } catch (thrown) {
      throw fail(faultOf(thrown))
    }
  }
}

/** The official evaluator marks arrays, of the input too, and makes objects without prototype: neither is to be seen outside. */
function plainCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return Array.from(value, plainCopy)
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainCopy(inner)]))
}

function faultOf(thrown: unknown): unknown {
  if (typeof thrown !== 'object' || thrown === null || typeof (thrown as { code?: unknown }).code !== 'string') return thrown
  const { code, token, position, message, value } = thrown as {
    code: string
    token?: string | number
    position?: number
    message?: string
    value?: unknown
  }
  return new Fault(code, {
    token,
    position,
    value,
    ...(message === undefined ? {} : { message }),
    ...(thrown instanceof Error ? { cause: thrown } : {}),
  })
}
