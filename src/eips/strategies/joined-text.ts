import { toText } from '../../converters/index.ts'
import type { Expression } from '../../core/expression.ts'
import { andThen } from '../../core/step.ts'
import type { AggregationStrategy } from '../../kit/aggregation.ts'

const GROUPED = 'CamelGroupedExchange'

const body: Expression = exchange => exchange.body

/** Joins the bodies, or what `pick` gives, to one text; everything else of the message is that of the first. Nulls are left out. */
export function joinedText(delimiter: string, pick: Expression = body): AggregationStrategy {
  return {
    ...(pick === body && { keepsNothing: true }),
    aggregate(previous, next) {
      if (next === undefined) return previous
      return andThen(pick(next), value => {
        const target = previous ?? next
        const text = toText(value, next)
        const before = String(target.property(GROUPED) ?? '')
        const added = text === null ? '' : previous === undefined ? text : delimiter + text
        target.setProperty(GROUPED, before + added)
        return target
      })
    },
    onCompletion(result) {
      const joined = result.removeProperty(GROUPED)
      if (typeof joined === 'string') result.body = joined
    },
  }
}
