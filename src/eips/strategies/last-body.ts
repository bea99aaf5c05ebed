import type { AggregationStrategy } from '../../kit/aggregation.ts'

/** Keeps the first message with the last body that is not null. */
export const lastBody: AggregationStrategy = {
  keepsNothing: true,
  aggregate(previous, next) {
    const target = previous ?? next
    const body = next?.body ?? null
    if (target !== undefined && (previous === undefined || body !== null)) target.body = body
    return target
  },
}
