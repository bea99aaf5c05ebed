import { errors } from '../core/errors.ts'
import { STOPPED } from '../core/exchange.ts'
import { duration, integer } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

export const sample = defineStep({
  name: 'sample',
  summary: 'Lets one message pass in each period, or every Nth, and stops the others.',
  shorthand: 'samplePeriod',
  category: 'routing',
  notes: [
    'A stopped message ends its way here, also in the routes that called this one; that is no failure.',
    'Delivery: a stopped message is acknowledged.',
  ],
  fields: {
    samplePeriod: duration({ describe: 'One message passes in each such period.', default: 1000 }),
    messageFrequency: integer({ describe: 'Every Nth message passes; then the period does not count.' }),
  },
  examples: [
    {
      title: 'Every third message',
      yaml: `- from:
    uri: direct:start
    steps:
      - sample: { messageFrequency: 3 }
      - to: mock:sampled
`,
    },
  ],
  compile({ samplePeriod, messageFrequency = 0 }, { services }) {
    if (messageFrequency < 0) throw errors.KF_ROUTE_INVALID({ what: 'sample', reason: 'its messageFrequency is negative' })
    let count = 0
    let next = Number.NEGATIVE_INFINITY
    const inPeriod = (): boolean => {
      const now = services.clock.now()
      if (now < next) return false
      next = now + samplePeriod
      return true
    }
    const passes = messageFrequency > 0 ? () => ++count % messageFrequency === 0 : inPeriod
    return exchange => {
      if (!passes()) exchange.status |= STOPPED
    }
  },
})
