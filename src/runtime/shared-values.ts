import type { SharedResource } from '../kit/connector.ts'

/** What endpoints of one runtime share, by key: servers, connections, what a Kamelet's ends know of each other. */
export class SharedValues {
  private readonly values = new Map<string, unknown>()

  /** The value of a key; made by the first who asks. */
  get<T>(key: string, make: () => T): T {
    if (!this.values.has(key)) this.values.set(key, make())
    return this.values.get(key) as T
  }

  /** The value of a key, where somebody has made it. */
  peek<T>(key: string): T | undefined {
    return this.values.get(key) as T | undefined
  }

  set(key: string, value: unknown): void {
    this.values.set(key, value)
  }

  /** Those that have to be told of the runtime's stop: an HTTP server. */
  resources(): SharedResource[] {
    return [...this.values.values()].filter(value => typeof value === 'object' && value !== null) as SharedResource[]
  }
}
