import type { Exchange } from '../core/exchange.ts'
import type { MaybePromise } from '../core/step.ts'
import type { RouteHandle } from './route-handle.ts'

/** Watches exchanges on their way through a route. It never throws, and leaves them as they are. */
export interface RouteWatch {
  /** It looks at a few exchanges, and is asked about one when that is due (`RouteWatches.due`); else it is asked about each. */
  readonly isSampling: boolean
  /** Whether it looks at this exchange; asked once, when the exchange comes into the route. */
  wants(exchange: Exchange, route: RouteHandle): boolean
  /** Runs the way of an exchange that it wants to look at, and gives what that gives. Who sets `follower` is told of the steps. */
  around<T>(exchange: Exchange, route: RouteHandle, run: () => MaybePromise<T>): MaybePromise<T>
}

/** Several watches as one; `undefined` where there is none. */
export function joinedWatch(watches: readonly RouteWatch[]): RouteWatch | undefined {
  if (watches.length <= 1) return watches[0]
  // whoever wants one is asked for it at once
  let wanting: readonly RouteWatch[] = []
  return {
    isSampling: watches.every(({ isSampling }) => isSampling),
    wants(exchange, route) {
      wanting = watches.filter(each => each.wants(exchange, route))
      return wanting.length > 0
    },
    around: (exchange, route, run) => wanting.reduce((inner, watch) => () => watch.around(exchange, route, inner), run)(),
  }
}
