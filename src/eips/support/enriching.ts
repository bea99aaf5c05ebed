import { copyResults, takeResults } from '../../core/copy-results.ts'
import { type Exchange, RUNNING } from '../../core/exchange.ts'
import { andThen } from '../../core/step.ts'
import type { AggregationStrategy } from '../../kit/aggregation.ts'
import { raiseUnhandled } from './exchanges.ts'
import { exchangeFailure } from './failure.ts'
import { restoreMessage, snapshotMessage } from './message-snapshot.ts'
import { untilReady } from './until-ready.ts'

/** The reply, which nobody else uses, replaces the message. */
export const takeReply: AggregationStrategy = {
  aggregate(previous, next) {
    if (previous === undefined || next === undefined) return previous ?? next
    takeResults(previous, next)
    return previous
  },
}

/** What was polled replaces the body and adds its headers; where nothing came the body is null. */
export const takePolled: AggregationStrategy = {
  aggregate(previous, next) {
    if (previous === undefined) return next
    if (next === undefined) {
      previous.body = null
      return previous
    }
    const before = previous.headerEntries()
    copyResults(previous, next)
    for (const [name, value] of before) if (previous.header(name) === undefined) previous.setHeader(name, value)
    return previous
  },
}

/**
 * Joins a reply to a message (enrich, pollEnrich). With `keep` the joined message is kept (in a variable) and the message stays as it
 * was. A failure that came with the reply is thrown, unless an error handler has dealt with it already.
 */
export function aggregateInto(
  exchange: Exchange,
  reply: Exchange | undefined,
  strategy: AggregationStrategy,
  keep: ((joined: Exchange) => void) | undefined,
): void | Promise<void> {
  const before = keep === undefined ? undefined : snapshotMessage(exchange)
  const failed = (error: unknown): never => {
    throw exchangeFailure('Error occurred during aggregation', exchange, error)
  }
  const take = (joined: Exchange | undefined) => {
    if (joined !== undefined) {
      if (keep !== undefined && joined.status === RUNNING && joined.exception === undefined) {
        keep(joined)
        restoreMessage(joined, before!)
      }
      copyResults(exchange, joined)
    }
    raiseUnhandled(exchange)
  }
  let joined: Exchange | undefined | Promise<Exchange | undefined>
  try {
    joined = untilReady(() => strategy.aggregate(exchange, reply))
  } catch (error) {
    return failed(error)
  }
  return andThen(joined instanceof Promise ? joined.catch(failed) : joined, take)
}
