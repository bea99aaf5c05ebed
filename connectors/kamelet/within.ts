import type { Exchange } from '../../src/core/exchange.ts'
import type { Step } from '../../src/core/step.ts'

/** Runs the steps of a route on somebody else's exchange, which says meanwhile that it comes from this route. */
export function within(routeId: string, steps: Step, exchange: Exchange): void | Promise<void> {
  const { fromRouteId } = exchange
  exchange.fromRouteId = routeId
  const back = () => {
    exchange.fromRouteId = fromRouteId
  }
  let waiting: void | Promise<void>
  try {
    waiting = steps(exchange)
  } catch (error) {
    back()
    throw error
  }
  if (waiting !== undefined) return waiting.finally(back)
  back()
}
