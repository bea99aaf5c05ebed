import { type Exchange, HANDLED, RUNNING, STOPPED } from '../../core/exchange.ts'
import { andThen } from '../../core/step.ts'
import type { AggregationStrategy } from '../../kit/aggregation.ts'

const ERROR_PROPERTIES = ['CamelExceptionCaught', 'CamelFailureEndpoint', 'CamelFailureRouteId']

/** A strategy whose result also carries the failure of every part, and that it was handled: for parts that share the unit of work. */
export function shareFailure(strategy: AggregationStrategy): AggregationStrategy {
  return {
    ...strategy,
    aggregate(previous, next, original) {
      return andThen(strategy.aggregate(previous, next, original), answer => {
        if (answer !== undefined && next !== undefined) propagate(answer, next)
        return answer
      })
    },
  }
}

function propagate(answer: Exchange, next: Exchange): void {
  if ((next.status & ~STOPPED) === RUNNING && next.exception === undefined) return
  if (next.exception !== undefined) answer.exception = next.exception
  for (const name of ERROR_PROPERTIES) {
    const value = next.property(name)
    if (value !== undefined && value !== null) answer.setProperty(name, value)
  }
  answer.status |= next.status & HANDLED
}
