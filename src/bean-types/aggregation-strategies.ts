import type { Expression } from '../core/expression.ts'
import { groupedBody, groupedExchange, groupedMessage } from '../eips/strategies/grouped.ts'
import { joinedText } from '../eips/strategies/joined-text.ts'
import { useLatest } from '../eips/strategies/use-latest.ts'
import { useOriginal } from '../eips/strategies/use-original.ts'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'
import { bean, text } from '../kit/field.ts'

const CLASS = 'org.apache.camel.processor.aggregate.'

const groupedBodyStrategy = defineBeanType({
  names: [`${CLASS}GroupedBodyAggregationStrategy`],
  summary: 'Joins messages to a list of their bodies.',
  fields: {},
  create: () => groupedBody,
})

const groupedExchangeStrategy = defineBeanType({
  names: [`${CLASS}GroupedExchangeAggregationStrategy`],
  summary: 'Joins messages to a list of the exchanges themselves, in a new message without headers.',
  fields: {},
  create: () => groupedExchange,
})

const groupedMessageStrategy = defineBeanType({
  names: [`${CLASS}GroupedMessageAggregationStrategy`],
  summary: 'Joins messages to a list of the messages themselves, in a new message without headers; a split makes them its parts.',
  fields: {},
  create: () => groupedMessage,
})

const stringStrategy = defineBeanType({
  names: [`${CLASS}StringAggregationStrategy`],
  summary: 'Joins the bodies to one text.',
  fields: {
    delimiter: text({ describe: 'Stands between the texts.', default: '' }),
    pickExpression: bean<Expression>({ describe: 'Expression that gives the texts instead of the bodies.' }),
  },
  create: ({ delimiter, pickExpression }) => joinedText(delimiter, pickExpression),
})

const useLatestStrategy = defineBeanType({
  names: [`${CLASS}UseLatestAggregationStrategy`],
  summary: 'Keeps the last message.',
  fields: {},
  create: () => useLatest,
})

const useOriginalStrategy = defineBeanType({
  names: [`${CLASS}UseOriginalAggregationStrategy`],
  summary: 'Keeps the message as it was before; the constructor argument `false` also swallows failures of the parts.',
  fields: {},
  create: (_options, { constructorArguments: [propagate] }) => useOriginal(String(propagate ?? 'true') !== 'false'),
})

/** Camel's aggregation strategies. */
export const aggregationStrategies: readonly BeanTypeDefinition[] = [
  groupedBodyStrategy,
  groupedExchangeStrategy,
  groupedMessageStrategy,
  stringStrategy as BeanTypeDefinition,
  useLatestStrategy,
  useOriginalStrategy,
]
