import { Exchange } from '../../core/exchange.ts'
import type { AggregationStrategy } from '../../kit/aggregation.ts'

/** The list that grows while a group is gathered; in a log it shows how long it is instead of all that is in it. */
class GroupedList extends Array<unknown> {
  override toString(): string {
    return `List<Exchange>(${this.length} elements)`
  }
}

const GROUPED = 'CamelGroupedExchange'

function listOf(exchange: Exchange): unknown[] {
  const known = exchange.property(GROUPED)
  if (Array.isArray(known)) return known
  const made = new GroupedList()
  exchange.setProperty(GROUPED, made)
  return made
}

/** When the group is complete its list becomes the body. */
function finish(result: Exchange): void {
  const list = result.removeProperty(GROUPED)
  if (Array.isArray(list)) result.body = list
}

/** Gathers the bodies in a list, leaving null ones out; everything else of the message is that of the first. */
export const groupedBody: AggregationStrategy = {
  aggregate(previous, next) {
    const target = previous ?? next
    if (target !== undefined && next !== undefined && next.body !== null) listOf(target).push(next.body)
    return target
  },
  onCompletion: finish,
}

/** Gathers the exchanges themselves in the list of a new, empty exchange. Messages are exchanges here, so it serves for both. */
export const groupedExchange: AggregationStrategy = {
  aggregate(previous, next) {
    const target = previous ?? (next && emptyLike(next))
    if (target !== undefined && next !== undefined) listOf(target).push(next)
    return target
  },
  onCompletion: finish,
}

function emptyLike(exchange: Exchange): Exchange {
  const empty = new Exchange(exchange.services, null, exchange.pattern)
  empty.fromRouteId = exchange.fromRouteId
  empty.fromEndpoint = exchange.fromEndpoint
  empty.routeId = exchange.routeId
  return empty
}
