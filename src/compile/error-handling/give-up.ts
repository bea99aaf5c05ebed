import type { Exchange } from '../../core/exchange.ts'
import { fail } from '../error-policy.ts'

/** Says where an exchange failed: the last endpoint that it was sent to, and the route that it is in. */
export function markFailure(exchange: Exchange): void {
  exchange.setProperty('CamelFailureEndpoint', exchange.property('CamelToEndpoint') ?? null)
  exchange.setProperty('CamelFailureRouteId', exchange.routeId)
}

/** Fails an exchange for good, and says where. */
export function giveUp(exchange: Exchange, error: unknown): void {
  fail(exchange, error)
  exchange.spent = true
  exchange.isDecided = true
  exchange.uncaught = undefined
  markFailure(exchange)
}
