import type { Exchange } from '../../src/core/exchange.ts'

/** What a template sees of a message. */
export function contextMap(exchange: Exchange, all: boolean): Record<string, unknown> {
  const headers = anyCase(exchange)
  const map = { body: exchange.body, headers, header: headers, variables: exchange.variables ?? {} }
  if (!all) return map
  const properties = Object.fromEntries(exchange.propertyEntries())
  return {
    ...map,
    exchange: { exchangeId: exchange.id, pattern: exchange.pattern, fromRouteId: exchange.fromRouteId, properties },
    exchangeId: exchange.id,
    exchangeProperties: properties,
    in: map,
    request: map,
  }
}

/** The headers under names of any case. */
function anyCase(exchange: Exchange): object {
  return new Proxy(Object.fromEntries(exchange.headerEntries()), {
    has: (_, name) => typeof name === 'string' && exchange.header(name) !== undefined,
    get: (target, name) => (typeof name === 'string' ? exchange.header(name) : Reflect.get(target, name)),
  })
}
