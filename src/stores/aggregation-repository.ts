import type { Exchange } from '../core/exchange.ts'
import type { MaybePromise } from '../core/step.ts'

/** Where an aggregate keeps its unfinished groups, by correlation key. Beans for `aggregationRepository` have this shape. */
export interface AggregationRepository {
  get(key: string): MaybePromise<Exchange | undefined>
  /** Keeps a group; a later one under the same key replaces it. */
  add(key: string, group: Exchange): MaybePromise<void>
  /** The group is complete, and about to be sent on. */
  remove(key: string): MaybePromise<void>
  /** A group that was sent on has ended well, by the id of its exchange. */
  confirm(exchangeId: string): MaybePromise<void>
  keys(): MaybePromise<readonly string[]>
}

/** Groups in memory; they are lost with the process. */
export class MemoryAggregationRepository implements AggregationRepository {
  private readonly groups = new Map<string, Exchange>()

  get(key: string): Exchange | undefined {
    return this.groups.get(key)
  }

  add(key: string, group: Exchange): void {
    this.groups.set(key, group)
  }

  remove(key: string): void {
    this.groups.delete(key)
  }

  confirm(): void {}

  keys(): readonly string[] {
    return [...this.groups.keys()]
  }
}

/** Whether a bean is a repository of groups. */
export function isAggregationRepository(bean: unknown): bean is AggregationRepository {
  const { get, add, remove, confirm, keys } = (bean ?? {}) as Partial<Record<string, unknown>>
  return [get, add, remove, confirm, keys].every(method => typeof method === 'function')
}
