import type { Exchange } from '../../core/exchange.ts'
import type { Expression } from '../../core/expression.ts'
import { andThen } from '../../core/step.ts'
import { bean, duration, integer } from '../../kit/field.ts'
import { defineLanguage } from '../../kit/language.ts'
import { sourceField, sourceReader } from '../source.ts'
import { bindingsOf } from './bindings.ts'
import { compileJsonata, type JsonataOptions } from './expression.ts'
import { readInput } from './input.ts'
import { isFunction } from './kinds.ts'
import { parseJsonata } from './parse.ts'
import { DEFAULT_LIMITS } from './run.ts'

/** JSONata. */
export const jsonata = defineLanguage({
  name: 'jsonata',
  summary: 'JSONata: queries and transformations of JSON.',
  computes: true,
  notes: [
    'Camel has JSONata as a component only (`jsonata:`); as a language it stands wherever an expression may stand.',
    'The input is the body: JSON in text, bytes or a stream is read first, maps and lists are taken as they are. Nothing is changed in it.',
    '`$headers`, `$variables` and `$exchangeProperties` are those of the exchange, by their names as they are spelled; functions of a bean come with `frameBinding`.',
    'The result is a plain value; nothing becomes null. As predicate it counts by the rule of truth that all languages share, not by `$boolean`.',
    'Evaluation is synchronous unless a bound function that the expression uses is declared as `async`.',
  ],
  fields: {
    source: sourceField,
    frameBinding: bean({
      describe: 'A bean (an object, a Map, an instance of a class) whose functions and values are bound by their names.',
    }),
    timeout: duration({ describe: 'How long an evaluation may compute.', default: DEFAULT_LIMITS.timeoutMs, advanced: true }),
    depth: integer({
      describe: 'How deep function calls may be nested, in nodes of the expression; tail calls do not count.',
      default: DEFAULT_LIMITS.depth,
      advanced: true,
    }),
    sequence: integer({ describe: 'How many items a sequence may have.', default: DEFAULT_LIMITS.sequence, advanced: true }),
  },
  examples: [
    {
      title: 'Reshaping an order',
      yaml: `- route:
    id: reshape
    from:
      uri: direct:reshape
      steps:
        - setBody:
            jsonata: '{ "id": orderId, "total": $sum(items.(price * quantity)) }'
        - to: mock:reshaped
`,
    },
    {
      title: 'Large orders only',
      yaml: `- route:
    id: large
    from:
      uri: direct:orders
      steps:
        - filter:
            jsonata: '$sum(items.price) > 1000'
            steps:
              - to: mock:large
`,
    },
  ],
  check(text) {
    parseJsonata(text)
  },
  compile(text, options) {
    const { frameBinding, timeout: timeoutMs, depth, sequence } = options
    return reader(text, options.source, { bound: bindingsOf(frameBinding), limits: { timeoutMs, depth, sequence } })
  },
})

/** What the exchange offers, by the names of the variables. */
const EXCHANGE: Readonly<Record<string, (exchange: Exchange) => unknown>> = {
  headers: exchange => Object.fromEntries(exchange.headerEntries()),
  variables: exchange => Object.fromEntries(Object.entries(exchange.variables ?? {}).filter(([, value]) => value !== undefined)),
  exchangeProperties: exchange => Object.fromEntries(exchange.propertyEntries()),
}

const NOTHING: readonly unknown[] = []

function reader(text: string, source: string | undefined, options: JsonataOptions): Expression {
  // Text of `$eval` may name any of them.
  const names = Object.keys(EXCHANGE).filter(name => text.includes(`$${name}`) || text.includes('$eval'))
  const expression = compileJsonata(text, { ...options, variables: names })
  const readers = names.map(name => EXCHANGE[name]!)
  const read = sourceReader('jsonata', source)
  return exchange => {
    const input = readInput(read(exchange), exchange)
    const values = readers.length === 0 ? NOTHING : readers.map(each => each(exchange))
    return andThen(expression.evaluate(input, values, exchange.services.clock.now()), plain)
  }
}

function plain(result: unknown): unknown {
  return result === undefined || isFunction(result) ? null : result
}
