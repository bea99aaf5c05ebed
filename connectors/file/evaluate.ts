import { toText } from '../../src/converters/index.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { Expression } from '../../src/core/expression.ts'
import { Suspension } from '../../src/core/suspension.ts'

/** Evaluates outside a route's pipeline: waits for what the expression has to read. */
export async function evaluate<T>(expression: Expression<T>, exchange: Exchange): Promise<T> {
  for (;;) {
    try {
      return await expression(exchange)
    } catch (error) {
      if (!(error instanceof Suspension)) throw error
      await error.ready()
    }
  }
}

/** The result as text; empty where there is none. */
export async function evaluateText(expression: Expression, exchange: Exchange): Promise<string> {
  return toText(await evaluate(expression, exchange), exchange) ?? ''
}
