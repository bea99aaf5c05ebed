import type { Exchange } from '../../src/core/exchange.ts'
import { runThen } from '../../src/core/step.ts'
import type { SourceContext } from '../../src/kit/index.ts'

/** Runs the steps of a route on somebody else's exchange, which says meanwhile that it comes from this route and its endpoint. */
export function within({ routeId, uri, process }: SourceContext, exchange: Exchange): void | Promise<void> {
  const { fromRouteId, fromEndpoint } = exchange
  exchange.fromRouteId = routeId
  exchange.fromEndpoint = uri
  return runThen(process, exchange, () => {
    exchange.fromRouteId = fromRouteId
    exchange.fromEndpoint = fromEndpoint
  })
}
