import type { Exchange } from '../core/exchange.ts'

/** Joins exchanges into one: for split, multicast, recipientList, enrich, pollEnrich, aggregate and claimCheck. */
export interface AggregationStrategy {
  /**
   * Joins. `previous` is the result so far, undefined for the first; `next` is the exchange that came in, undefined where pollEnrich
   * got nothing. `original` is the message that a split, multicast or recipientList was given; the others have none. The result may be
   * any of them, changed in place; `undefined` counts as "nothing".
   */
  aggregate(
    previous: Exchange | undefined,
    next: Exchange | undefined,
    original?: Exchange,
  ): Exchange | undefined | Promise<Exchange | undefined>
  /**
   * Where there is a `previous`, it gives that back at once, having looked at nothing of `next` but its body, its failure and properties by
   * name; it keeps no hold of `next`, and where it throws it has changed nothing. Parts that only compute then need no exchange of their own.
   */
  readonly keepsNothing?: true
  /** With `keepsNothing`: the list of a result to which joining appends each body that is not null, where it does nothing else. */
  listOf?(result: Exchange): unknown[]
  /** Called once with the result, when a split, multicast or group is complete. */
  onCompletion?(result: Exchange, original?: Exchange): void
  /** For aggregate: whether the incoming exchange closes the group before it is added. */
  preComplete?(previous: Exchange | undefined, next: Exchange): boolean
  /** A part did not finish in time. */
  timeout?(previous: Exchange | undefined, index: number, total: number, timeoutMs: number): void
}

/** A function as strategy: `(previous, next) => result`. */
export type AggregationFunction = AggregationStrategy['aggregate']

/** The strategy behind a bean: an object with `aggregate`, or a function. `undefined` where it is neither. */
export function asStrategy(bean: unknown): AggregationStrategy | undefined {
  if (typeof bean === 'function') return { aggregate: bean as AggregationFunction }
  return typeof (bean as AggregationStrategy | null)?.aggregate === 'function' ? (bean as AggregationStrategy) : undefined
}
