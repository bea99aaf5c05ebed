import { errors, type KafilaError } from '../../../core/errors.ts'
import { exceptionMessage, exceptionType, isFailureOf } from '../../../core/exceptions.ts'

export const TIMED_OUT = 'java.util.concurrent.TimeoutException'
export const NOT_PERMITTED = 'io.github.resilience4j.circuitbreaker.CallNotPermittedException'
const BULKHEAD_FULL = 'io.github.resilience4j.bulkhead.BulkheadFullException'

/** The circuit is open, or has its trials given out. */
export function notPermitted(id: string, state: string): KafilaError {
  const reason = `CircuitBreaker '${id}' is ${state} and does not permit further calls`
  return errors.KF_RUN_EXCHANGE({ reason }, { type: NOT_PERMITTED, retryable: true })
}

/** All places of the bulkhead are taken. */
export function bulkheadFull(id: string): KafilaError {
  const reason = `Bulkhead '${id}' is full and does not permit further calls`
  return errors.KF_RUN_EXCHANGE({ reason }, { type: BULKHEAD_FULL, retryable: true })
}

/** The steps took too long. */
export function timedOut(id: string): KafilaError {
  const reason = `TimeLimiter '${id}' recorded a timeout exception.`
  return errors.KF_RUN_EXCHANGE({ reason }, { type: TIMED_OUT, retryable: true })
}

/** A failure as it leaves the breaker: a checked exception is wrapped. */
export function unchecked(error: unknown): unknown {
  if (isFailureOf(error, 'java.lang.RuntimeException')) return error
  return errors.KF_RUN_EXCHANGE(
    { reason: `${exceptionType(error)}: ${exceptionMessage(error)}` },
    { type: 'org.apache.camel.RuntimeCamelException', cause: error },
  )
}
