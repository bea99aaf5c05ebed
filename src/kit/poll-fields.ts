import { errors } from '../core/errors.ts'
import { type Built, boolean, choice, duration, integer, text } from './field.ts'

const UNITS = { MILLISECONDS: 1, SECONDS: 1000, MINUTES: 60_000, HOURS: 3_600_000, DAYS: 86_400_000 } as const
const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'] as const

/** `runLoggingLevel`, of sources that run by the clock. */
export const runLoggingLevel = choice(LEVELS, { describe: 'Has no effect: polls are not logged.', default: 'TRACE', advanced: true })

/** Options of sources that poll: when, how often, and when they back off. */
export const pollFields = {
  initialDelay: duration({ describe: 'How long before the first poll, in `timeUnit`.', default: 1000 }),
  delay: duration({ describe: 'How long between polls, in `timeUnit`.', default: 500 }),
  timeUnit: choice(['MILLISECONDS', 'SECONDS', 'MINUTES', 'HOURS', 'DAYS'], {
    describe: 'Unit of `initialDelay` and `delay`.',
    default: 'MILLISECONDS',
    advanced: true,
  }),
  useFixedDelay: boolean({
    describe: 'Whether `delay` counts from the end of a poll; otherwise from its start.',
    default: true,
    advanced: true,
  }),
  repeatCount: integer({ describe: 'How many polls at most; 0 or less: without end.', default: 0 }),
  greedy: boolean({ describe: 'Whether the next poll follows at once when one got messages.', default: false, advanced: true }),
  backoffMultiplier: integer({ describe: 'How many polls are skipped when backing off.', advanced: true }),
  backoffIdleThreshold: integer({ describe: 'Backs off after so many polls in a row that got nothing.', advanced: true }),
  backoffErrorThreshold: integer({ describe: 'Backs off after so many polls in a row that failed.', advanced: true }),
  sendEmptyMessageWhenIdle: boolean({ describe: 'Whether a poll that gets nothing sends a message without body.', default: false }),
  startScheduler: boolean({ describe: 'Whether polling begins when the route starts.', default: true, advanced: true }),
  runLoggingLevel,
  pollStrategy: text({ describe: 'Decides about failed polls.', advanced: true, unsupported: 'it takes a Java object' }),
  scheduledExecutorService: text({ describe: 'The thread pool that polls.', advanced: true, unsupported: 'there are no thread pools' }),
  scheduler: choice(['none'], { describe: 'Another scheduler; only `none` is supported.', default: 'none', advanced: true }),
  schedulerProperties: text({ describe: 'Options of another scheduler.', advanced: true, unsupported: 'there is no other scheduler' }),
}

/** When to poll, in milliseconds. */
export interface PollTimes {
  readonly initialDelay: number
  readonly delay: number
  readonly fixedDelay: boolean
  readonly repeatCount: number
  readonly greedy: boolean
  readonly started: boolean
  readonly backoff: { readonly skip: number; readonly idle: number; readonly failed: number }
}

/** The times of a poll loop from a source's options; a back-off without threshold (or the other way round) is an error, as in Camel. */
export function pollTimes(options: Built<typeof pollFields>): PollTimes {
  const unit = UNITS[options.timeUnit]
  const idle = options.backoffIdleThreshold ?? 0
  const failed = options.backoffErrorThreshold ?? 0
  const skip = options.backoffMultiplier ?? 0
  if (skip > 0 && idle <= 0 && failed <= 0)
    throw errors.KF_ROUTE_INVALID({
      what: 'backoffMultiplier',
      reason: 'backoffIdleThreshold and/or backoffErrorThreshold must be configured to a positive value when using backoffMultiplier',
    })
  return {
    initialDelay: options.initialDelay * unit,
    delay: options.delay * unit,
    fixedDelay: options.useFixedDelay,
    repeatCount: options.repeatCount,
    greedy: options.greedy,
    started: options.startScheduler,
    backoff: { skip, idle: idle > 0 ? idle : Number.POSITIVE_INFINITY, failed: failed > 0 ? failed : Number.POSITIVE_INFINITY },
  }
}
