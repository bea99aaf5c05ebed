import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { AggregationStrategy } from '../../kit/aggregation.ts'

/**
 * Keeps the message that was split: the default of split. Unless told otherwise it takes over the failure of a part, the last one where
 * several failed, and `CamelExceptionCaught` of parts that dealt with theirs. Where there is no original (aggregate, enrich) it keeps
 * what there was before.
 */
export function useOriginal(propagateException = true): AggregationStrategy {
  return {
    keepsNothing: true,
    aggregate(previous, next, original) {
      if (!propagateException) return original ?? previous
      const failed = takeFailure(previous, next, original)
      if (!failed && next === undefined) throw nothingCame()
      const caught = takeCaught(previous, next, original)
      return original ?? (failed || caught ? (previous ?? next) : previous)
    },
  }
}

/** Camel asks what did not come (a poll that found nothing) whether it failed. */
function nothingCame(): Error {
  const reason = 'Cannot invoke "org.apache.camel.Exchange.getProperty(String, java.lang.Class)" because "newExchange" is null'
  return errors.KF_RUN_ILLEGAL_ARGUMENT({ reason }, { type: 'java.lang.NullPointerException' })
}

type Given = Exchange | undefined

function takeFailure(previous: Given, next: Given, original: Given): boolean {
  const exception = next?.exception ?? previous?.exception
  if (exception === undefined) return false
  const target = original ?? previous ?? next
  if (target !== undefined) target.exception = exception
  return true
}

function takeCaught(previous: Given, next: Given, original: Given): boolean {
  const caught = next?.property('CamelExceptionCaught') ?? previous?.property('CamelExceptionCaught')
  if (caught === undefined || caught === null) return false
  const target = original ?? previous ?? next
  target?.setProperty('CamelExceptionCaught', caught)
  return true
}
