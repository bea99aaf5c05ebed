import { convertOrNull, toText } from '../converters/index.ts'
import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import { andThen } from '../core/step.ts'
import { type Built, bean, boolean, choice, duration, expression } from '../kit/field.ts'
import { defineStep, type StepContext } from '../kit/step.ts'
import { ConcurrentPermits, type Permits, TimedPermits } from './support/permits.ts'

/** How many keys have limits of their own at a time; the longest unused is forgotten. */
const MAX_KEYS = 10_000

const fields = {
  expression: expression({ describe: 'The limit; asked with each message.', required: true }),
  mode: choice(['TotalRequests', 'ConcurrentRequests'], {
    describe: 'Whether the limit is for messages in a period, or for those in flight at a time.',
    default: 'TotalRequests',
  }),
  correlationExpression: expression({ describe: 'Messages with the same key have a limit of their own.' }),
  executorService: bean({ describe: 'Has no effect: waiting needs no thread.', advanced: true }),
  asyncDelayed: boolean({ describe: 'Whether the source gives its next message while one waits.', default: false }),
  callerRunsWhenRejected: boolean({ describe: 'Has no effect: no waiting message is rejected.', default: true, advanced: true }),
  rejectExecution: boolean({ describe: 'Whether a message over the limit fails instead of waiting.', default: false }),
  timePeriodMillis: duration({ describe: 'The period of TotalRequests.', default: 1000 }),
}

export const throttle = defineStep({
  name: 'throttle',
  summary: 'Lets only so many messages pass in a period, or be in flight at a time; the others wait or fail.',
  category: 'flow control',
  notes: [
    'Waiting messages pass in the order in which they came. How many wait is bounded by what the sources have in flight.',
    'With ConcurrentRequests a message counts until its exchange has ended, not only until the next step.',
    'Delivery: a message that waits is in flight, and not acknowledged.',
  ],
  fields,
  examples: [
    {
      title: 'Ten messages a second',
      yaml: `- from:
    uri: direct:start
    steps:
      - throttle: { constant: "10" }
      - to: mock:end
`,
    },
  ],
  compile(options, context) {
    const throttle = new Throttle(options, context)
    return exchange => throttle.pass(exchange)
  },
})

/** A throttle, compiled: the limits by key. */
class Throttle {
  private readonly options: Built<typeof fields>
  private readonly context: StepContext
  private readonly byKey = new Map<string, Permits>()
  /** Those of all messages, where there is no key. */
  private readonly common: Permits

  constructor(options: Built<typeof fields>, context: StepContext) {
    this.options = options
    this.context = context
    this.common = this.newPermits()
  }

  pass(exchange: Exchange): void | Promise<void> {
    const { correlationExpression } = this.options
    if (correlationExpression === undefined) return this.asked(exchange, this.common)
    return andThen(correlationExpression(exchange), value => this.asked(exchange, this.permits(keyOf(value)))) as void | Promise<void>
  }

  private asked(exchange: Exchange, permits: Permits): void | Promise<void> {
    const limit = this.options.expression(exchange)
    if (limit instanceof Promise) return limit.then(value => this.enter(exchange, permits, value))
    return this.enter(exchange, permits, limit)
  }

  private enter(exchange: Exchange, permits: Permits, value: unknown): void | Promise<void> {
    permits.limit = this.limit(value, permits.limit)
    const { rejectExecution, asyncDelayed } = this.options
    if (permits.take(exchange)) return
    if (rejectExecution) throw this.rejected(permits.limit)
    if (asyncDelayed) exchange.release?.()
    return permits.wait(exchange)
  }

  private limit(value: unknown, before: number): number {
    const limit = convertOrNull(value, 'java.lang.Integer')
    if (limit === null && before === 0)
      throw errors.KF_RUN_EXCHANGE(
        { reason: 'The limit of the throttle was evaluated as null' },
        { type: 'org.apache.camel.RuntimeExchangeException' },
      )
    if (Number(limit) < 0)
      throw errors.KF_RUN_ILLEGAL_STATE({ reason: `The limit of the throttle must be a positive number, was: ${limit}` })
    return limit === null ? before : Number(limit)
  }

  private permits(key: string): Permits {
    let permits = this.byKey.get(key)
    if (permits === undefined) {
      permits = this.newPermits()
      if (this.byKey.size >= MAX_KEYS) this.byKey.delete(this.byKey.keys().next().value!)
    } else this.byKey.delete(key)
    this.byKey.set(key, permits)
    return permits
  }

  private newPermits(): Permits {
    const { mode, timePeriodMillis } = this.options
    return mode === 'TotalRequests' ? new TimedPermits(this.context.services.clock, timePeriodMillis) : new ConcurrentPermits()
  }

  private rejected(limit: number): Error {
    const { mode, timePeriodMillis } = this.options
    const within = mode === 'TotalRequests' ? ` within ${timePeriodMillis}ms` : ''
    return errors.KF_RUN_EXCHANGE(
      { reason: `Exceeded the max throttle rate of ${limit}${within}` },
      { type: 'org.apache.camel.processor.ThrottlerRejectedExecutionException', retryable: true },
    )
  }
}

function keyOf(value: unknown): string {
  const key = toText(value)
  if (key === null)
    throw errors.KF_RUN_ILLEGAL_ARGUMENT(
      { reason: 'The correlation key of the throttle is null' },
      { type: 'java.lang.NullPointerException' },
    )
  return key
}
