import { Exchange } from '../../core/exchange.ts'
import { MessageList } from '../../core/message-part.ts'
import type { AggregationStrategy } from '../../kit/aggregation.ts'

/** The list that grows while a group is gathered; in a log it shows how long it is instead of all that is in it. */
class GroupedList extends Array<unknown> {
  override toString(): string {
    return `List<Exchange>(${this.length} elements)`
  }
}

const GROUPED = 'CamelGroupedExchange'

/** The list of an exchange. */
function listOf(exchange: Exchange): unknown[] {
  let list = exchange.properties[GROUPED]
  if (!Array.isArray(list)) exchange.setProperty(GROUPED, (list = new GroupedList()))
  return list as unknown[]
}

/** Adds a value to the list of an exchange, which is made with the first. */
function gather(exchange: Exchange, value: unknown): void {
  const list = listOf(exchange)
  // not by `push`, which is slow on lists of another class
  list[list.length] = value
}

/** When the group is complete its list becomes the body. */
function finish(result: Exchange): void {
  const list = result.removeProperty(GROUPED)
  if (Array.isArray(list)) result.body = list
}

/** Gathers the bodies in a list, leaving null ones out; everything else of the message is that of the first. */
export const groupedBody: AggregationStrategy = {
  keepsNothing: true,
  listOf,
  aggregate(previous, next) {
    const target = previous ?? next
    if (target === undefined || next === undefined) return target
    if (next.body !== null) gather(target, next.body)
    // a group of nothing is an empty list
    else listOf(target)
    return target
  },
  onCompletion: finish,
}

/** Gathers the messages themselves in the list of a new, empty exchange. */
export const groupedMessage: AggregationStrategy = {
  aggregate: (previous, next) => groupedExchange.aggregate(previous, next),
  onCompletion(result) {
    const list = result.removeProperty(GROUPED)
    if (Array.isArray(list)) result.body = MessageList.from(list as Exchange[])
  },
}

/** Gathers the exchanges themselves in the list of a new, empty exchange. */
export const groupedExchange: AggregationStrategy = {
  aggregate(previous, next) {
    const target = previous ?? (next && emptyLike(next))
    if (target !== undefined && next !== undefined) gather(target, next)
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
