import { toText } from '../../converters/index.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { Expression } from '../../core/expression.ts'
import { andThen } from '../../core/step.ts'
import type { AggregationStrategy } from '../../kit/aggregation.ts'

const GROUPED = 'CamelGroupedExchange'

/** A text that grows; kept in a property while a group is gathered. */
class GrowingText {
  text = ''

  toString(): string {
    return this.text
  }
}

/** Joins the bodies, or what `pick` gives, to one text; everything else of the message is that of the first. Nulls are left out. */
export function joinedText(delimiter: string, pick: Expression = exchange => exchange.body): AggregationStrategy {
  return {
    aggregate(previous, next) {
      if (next === undefined) return previous
      return andThen(pick(next), value => {
        const target = previous ?? next
        const text = toText(value)
        const joined = textOf(target)
        if (text !== null) joined.text += previous === undefined ? text : delimiter + text
        return target
      })
    },
    onCompletion(result) {
      const joined = result.removeProperty(GROUPED)
      if (joined instanceof GrowingText) result.body = joined.text
    },
  }
}

function textOf(exchange: Exchange): GrowingText {
  const known = exchange.property(GROUPED)
  if (known instanceof GrowingText) return known
  const made = new GrowingText()
  exchange.setProperty(GROUPED, made)
  return made
}
