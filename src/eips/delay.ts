import { convertOrNull } from '../converters/index.ts'
import type { Exchange } from '../core/exchange.ts'
import { bean, boolean, expression } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

export const delay = defineStep({
  name: 'delay',
  summary: 'Keeps the message waiting for so many milliseconds.',
  category: 'flow control',
  notes: [
    'The expression gives milliseconds as a number; durations such as `10ms` are not read here. Nothing, or a number not above 0, does not wait.',
    'Messages behind one that waits go on, so that one with a shorter delay overtakes; with `asyncDelayed: false` a source waits for its message to end before it gives the next, and order is kept.',
    'Delivery: a message that waits is in flight, and not acknowledged.',
  ],
  fields: {
    expression: expression({ describe: 'Milliseconds. Without it nothing waits.' }),
    asyncDelayed: boolean({ describe: 'Whether other messages of the same source go on meanwhile.', default: true }),
    callerRunsWhenRejected: boolean({ describe: 'Has no effect: no delay is rejected.', default: true, advanced: true }),
    executorService: bean({ describe: 'Has no effect: waiting needs no thread.', advanced: true }),
  },
  examples: [
    {
      title: 'A short rest',
      yaml: `- from:
    uri: direct:start
    steps:
      - delay: { constant: "10" }
      - to: mock:end
`,
    },
  ],
  compile({ expression, asyncDelayed }, context) {
    const { clock } = context.services
    const wait = (exchange: Exchange, value: unknown): void | Promise<void> => {
      const ms = Number(convertOrNull(value, 'java.lang.Long') ?? 0)
      if (!(ms > 0)) return
      if (asyncDelayed) exchange.release?.()
      return clock.sleep(ms)
    }
    if (expression === undefined) return () => undefined
    return exchange => {
      const value = expression(exchange)
      return value instanceof Promise ? value.then(arrived => wait(exchange, arrived)) : wait(exchange, value)
    }
  },
})
