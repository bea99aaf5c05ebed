import type { Exchange } from './exchange.ts'

/** Joins parts to a result: what a loop over parts needs of an aggregation strategy. */
export interface Joining {
  aggregate(previous: Exchange, next: Exchange, original: Exchange): unknown
  /** Where joining only appends bodies to a list, and leaves null ones out. */
  listOf?(result: Exchange): unknown[]
}

/** The parts of one message that a loop runs. */
export interface LoopedParts {
  readonly items: readonly unknown[]
  /** A copy of the message as every part begins with it. */
  readonly start: Exchange
  readonly original: Exchange
  /** What all parts correlate by. */
  readonly correlation: string
  /** The part for the item of this index, as it begins, with headers and properties of its own. There is one exchange for all: it becomes one part after the other. */
  part(index: number): Exchange
}

/**
 * Runs steps that only compute on items from `from` to before `end`, without an exchange for each, and joins each to `result`. Gives the
 * index of the first item that it has not done: there something failed, or it is no plain item; it has left no trace, and is done the usual
 * way.
 */
export type PartLoop = (parts: LoopedParts, from: number, end: number, result: Exchange) => number
