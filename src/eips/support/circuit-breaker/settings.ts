import { errors } from '../../../core/errors.ts'
import { CircuitBreakerConfiguration } from '../../../kit/circuit-breaker-configuration.ts'
import { exceptionNamed } from '../../../kit/exception-names.ts'
import { type Built, buildFields, type Fields } from '../../../kit/field.ts'
import type { StepContext } from '../../../kit/step.ts'
import type { BreakerSettings } from './breaker.ts'
import { type Dialect, RESILIENCE4J } from './dialect.ts'
import { resilienceFields } from './resilience-fields.ts'

/** What a circuit breaker is set to, with all defaults. */
export interface ResilienceSettings extends BreakerSettings {
  readonly dialect: Dialect
  readonly throwExceptionWhenHalfOpenOrOpenState: boolean
  readonly bulkheadEnabled: boolean
  readonly bulkheadMaxConcurrentCalls: number
  readonly bulkheadMaxWaitDuration: number
  readonly bulkheadMaxWaiting: number
  readonly timeoutEnabled: boolean
  readonly timeoutDuration: number
  readonly recordException: readonly string[]
  readonly ignoreException: readonly string[]
}

export const RESILIENCE_DEFAULTS: ResilienceSettings = {
  dialect: RESILIENCE4J,
  failureRateThreshold: 50,
  permittedNumberOfCallsInHalfOpenState: 10,
  throwExceptionWhenHalfOpenOrOpenState: false,
  slidingWindowSize: 100,
  slidingWindowType: 'COUNT_BASED',
  minimumNumberOfCalls: 100,
  waitDurationInOpenState: 60_000,
  automaticTransitionFromOpenToHalfOpenEnabled: false,
  firstFailureReopens: false,
  maxWaitDurationInHalfOpenState: 0,
  slowCallRateThreshold: 100,
  slowCallDurationThreshold: 60_000,
  bulkheadEnabled: false,
  bulkheadMaxConcurrentCalls: 25,
  bulkheadMaxWaitDuration: 0,
  bulkheadMaxWaiting: Number.POSITIVE_INFINITY,
  timeoutEnabled: false,
  timeoutDuration: 1000,
  recordException: [],
  ignoreException: [],
}

/** Joins defaults, properties (`camel.resilience4j.*`), the bean with the configuration, and the options of the step itself. */
export function resilienceSettings(
  own: Partial<Built<typeof resilienceFields>>,
  configuration: string | undefined,
  context: StepContext,
): ResilienceSettings {
  const named = configuration === undefined ? {} : namedOptions(configuration, context)
  const properties = buildFields(resilienceFields, propertyOptions(resilienceFields, 'camel.resilience4j', context), context)
  const joined: ResilienceSettings = Object.assign({}, RESILIENCE_DEFAULTS, ...[properties, named, own].map(given))
  check(joined)
  return {
    ...joined,
    recordException: joined.recordException.map(name => exceptionNamed(name, context)),
    ignoreException: joined.ignoreException.map(name => exceptionNamed(name, context)),
  }
}

/** Without options that have no value. */
export function given(options: object): object {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  )
}

/** The options of the bean with the configuration. */
export function namedOptions(name: string, context: StepContext): object {
  const bean = context.bean(name)
  if (bean instanceof CircuitBreakerConfiguration) return bean.options
  throw errors.KF_ROUTE_BEAN({
    name,
    reason:
      'it is no configuration of a circuit breaker (org.apache.camel.model.Resilience4jConfigurationDefinition or FaultToleranceConfigurationDefinition)',
  })
}

/** What application properties say of options: `prefix.minimumNumberOfCalls` or `prefix.minimum-number-of-calls`. */
export function propertyOptions(fields: Fields, prefix: string, context: StepContext): Record<string, unknown> {
  const raw: Record<string, unknown> = {}
  for (const [option, field] of Object.entries(fields)) {
    const dashed = option.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
    const value = [option, dashed].map(each => context.services.property(`${prefix}.${each}`)).find(each => each !== undefined)
    if (value !== undefined) raw[option] = field.kind === 'list' ? value.split(',') : value
  }
  return raw
}

const POSITIVE = [
  'permittedNumberOfCallsInHalfOpenState',
  'slidingWindowSize',
  'minimumNumberOfCalls',
  'waitDurationInOpenState',
  'slowCallDurationThreshold',
] as const
const RATES = ['failureRateThreshold', 'slowCallRateThreshold'] as const
const NOT_NEGATIVE = ['maxWaitDurationInHalfOpenState', 'bulkheadMaxConcurrentCalls', 'bulkheadMaxWaitDuration', 'timeoutDuration'] as const

function check(settings: ResilienceSettings): void {
  for (const option of POSITIVE) if (settings[option] < 1) throw invalid(option, 'must be greater than 0')
  for (const option of NOT_NEGATIVE) if (settings[option] < 0) throw invalid(option, 'must not be negative')
  for (const option of RATES) if (settings[option] <= 0 || settings[option] > 100) throw invalid(option, 'must be in range (0,100]')
}

function invalid(option: string, reason: string): Error {
  return errors.KF_ROUTE_INVALID({ what: 'circuitBreaker', reason: `${option} ${reason}` })
}
