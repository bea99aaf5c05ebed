import type { Exchange } from '../../src/core/exchange.ts'
import type { SourceContext } from '../../src/kit/index.ts'

/** Runs the steps of a route on somebody else's exchange, which says meanwhile that it comes from this route and its endpoint. */
export function within({ routeId, uri, process }: SourceContext, exchange: Exchange): void | Promise<void> {
  const { fromRouteId, fromEndpoint } = exchange
  exchange.fromRouteId = routeId
  exchange.fromEndpoint = uri
  const back = () => {
    exchange.fromRouteId = fromRouteId
    exchange.fromEndpoint = fromEndpoint
  }
  let waiting: void | Promise<void>
  try {
    waiting = process(exchange)
  } catch (error) {
    back()
    throw error
  }
  if (waiting !== undefined) return waiting.finally(back)
  back()
}
