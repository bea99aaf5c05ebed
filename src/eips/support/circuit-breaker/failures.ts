import { errors } from '../../../core/errors.ts'
import { exceptionMessage, exceptionType, isFailureOf } from '../../../core/exceptions.ts'

/** A failure as it leaves the breaker: a checked exception is wrapped. */
export function unchecked(error: unknown): unknown {
  if (isFailureOf(error, 'java.lang.RuntimeException')) return error
  return errors.KF_RUN_EXCHANGE(
    { reason: `${exceptionType(error)}: ${exceptionMessage(error)}` },
    { type: 'org.apache.camel.RuntimeCamelException', cause: error },
  )
}
