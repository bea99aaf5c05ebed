import { errors, type KafilaError } from '../../../core/errors.ts'

/** What Camel's two kinds of circuit breakers do differently. */
export interface Dialect {
  /** The circuit is open, or has its trials given out. */
  notPermitted(id: string, state: string): KafilaError
  /** All places of the bulkhead are taken. */
  bulkheadFull(id: string): KafilaError
  /** The steps took too long. */
  timedOut(id: string): KafilaError
  /** Whether the time-out counts the time in which a call waits for the bulkhead. */
  readonly timesWaiting: boolean
  /** Whether the exchange is told how a call failed that has no fallback, and in which state the breaker is then. */
  readonly tellsFailures: boolean
}

export const TIMED_OUT = 'java.util.concurrent.TimeoutException'
export const NOT_PERMITTED = 'io.github.resilience4j.circuitbreaker.CallNotPermittedException'
const BULKHEAD_FULL = 'io.github.resilience4j.bulkhead.BulkheadFullException'

function failure(type: string, reason: string): KafilaError {
  return errors.KF_RUN_EXCHANGE({ reason }, { type, retryable: true })
}

/** As Resilience4j. */
export const RESILIENCE4J: Dialect = {
  notPermitted: (id, state) => failure(NOT_PERMITTED, `CircuitBreaker '${id}' is ${state} and does not permit further calls`),
  bulkheadFull: id => failure(BULKHEAD_FULL, `Bulkhead '${id}' is full and does not permit further calls`),
  timedOut: id => failure(TIMED_OUT, `TimeLimiter '${id}' recorded a timeout exception.`),
  timesWaiting: false,
  tellsFailures: true,
}

const EXCEPTIONS = 'org.eclipse.microprofile.faulttolerance.exceptions.'
export const CIRCUIT_OPEN = `${EXCEPTIONS}CircuitBreakerOpenException`

/** As MicroProfile Fault Tolerance (SmallRye). */
export const MICROPROFILE: Dialect = {
  notPermitted: (id, state) => failure(CIRCUIT_OPEN, `${id} circuit breaker is ${state === 'OPEN' ? 'open' : 'half-open'}`),
  bulkheadFull: id => failure(`${EXCEPTIONS}BulkheadException`, `${id} rejected from bulkhead`),
  timedOut: id => failure(`${EXCEPTIONS}TimeoutException`, `${id} timed out`),
  timesWaiting: true,
  tellsFailures: false,
}
