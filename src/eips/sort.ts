import { convertOrNull } from '../converters/index.ts'
import { errors } from '../core/errors.ts'
import { andThen } from '../core/step.ts'
import { bean, expression } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { compareValues } from './support/compare-values.ts'

type Comparator = (a: unknown, b: unknown) => number

export const sort = defineStep({
  name: 'sort',
  summary: 'Sorts the list that an expression gives; the sorted list becomes the body.',
  category: 'transformation',
  computes: true,
  notes: [
    'The list itself is sorted, so that a header or variable that holds it is sorted too. A text is no list: use `tokenize`.',
    'Without `comparator` the elements must be of one type; integers and decimals are two.',
    'Delivery: not affected.',
  ],
  fields: {
    expression: expression({ describe: 'The list. Default: the body.' }),
    comparator: bean({ describe: 'The order: a bean that is a function of two elements, or has a method compare.' }),
  },
  examples: [
    {
      title: 'Lines in order',
      yaml: `- from:
    uri: direct:start
    steps:
      - sort: { tokenize: "\\n" }
      - to: mock:end
`,
    },
  ],
  compile({ expression, comparator }) {
    const compare = comparatorOf(comparator)
    return exchange =>
      andThen(expression === undefined ? exchange.body : expression(exchange), value => {
        const list = convertOrNull(value, 'java.util.List', exchange) as unknown[] | null
        if (list === null) throw noList()
        exchange.body = list.sort(compare)
      }) as void | Promise<void>
  },
})

function comparatorOf(bean: unknown): Comparator {
  if (bean === undefined) return compareValues
  if (typeof bean === 'function') return bean as Comparator
  const { compare } = (bean ?? {}) as { compare?: unknown }
  if (typeof compare === 'function') return (a, b) => (compare as Comparator).call(bean, a, b)
  throw errors.KF_ROUTE_INVALID({ what: 'comparator', reason: 'the bean is neither a function nor an object with a method compare' })
}

function noList(): Error {
  return errors.KF_RUN_ILLEGAL_ARGUMENT(
    { reason: 'Cannot invoke "java.util.List.sort(java.util.Comparator)" because "list" is null' },
    { type: 'java.lang.NullPointerException' },
  )
}
