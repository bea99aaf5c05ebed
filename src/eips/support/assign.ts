import type { Exchange } from '../../core/exchange.ts'
import type { Expression } from '../../core/expression.ts'
import { andThen, type Step } from '../../core/step.ts'
import type { BuildScope } from '../../kit/field.ts'
import { compileName } from './name-template.ts'

/** Puts a value under a name: a header, an exchange property, a variable. */
export type Put = (exchange: Exchange, name: string, value: unknown) => void

/** The step that evaluates an expression and puts the result under a name, which may be a `simple` text; the value is made first. */
export function assignment(name: string, value: Expression, put: Put, scope: Pick<BuildScope, 'expression'>): Step {
  const target = compileName(name, scope)
  if (target.constant === undefined) {
    return exchange => andThen(value(exchange), result => andThen(target(exchange), each => put(exchange, each, result)))
  }
  return exchange => {
    const result = value(exchange)
    if (result instanceof Promise) return result.then(arrived => put(exchange, name, arrived))
    put(exchange, name, result)
  }
}

/** Runs steps one after the other on one exchange, without error handling between them. */
export function inOrder(steps: readonly Step[]): Step {
  const from = (exchange: Exchange, start: number): void | Promise<void> => {
    for (let i = start; i < steps.length; i++) {
      const waiting = steps[i]!(exchange)
      if (waiting !== undefined) return waiting.then(() => from(exchange, i + 1))
    }
  }
  return exchange => from(exchange, 0)
}
