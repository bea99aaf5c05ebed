import { type Exchange, RUNNING } from '../core/exchange.ts'
import { fail, type MessageSnapshot } from './error-policy.ts'
import type { ReferencePipeline } from './reference-pipeline.ts'

/** Where a node stands: in which pipeline, at which index, and inside which other node. */
export interface Place {
  readonly pipeline: ReferencePipeline
  readonly index: number
  readonly outer: Place | undefined
}

/** Is called when the steps of a route have ended; what it gives is what the route gives. */
export type Ending<T> = (exchange: Exchange) => T | Promise<T>

/** A node failed: its error policy decides, then the reference engine goes on behind it. What no policy takes is a failure of the node around it. */
export function failedAt(exchange: Exchange, error: unknown, place: Place, before: MessageSnapshot | undefined): void | Promise<void> {
  let waiting: void | Promise<void>
  try {
    waiting = place.pipeline.failed(exchange, error, place.index, before)
  } catch (thrown) {
    return outward(exchange, thrown, place)
  }
  return waiting === undefined ? goOn(exchange, place) : settled(exchange, waiting, place)
}

async function settled(exchange: Exchange, waiting: Promise<void>, place: Place): Promise<void> {
  try {
    await waiting
  } catch (thrown) {
    return outward(exchange, thrown, place)
  }
  return goOn(exchange, place)
}

function outward(exchange: Exchange, thrown: unknown, { outer }: Place): void | Promise<void> {
  if (outer === undefined) throw thrown
  return failedAt(exchange, thrown, outer, undefined)
}

/** A node inside another has to wait: the reference engine goes on behind it when it is done. */
export function waitInside(exchange: Exchange, waiting: Promise<void>, place: Place, before: MessageSnapshot | undefined): Promise<void> {
  return left(exchange, place.pipeline.resume(exchange, waiting, place.index, before), place.outer!)
}

/** What is inside `place` is waited for; then what stands behind it runs. */
async function left(exchange: Exchange, inside: Promise<void>, place: Place): Promise<void> {
  try {
    await inside
  } catch (thrown) {
    return failedAt(exchange, thrown, place, undefined)
  }
  return goOn(exchange, place)
}

/** Runs what stands behind a node: the rest of its pipeline, then what stands behind the node around it. */
function goOn(exchange: Exchange, place: Place): void | Promise<void> {
  const { outer } = place
  if (outer === undefined) return place.pipeline.run(exchange, place.index + 1)
  let waiting: void | Promise<void>
  try {
    waiting = place.pipeline.run(exchange, place.index + 1)
  } catch (thrown) {
    return failedAt(exchange, thrown, outer, undefined)
  }
  if (waiting !== undefined) return left(exchange, waiting, outer)
  return exchange.status === RUNNING ? goOn(exchange, outer) : undefined
}

/** What the end of a route gives when the steps have ended; a failure of theirs is the exchange's. */
export async function whenEnded<T>(exchange: Exchange, waiting: Promise<void>, end: Ending<T>): Promise<T> {
  try {
    await waiting
  } catch (error) {
    fail(exchange, error)
  }
  return end(exchange)
}
