import type { RouteHandle } from './route-handle.ts'

/** The routes of a runtime by their ids; those of a runtime that has joined another one are the other's. */
export class RouteTable implements ReadonlyMap<string, RouteHandle> {
  private routes = new Map<string, RouteHandle>()

  /** From now on it is the other's. */
  join(other: RouteTable): void {
    this.routes = other.routes
  }

  set(id: string, handle: RouteHandle): void {
    this.routes.set(id, handle)
  }

  /** Takes a route out, unless another one has its id by now. */
  remove(handle: RouteHandle): void {
    if (this.routes.get(handle.id) === handle) this.routes.delete(handle.id)
  }

  get size(): number {
    return this.routes.size
  }

  get(id: string): RouteHandle | undefined {
    return this.routes.get(id)
  }

  has(id: string): boolean {
    return this.routes.has(id)
  }

  forEach(action: (handle: RouteHandle, id: string, routes: ReadonlyMap<string, RouteHandle>) => void): void {
    for (const [id, handle] of this.routes) action(handle, id, this)
  }

  entries() {
    return this.routes.entries()
  }

  keys() {
    return this.routes.keys()
  }

  values() {
    return this.routes.values()
  }

  [Symbol.iterator]() {
    return this.routes.entries()
  }
}
