import { copyResults } from '../core/copy-results.ts'
import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import { andThen } from '../core/step.ts'
import { bean, choice, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { claimFilter } from './support/claim-filter.ts'
import { ClaimStore } from './support/claim-store.ts'
import { correlatedCopy } from './support/exchanges.ts'
import { compileName } from './support/name-template.ts'
import { strategyOf } from './support/strategy-fields.ts'
import { untilReady } from './support/until-ready.ts'

const PROPERTY = 'CamelClaimCheckRepository'

export const claimCheck = defineStep({
  name: 'claimCheck',
  summary: 'Keeps a copy of the message beside its way (Set, Push), and brings it back (Get, GetAndRemove, Pop).',
  category: 'transformation',
  notes: [
    'What is kept belongs to the exchange: called routes and parts of a split see it too, and it is gone with the exchange.',
    '`filter` says what comes back: `body`, `headers`, `header:NAME` (a name, `prefix*` or a regular expression), with commas between; `-` before a part leaves it out, `--` takes it off the message. By default the body and all headers come back, on top of those that are there.',
    'Delivery: not affected.',
  ],
  fields: {
    operation: choice(['Get', 'GetAndRemove', 'Set', 'Push', 'Pop'], { describe: 'What is done.', required: true }),
    key: text({ describe: 'Name of what is kept, for Set, Get and GetAndRemove; a simple text.' }),
    filter: text({ describe: 'What comes back.' }),
    aggregationStrategy: bean({ describe: 'Joins what was kept to the message instead of filter.' }),
    aggregationStrategyMethodName: text({ describe: 'Method of the bean that is the strategy, where it is a plain object.' }),
  },
  examples: [
    {
      title: 'The message as it was',
      yaml: `- from:
    uri: direct:start
    steps:
      - claimCheck: { operation: Push }
      - setBody: { constant: small }
      - claimCheck: { operation: Pop }
      - to: mock:end
`,
    },
  ],
  compile({ operation, key = '', filter, ...strategyOptions }, context) {
    if (filter !== undefined && strategyOptions.aggregationStrategy !== undefined)
      throw errors.KF_ROUTE_INVALID({ what: 'claimCheck', reason: 'filter and aggregationStrategy cannot be used together' })
    const name = compileName(key, context)
    const strategy = strategyOf({ ...strategyOptions, aggregationStrategyMethodAllowNull: false }) ?? claimFilter(filter)
    const back = (exchange: Exchange, kept: Exchange | undefined): void | Promise<void> => {
      if (kept === undefined) return
      const joined = untilReady(() => strategy.aggregate(exchange, kept))
      return andThen(joined, result => (result === undefined ? undefined : copyResults(exchange, result))) as void | Promise<void>
    }
    return exchange => {
      const store = storeOf(exchange)
      return andThen(name(exchange), id => {
        if (operation === 'Push') return store.push(correlatedCopy(exchange))
        if (operation === 'Set') return store.set(id, correlatedCopy(exchange))
        if (operation === 'Pop') return back(exchange, store.pop())
        return back(exchange, operation === 'Get' ? store.get(id) : store.take(id))
      }) as void | Promise<void>
    }
  },
})

/** What is kept for this exchange; made when first asked for, and shared with its copies. */
function storeOf(exchange: Exchange): ClaimStore {
  const known = exchange.property(PROPERTY)
  if (known instanceof ClaimStore) return known
  const store = new ClaimStore()
  exchange.setProperty(PROPERTY, store)
  return store
}
