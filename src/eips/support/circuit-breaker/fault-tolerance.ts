import { errors } from '../../../core/errors.ts'
import { type Built, boolean, buildFields, duration, integer, text } from '../../../kit/field.ts'
import type { StepContext } from '../../../kit/step.ts'
import { MICROPROFILE } from './dialect.ts'
import { given, namedOptions, propertyOptions, RESILIENCE_DEFAULTS, type ResilienceSettings } from './settings.ts'

/** The options of faultToleranceConfiguration; those that are not given come from the named bean, then from properties, then from `DEFAULTS`. */
export const faultToleranceFields = {
  typedGuard: text({ describe: 'A Java object that is the guard.', unsupported: 'give the options of the guard' }),
  delay: duration({ describe: 'How long the circuit stays open before a trial. Default 5000.' }),
  successThreshold: integer({
    describe: 'How many calls on trial have to go well for the circuit to close; the first that fails opens it again. Default 1.',
  }),
  requestVolumeThreshold: integer({ describe: 'How many of the last calls are judged; with fewer nothing is. Default 20.' }),
  failureRatio: integer({ describe: 'Percentage of failed calls at which the circuit opens. Default 50.' }),
  timeoutEnabled: boolean({ describe: 'Whether calls have a time-out; what they wait for their turn counts. Default false.' }),
  timeoutDuration: duration({ describe: 'The time-out. Default 1000.' }),
  bulkheadEnabled: boolean({ describe: 'Whether the number of calls at a time is bounded. Default false.' }),
  bulkheadMaxConcurrentCalls: integer({ describe: 'How many calls there may be at a time. Default 10.' }),
  bulkheadWaitingTaskQueue: integer({ describe: 'How many calls may wait for their turn. Default 10.' }),
  threadOffloadExecutorService: text({ describe: 'Has no effect: there is one thread.' }),
}

const DEFAULTS = {
  delay: 5000,
  successThreshold: 1,
  requestVolumeThreshold: 20,
  failureRatio: 50,
  timeoutEnabled: false,
  timeoutDuration: 1000,
  bulkheadEnabled: false,
  bulkheadMaxConcurrentCalls: 10,
  bulkheadWaitingTaskQueue: 10,
}

type FaultTolerance = typeof DEFAULTS

/** Joins defaults, properties (`camel.faulttolerance.*`), the bean with the configuration, and the options of the step itself. */
export function faultToleranceSettings(
  own: Partial<Built<typeof faultToleranceFields>>,
  configuration: string | undefined,
  context: StepContext,
): ResilienceSettings {
  const named = configuration === undefined ? {} : namedOptions(configuration, context)
  const properties = buildFields(faultToleranceFields, propertyOptions(faultToleranceFields, 'camel.faulttolerance', context), context)
  const joined: FaultTolerance = Object.assign({}, DEFAULTS, ...[properties, named, own].map(given))
  check(joined)
  return settingsOf(joined)
}

function settingsOf(options: FaultTolerance): ResilienceSettings {
  const { timeoutEnabled, timeoutDuration, bulkheadEnabled, bulkheadMaxConcurrentCalls } = options
  return {
    ...RESILIENCE_DEFAULTS,
    dialect: MICROPROFILE,
    failureRateThreshold: options.failureRatio,
    slidingWindowSize: options.requestVolumeThreshold,
    minimumNumberOfCalls: options.requestVolumeThreshold,
    waitDurationInOpenState: options.delay,
    permittedNumberOfCallsInHalfOpenState: options.successThreshold,
    firstFailureReopens: true,
    slowCallDurationThreshold: Number.POSITIVE_INFINITY,
    timeoutEnabled,
    timeoutDuration,
    bulkheadEnabled,
    bulkheadMaxConcurrentCalls,
    bulkheadMaxWaiting: options.bulkheadWaitingTaskQueue,
    bulkheadMaxWaitDuration: timeoutEnabled ? timeoutDuration : Number.POSITIVE_INFINITY,
  }
}

const POSITIVE = ['successThreshold', 'requestVolumeThreshold', 'timeoutDuration', 'bulkheadMaxConcurrentCalls'] as const

function check(options: FaultTolerance): void {
  const invalid = (option: string, reason: string) => errors.KF_ROUTE_INVALID({ what: 'circuitBreaker', reason: `${option} ${reason}` })
  for (const option of POSITIVE) if (options[option] < 1) throw invalid(option, 'must be greater than 0')
  for (const option of ['delay', 'bulkheadWaitingTaskQueue'] as const)
    if (options[option] < 0) throw invalid(option, 'must not be negative')
  if (options.failureRatio < 1 || options.failureRatio > 100) throw invalid('failureRatio', 'must be in range [1,100]')
}
