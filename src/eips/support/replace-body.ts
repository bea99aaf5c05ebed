import type { Emitter, Expression } from '../../core/expression.ts'
import type { Step } from '../../core/step.ts'

/** The step that replaces the body by the result of an expression; nothing is null. */
export function replaceBody(expression: Expression): Step {
  const step: Step = exchange => {
    const value = expression(exchange)
    if (value instanceof Promise) {
      return value.then(result => {
        exchange.body = result ?? null
      })
    }
    exchange.body = value ?? null
  }
  const { emit } = expression
  if (emit === undefined) return step
  return Object.assign(step, { emit: (emitter: Emitter) => `${emitter.body()} = (${emit(emitter)}) ?? null;`, failsUnchanged: true })
}
