import type { Exchange } from '../../../core/exchange.ts'
import type { Expression } from '../../../core/expression.ts'
import type { MaybePromise } from '../../../core/step.ts'
import { Suspension } from '../../../core/suspension.ts'

/** What orders a message; an expression that fails gives none, as in Camel. */
export function keyOf(expression: Expression, exchange: Exchange): MaybePromise<unknown> {
  try {
    const key = expression(exchange)
    return key instanceof Promise ? key.catch(none) : key
  } catch (error) {
    return none(error)
  }
}

function none(error: unknown): null {
  if (error instanceof Suspension) throw error
  return null
}
