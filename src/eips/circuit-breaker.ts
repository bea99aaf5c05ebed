import { errors } from '../core/errors.ts'
import type { Step } from '../core/step.ts'
import { CircuitBreakerConfiguration } from '../kit/circuit-breaker-configuration.ts'
import { type Built, boolean, type Field, group, text } from '../kit/field.ts'
import { defineStep, type StepContext } from '../kit/step.ts'
import { BreakerCall } from './support/circuit-breaker/breaker-call.ts'
import { faultToleranceFields, faultToleranceSettings } from './support/circuit-breaker/fault-tolerance.ts'
import { resilienceFields } from './support/circuit-breaker/resilience-fields.ts'
import { type ResilienceSettings, resilienceSettings } from './support/circuit-breaker/settings.ts'
import { lateSteps } from './support/late-steps.ts'
import { unguardedSteps } from './support/unguarded-steps.ts'

const calledSteps = unguardedSteps({ describe: 'The steps that are called through the breaker.', required: true })
const someSteps = lateSteps({ describe: 'What is done instead where a call fails or is not let through.' })
/** Without any step there is no fallback. */
const fallbackSteps: Field<Step | undefined> = {
  ...someSteps,
  build: (raw, scope) => (Array.isArray(raw) && raw.length > 0 ? someSteps.build(raw, scope) : undefined),
}

const fields = {
  configuration: text({ describe: 'Bean with the configuration; options of the step itself go before it.' }),
  inheritErrorHandler: boolean({
    describe: "Whether the route's error handler works on the breaker as a whole: it tries the call again, and sees its failure.",
    default: false,
  }),
  resilience4jConfiguration: group(resilienceFields, { describe: 'When the circuit opens and closes, and what bounds a call.' }),
  faultToleranceConfiguration: group(faultToleranceFields, {
    describe: 'The same by the rules of MicroProfile Fault Tolerance; one of both is given.',
  }),
  steps: calledSteps,
  onFallback: group(
    {
      steps: fallbackSteps,
      fallbackViaNetwork: boolean({ describe: 'Refused, as Camel does.', default: false }),
    },
    { describe: 'Steps that make the result where a call fails. Without any it counts as not given.' },
  ),
}

export const circuitBreaker = defineStep({
  name: 'circuitBreaker',
  summary: 'Stops calling steps that keep failing or are slow, for a while, and lets a fallback make the result meanwhile.',
  category: 'error handling',
  notes: [
    'Closed, it counts how calls end. When `failureRateThreshold` percent of at least `minimumNumberOfCalls` failed (or were slow) it opens: calls are not tried any more. After `waitDurationInOpenState` it is half open: a few calls on trial decide whether it closes or opens again.',
    "Inside, the route's error handler is off, and the steps work on a copy: where they fail the message is as it was. A failure without a fallback goes past the error handler to the caller, unless `inheritErrorHandler` is set; a checked exception is then wrapped in a `RuntimeCamelException`.",
    'A call that is not let through, without a fallback, is passed over in silence unless `throwExceptionWhenHalfOpenOrOpenState` is set.',
    'Properties: `CamelCircuitBreakerState`, `CamelCircuitBreakerSuccessfulExecution`, `CamelCircuitBreakerResponseFromFallback`, `…ShortCircuited`, `…Rejected`, `…TimedOut`, `…Ignored`; in the fallback `CamelExceptionCaught`.',
    'With `faultToleranceConfiguration` the last `requestVolumeThreshold` calls are judged, the first call on trial that fails opens the circuit again, and failures are those of MicroProfile (`CircuitBreakerOpenException`, `TimeoutException`, `BulkheadException`); a call that fails without a fallback leaves no properties.',
    'Defaults for all breakers are properties: `camel.resilience4j.minimumNumberOfCalls`, `camel.faulttolerance.delay` and so on. Each breaker has a state of its own by its id, in memory; it outlives the stop of its route.',
    'Delivery: what is dropped by `ignoreException`, `recordException` or an open circuit counts as done.',
  ],
  fields,
  examples: [
    {
      title: 'A fallback where the other side is down',
      yaml: `- from:
    uri: direct:start
    steps:
      - circuitBreaker:
          resilience4jConfiguration:
            minimumNumberOfCalls: 5
            slidingWindowSize: 10
            waitDurationInOpenState: 10s
            timeoutEnabled: true
          steps:
            - to: direct:price
          onFallback:
            steps:
              - setBody: { constant: unknown }
      - to: mock:end
- from:
    uri: direct:price
    steps:
      - throwException: { exceptionType: java.io.IOException, message: down }
`,
    },
  ],
  unguarded: options => !options.inheritErrorHandler,
  compile({ steps, onFallback, ...options }, context) {
    if (onFallback?.fallbackViaNetwork)
      throw errors.KF_ROUTE_UNSUPPORTED({ what: 'fallbackViaNetwork of onFallback', reason: 'Camel refuses it too' })
    const settings = settingsOf(options, context)
    const call = new BreakerCall(settings, { steps, fallback: onFallback?.steps }, context)
    context.onStop(() => call.breaker.close())
    return exchange => call.run(exchange)
  },
})

type Configured = Pick<Built<typeof fields>, 'configuration' | 'resilience4jConfiguration' | 'faultToleranceConfiguration'>

function settingsOf(options: Configured, context: StepContext): ResilienceSettings {
  const { configuration, resilience4jConfiguration, faultToleranceConfiguration } = options
  if (resilience4jConfiguration !== undefined && faultToleranceConfiguration !== undefined)
    throw errors.KF_ROUTE_INVALID({
      what: 'circuitBreaker',
      reason: 'resilience4jConfiguration and faultToleranceConfiguration exclude each other',
    })
  const bean = configuration === undefined ? undefined : context.bean(configuration)
  const tolerant = bean instanceof CircuitBreakerConfiguration && bean.kind === 'faultTolerance' && resilience4jConfiguration === undefined
  return faultToleranceConfiguration !== undefined || tolerant
    ? faultToleranceSettings(faultToleranceConfiguration ?? {}, configuration, context)
    : resilienceSettings(resilience4jConfiguration ?? {}, configuration, context)
}
