import type { Services } from '../../src/core/services.ts'
import type { ConnectorContext, RouteControl } from '../../src/kit/index.ts'

/** `Started`, as Camel writes it. */
export function stateOf({ state }: RouteControl): string {
  return state[0]!.toUpperCase() + state.slice(1)
}

/** What a route has counted, as XML in Camel's form. */
export function routeStats(route: RouteControl, redeliveries: Services['redeliveries']): string {
  return `<routeStat id="${escaped(route.id)}" state="${stateOf(route)}"${counts(route.total, route.failures, redeliveries.get(route.id))}/>`
}

/** What all routes have counted, together and one by one. */
export function contextStats({ services, routes }: ConnectorContext): string {
  const all = [...routes.values()]
  const sum = (of: (route: RouteControl) => number) => all.reduce((total, route) => total + of(route), 0)
  const total = counts(
    sum(each => each.total),
    sum(each => each.failures),
    sum(each => services.redeliveries.get(each.id) ?? 0),
  )
  const each = all.map(route => `    ${routeStats(route, services.redeliveries)}\n`).join('')
  return `<camelContextStat id="${escaped(services.name)}" state="Started"${total}>\n  <routeStats>\n${each}  </routeStats>\n</camelContextStat>`
}

function counts(total: number, failed: number, redeliveries = 0): string {
  return ` exchangesTotal="${total}" exchangesCompleted="${total - failed}" exchangesFailed="${failed}" redeliveries="${redeliveries}"`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
