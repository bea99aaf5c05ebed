import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { observe } from './observe-case.ts'
import type { RandomCase } from './random-routes.ts'

/** How many routes are made; the same ones each time, unless another seed is given (`random`: none). */
const ROUTES = Number(process.env['KAFILA_PROPERTY_ROUTES'] ?? 400)
const SEED = process.env['KAFILA_PROPERTY_SEED'] ?? '20261126'

type Json = Readonly<Record<string, unknown>>

/** `rarely` in one of eight cases. */
const mostly = <T>(rarely: T, otherwise: T) => fc.nat(7).map(n => (n === 0 ? rarely : otherwise))

const simple = (text: string): Json => ({ simple: text.replaceAll('#', '$') })
const values: readonly Json[] = [
  simple('#{body}'),
  simple('#{body[id]}'),
  simple('#{body[price]}'),
  simple('#{body[list][1]}'),
  simple('<#{body[id]}|#{header.h1}|#{exchangeProperty.p1}>'),
  simple('#{header.h2}'),
  simple('#{exchangeProperty.CamelSplitIndex}/#{exchangeProperty.CamelSplitSize}/#{exchangeProperty.CamelSplitComplete}'),
  simple('#{variable.v1}'),
  { constant: 'k' },
  { constant: '' },
  { header: 'h1' },
  { exchangeProperty: 'p2' },
]
const predicates: readonly Json[] = [
  simple('#{body[id]} > 2'),
  simple("#{body[price]} == 'x'"),
  simple('#{header.h1} == null'),
  simple("#{header.h2} contains 'k' && #{body} != null"),
  simple('#{exchangeProperty.CamelSplitIndex} >= 3'),
  { constant: 'true' },
]
const item = fc.oneof(
  fc.record({ id: fc.constantFrom(1, 2, 3, 2.5, '7', null), price: fc.constantFrom(9, 'x', null) }),
  fc.record({ id: fc.nat(9), list: fc.constant(['a', 'b']) }),
  fc.constantFrom<unknown>('text', '', 5, 0, true, null, undefined, [], ['n'], {}),
)

// names of the last kind keep steps from being looped
const HEADERS = ['h1', 'h1', 'h1', 'h2', 'h2', 'h2', 'own', 'own', 'own', 'H1']
const PROPERTIES = ['p1', 'p1', 'p1', 'p2', 'p2', 'p2', 'CamelExceptionCaught', 'CamelSplitIndex']
const weighted = (weight: number, arbitrary: fc.Arbitrary<Json>) => ({ weight, arbitrary })

const step = fc.letrec<{ step: Json; steps: readonly Json[] }>(tie => ({
  steps: fc.array(tie('step') as fc.Arbitrary<Json>, { minLength: 1, maxLength: 4 }),
  step: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    weighted(
      6,
      fc.constantFrom(...values).map(value => ({ setBody: value })),
    ),
    weighted(
      6,
      fc.tuple(fc.constantFrom(...HEADERS), fc.constantFrom(...values)).map(([name, value]) => ({ setHeader: { name, ...value } })),
    ),
    weighted(
      6,
      fc.tuple(fc.constantFrom(...PROPERTIES), fc.constantFrom(...values)).map(([name, value]) => ({ setProperty: { name, ...value } })),
    ),
    weighted(4, fc.constantFrom<Json>({ removeHeader: 'h1' }, { removeProperty: 'p1' }, { transform: simple('#{body}!') })),
    weighted(1, fc.constant({ convertBodyTo: 'java.lang.Integer' })),
    weighted(
      6,
      fc.tuple(fc.constantFrom(...predicates), tie('steps')).map(([when, steps]) => ({ filter: { ...when, steps } })),
    ),
    weighted(
      6,
      fc.tuple(fc.constantFrom(...predicates), tie('steps'), fc.option(tie('steps'))).map(([when, steps, other]) => ({
        choice: { when: [{ ...when, steps }], ...(other !== null && { otherwise: { steps: other } }) },
      })),
    ),
  ),
})).steps

const handler = fc.constantFrom<readonly Json[]>(
  [],
  [{ onException: { exception: ['java.lang.Exception'], handled: { constant: 'true' }, steps: [{ to: 'mock:handled' }] } }],
  [{ onException: { exception: ['java.lang.Exception'], continued: { constant: 'true' } } }],
  [{ errorHandler: { defaultErrorHandler: { redeliveryPolicy: { maximumRedeliveries: '1', redeliveryDelay: '1' } } } }],
  [{ errorHandler: { deadLetterChannel: { deadLetterUri: 'mock:dead', useOriginalMessage: 'true' } } }],
)
const options = fc.record(
  {
    aggregationStrategy: fc.constantFrom(
      ...['GroupedBody', 'GroupedBody', 'GroupedBody', 'String', 'String', 'UseOriginal', 'UseLatest'].map(
        each => `#class:org.apache.camel.processor.aggregate.${each}AggregationStrategy`,
      ),
      'joining',
    ),
    stopOnException: fc.boolean(),
    group: mostly(2, 0),
    streaming: mostly(true, false),
  },
  { requiredKeys: [] },
)

const randomSplit = fc
  .record({ handler, options, steps: step, items: fc.array(item, { maxLength: 12 }), outer: fc.constantFrom('k', null) })
  .map(
    (given): RandomCase => ({
      elements: [
        ...given.handler,
        {
          route: {
            id: 'main',
            from: {
              uri: 'given:main',
              steps: [
                { setProperty: { name: 'p1', constant: 'before' } },
                { setVariable: { name: 'v1', constant: 'v' } },
                { split: { simple: '$' + '{body}', ...given.options, steps: given.steps } },
                { to: 'mock:end' },
              ],
            },
          },
        },
      ],
      messages: [1, 2].map(() => ({ body: given.items, headers: given.outer === null ? {} : { h1: given.outer, own: 1 } })),
      together: false,
      mode: 'sequence',
    }),
  )

describe('random splits whose steps mostly only compute', () => {
  test(
    `the generated engine does what the reference engine does (${ROUTES} routes)`,
    async () => {
      const same = fc.asyncProperty(randomSplit, async given => {
        const reference = await observe(given, 'reference')
        expect(reference.refused).toBeUndefined()
        expect(await observe(given, 'generated')).toEqual(reference)
      })
      await fc.assert(same, { numRuns: ROUTES, ...(SEED !== 'random' && { seed: Number(SEED) }) })
    },
    24 * 3600_000,
  )
})
