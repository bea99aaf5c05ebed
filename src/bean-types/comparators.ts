import { errors } from '../core/errors.ts'
import { compareValues } from '../eips/support/compare-values.ts'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'

type Comparator = (a: unknown, b: unknown) => number

/** Java's methods that make comparators. */
const FACTORIES: Readonly<Record<string, Comparator>> = {
  'java.util.Collections.reverseOrder': (a, b) => compareValues(b, a),
  'java.util.Comparator.naturalOrder': compareValues,
  'java.util.Comparator.reverseOrder': (a, b) => compareValues(b, a),
}

const comparator = defineBeanType({
  names: ['java.util.Comparator', 'java.util.Collections'],
  summary: 'An order for sort: made by naturalOrder or reverseOrder.',
  fields: {},
  create(_options, { name, factory }) {
    const made = factory && FACTORIES[`${factory.bean}.${factory.method}`]
    if (made === undefined) throw errors.KF_ROUTE_BEAN({ name, reason: 'a comparator is made by java.util.Collections.reverseOrder' })
    return made
  },
})

export const comparators: readonly BeanTypeDefinition[] = [comparator]
