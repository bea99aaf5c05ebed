import type { Exchange } from '../core/exchange.ts'
import type { RouteHandle } from './route-handle.ts'

/** Told of an exchange that ended, with its route. */
export type DoneListener = (exchange: Exchange, route: RouteHandle) => void

/** Who wants to know of each exchange that a source of a runtime delivered. Routes tell nobody while nobody listens. */
export class DoneListeners {
  private readonly routes: ReadonlyMap<string, RouteHandle>
  private readonly listeners = new Set<DoneListener>()

  constructor(routes: ReadonlyMap<string, RouteHandle>) {
    this.routes = routes
  }

  /** Listens until the returned function is called. */
  add(listener: DoneListener): () => void {
    this.listeners.add(listener)
    this.apply()
    return () => {
      this.listeners.delete(listener)
      this.apply()
    }
  }

  /** Is called when there are other routes than before, with those that came where the others stayed. */
  apply(handles: Iterable<RouteHandle> = this.routes.values()): void {
    const listens = this.listeners.size > 0
    for (const handle of handles) handle.done = listens ? exchange => this.told(exchange, handle) : undefined
  }

  private told(exchange: Exchange, handle: RouteHandle): void {
    for (const listener of this.listeners) listener(exchange, handle)
  }
}
