import type { Exchange } from '../core/exchange.ts'
import type { Deliver } from './connector.ts'

/**
 * Delivers a message and waits until it has ended, so that the next one keeps its place; or until a step releases the source, as those
 * do that wait without keeping the order (an asynchronous `delay`). Never rejects: the exchange says how it ended.
 */
export function deliverInTurn(deliver: Deliver, exchange: Exchange): void | Promise<void> {
  let released = false
  let goOn: (() => void) | undefined
  exchange.release = () => {
    released = true
    goOn?.()
  }
  const outcome = deliver(exchange)
  if (!(outcome instanceof Promise) || released) return
  return new Promise(resolve => {
    goOn = resolve
    outcome.then(() => resolve())
  })
}
