import { type Exchange, HANDLED, ROLLBACK } from '../../core/exchange.ts'
import type { AggregationStrategy } from '../../kit/aggregation.ts'
import { copyProperty } from '../support/exchanges.ts'

/** Keeps the last exchange; a failure, a handled failure or a rollback of an earlier one is not lost. The default of multicast and recipientList. */
export const useLatest: AggregationStrategy = {
  aggregate(previous, next) {
    if (next === undefined || previous === undefined) return next ?? previous
    if (next.exception === undefined && hasFailure(previous, next)) takeFailure(previous, next)
    if (next.exception !== undefined) return next
    return (previous.status & (HANDLED | ROLLBACK)) !== 0 ? previous : next
  },
}

function hasFailure(previous: Exchange, next: Exchange): boolean {
  if (previous.exception !== undefined) return true
  return previous.properties['CamelFailureEndpoint'] !== undefined || next.properties['CamelFailureEndpoint'] !== undefined
}

function takeFailure(previous: Exchange, next: Exchange): void {
  next.exception = previous.exception
  copyProperty('CamelFailureEndpoint', previous, next)
}
