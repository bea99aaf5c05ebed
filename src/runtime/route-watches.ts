import type { RouteHandle } from './route-handle.ts'
import { joinedWatch, type RouteWatch } from './route-watch.ts'

interface Entry {
  readonly concerns: (routeId: string) => boolean
  readonly watch: RouteWatch
}

/** Who watches which routes of a runtime, also routes that come later. */
export class RouteWatches {
  private readonly routes: ReadonlyMap<string, RouteHandle>
  private readonly entries = new Set<Entry>()

  constructor(routes: ReadonlyMap<string, RouteHandle>) {
    this.routes = routes
  }

  /** Watches routes until the returned function is called. */
  add(concerns: (routeId: string) => boolean, watch: RouteWatch): () => void {
    const entry = { concerns, watch }
    this.entries.add(entry)
    this.apply()
    return () => {
      if (this.entries.delete(entry)) this.apply()
    }
  }

  /** Has each route that somebody samples ask about its next exchange. */
  due(watch: RouteWatch): void {
    for (const entry of this.entries)
      if (entry.watch === watch) for (const handle of this.routes.values()) if (entry.concerns(handle.id)) handle.latency.soon()
  }

  /** Is called when there are other routes than before, with those that came where the others stayed. */
  apply(handles: Iterable<RouteHandle> = this.routes.values()): void {
    for (const handle of handles) {
      const concerned = [...this.entries].filter(({ concerns }) => concerns(handle.id))
      handle.watch(joinedWatch(concerned.map(({ watch }) => watch)))
    }
  }
}
