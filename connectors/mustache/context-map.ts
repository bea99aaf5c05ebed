import type { Exchange } from '../../src/core/exchange.ts'

/** What a template sees of a message. */
export function contextMap(exchange: Exchange, all: boolean): Record<string, unknown> {
  const headers = Object.fromEntries(exchange.headerEntries())
  const map = { body: exchange.body, headers, header: headers, variables: exchange.variables ?? {} }
  if (!all) return map
  return {
    ...map,
    exchange: { exchangeId: exchange.id, pattern: exchange.pattern, fromRouteId: exchange.fromRouteId },
    exchangeId: exchange.id,
    exchangeProperties: Object.fromEntries(exchange.propertyEntries()),
    in: map,
    request: map,
  }
}
