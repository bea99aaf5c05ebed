import type { Exchange } from '../core/exchange.ts'
import { hashCapacity, hashCode, inHashOrder } from '../core/java-hash.ts'
import type { MaybePromise } from '../core/step.ts'

/** Where an aggregate keeps its unfinished groups, by correlation key. Beans for `aggregationRepository` have this shape. */
export interface AggregationRepository {
  get(key: string): MaybePromise<Exchange | undefined>
  /** Keeps a group; a later one under the same key replaces it. */
  add(key: string, group: Exchange): MaybePromise<void>
  /** The group is complete, and about to be sent on. */
  remove(key: string, group: Exchange): MaybePromise<void>
  /** A group that was sent on has ended well, or was thrown away, by the id of its exchange. */
  confirm(exchangeId: string): MaybePromise<void>
  keys(): MaybePromise<readonly string[]>
}

/** How complete groups are sent on again that have not ended well (Camel's RecoverableAggregationRepository). */
export interface Recovery {
  readonly useRecovery: boolean
  /** How often it is looked for groups to recover, in milliseconds. */
  readonly recoveryInterval: number
  /** So often a group is sent on again; 0: for ever, without a dead letter endpoint. */
  readonly maximumRedeliveries: number
  /** Where a group goes that was sent on in vain so often. */
  readonly deadLetterUri: string | undefined
}

/** A complete group that has not ended well yet. */
export interface CompletedGroup {
  readonly key: string
  readonly exchange: Exchange
}

/**
 * A repository whose groups outlive the process: the members of a group are settled when the group is stored. `add` and `remove` take
 * effect for `get` and `keys` at once, and are durable when `stored` has resolved, so that many members share one write.
 */
export interface DurableAggregationRepository extends AggregationRepository {
  readonly durable: true
  readonly recovery: Recovery
  /** Called before the first message; another process that uses the same groups is `KF_STORE_IN_USE`. */
  start(): MaybePromise<void>
  /** Resolves when what was done under this key so far is durable; rejects where it could not be stored, and the group is as it was then. */
  stored(key: string): MaybePromise<void>
  /** The complete groups that were not confirmed. */
  completed(): Promise<readonly CompletedGroup[]>
  stop(): MaybePromise<void>
}

/** Groups in memory; they are lost with the process. Their keys come in the order of Camel's hash table, in which all groups are completed. */
export class MemoryAggregationRepository implements AggregationRepository {
  private readonly groups = new Map<string, Exchange>()
  private capacity = hashCapacity(0)

  get(key: string): Exchange | undefined {
    return this.groups.get(key)
  }

  add(key: string, group: Exchange): void {
    this.groups.set(key, group)
    this.capacity = hashCapacity(this.groups.size, this.capacity)
  }

  remove(key: string): void {
    this.groups.delete(key)
  }

  confirm(): void {}

  keys(): readonly string[] {
    return inHashOrder(this.groups.keys(), this.capacity, hashCode)
  }
}

/** Whether a bean is a repository of groups. */
export function isAggregationRepository(bean: unknown): bean is AggregationRepository {
  const { get, add, remove, confirm, keys } = (bean ?? {}) as Partial<Record<string, unknown>>
  return [get, add, remove, confirm, keys].every(method => typeof method === 'function')
}

/** Whether a repository keeps its groups over the death of the process. */
export function isDurable(repository: AggregationRepository): repository is DurableAggregationRepository {
  return (repository as Partial<DurableAggregationRepository>).durable === true
}
