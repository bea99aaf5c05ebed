import { errors } from '../../core/errors.ts'
import { type AggregationStrategy, asStrategy } from '../../kit/aggregation.ts'
import { bean, boolean, text } from '../../kit/field.ts'
import { beanMethod } from '../strategies/bean-method.ts'

/** The options by which an EIP names its aggregation strategy. */
export const strategyFields = {
  aggregationStrategy: bean({ describe: 'Joins the replies to one message: a bean, or #class: with one of the known strategies.' }),
  aggregationStrategyMethodName: text({ describe: 'Method of the bean that is the strategy, where it is a plain object.' }),
  aggregationStrategyMethodAllowNull: boolean({
    describe: 'Whether that method is called where there is no old (or no new) message yet, with null.',
    default: false,
  }),
}

/** The strategy that the options name; `undefined` where they name none. */
export function strategyOf(options: {
  readonly aggregationStrategy: unknown
  readonly aggregationStrategyMethodName: string | undefined
  readonly aggregationStrategyMethodAllowNull: boolean
}): AggregationStrategy | undefined {
  const { aggregationStrategy: given, aggregationStrategyMethodName: method, aggregationStrategyMethodAllowNull: allowNull } = options
  if (given === undefined) return undefined
  const strategy = asStrategy(given)
  // a strategy is one whatever the method's name says, unless it has that method
  const named = method !== undefined && typeof (given as Record<string, unknown> | null)?.[method] === 'function'
  if (typeof given === 'object' && given !== null && (named || strategy === undefined)) return beanMethod(given, method, allowNull)
  if (strategy === undefined)
    throw errors.KF_ROUTE_INVALID({ what: 'aggregationStrategy', reason: 'the bean is neither a strategy nor an object with a method' })
  return strategy
}
