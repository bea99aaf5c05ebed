import { toText } from '../../src/converters/index.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { Expression } from '../../src/core/expression.ts'
import { untilReady } from '../../src/core/suspension.ts'

/** The text of an expression; waits for a body that is still an unread stream. Nothing is an empty text. */
export async function evaluateText(expression: Expression, exchange: Exchange): Promise<string> {
  return toText(await untilReady(() => expression(exchange)), exchange) ?? ''
}
