import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import { bean } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { settled } from './support/settled.ts'

/** A function of the host application that works on exchanges, or an object with such a method; what it returns is only waited for. */
export type Processor = ((exchange: Exchange) => unknown) | { process(exchange: Exchange): unknown }

export const process = defineStep({
  name: 'process',
  summary: 'Calls a function of the host application with the exchange.',
  category: 'bean',
  notes: [
    'The bean is a function `(exchange) => …`, or an object with a method `process`; a promise is waited for, another result ignored.',
  ],
  fields: {
    ref: bean<Processor, { describe: string; required: true }>({
      describe: 'The bean: its name, `#bean:name` or `#class:…`.',
      required: true,
    }),
  },
  examples: [
    {
      title: 'A function that the embedding program gives as bean',
      yaml: `- from:
    uri: direct:start
    steps:
      - process: { ref: checkOrder }
      - to: mock:end
`,
    },
  ],
  compile({ ref }) {
    const call = processorOf(ref)
    return exchange => settled(call(exchange))
  },
})

/** The function behind a processor bean. */
export function processorOf(bean: unknown): (exchange: Exchange) => unknown {
  if (typeof bean === 'function') return bean as (exchange: Exchange) => unknown
  const { process } = (bean ?? {}) as { process?: unknown }
  if (typeof process !== 'function')
    throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: 'the bean is no processor: neither a function nor an object with a method process' })
  return exchange => process.call(bean, exchange)
}
