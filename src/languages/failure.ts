import { errors, isKafilaError, type KafilaError } from '../core/errors.ts'
import { exceptionMessage, exceptionType } from '../core/exceptions.ts'

/** A failure of an expression for this message, as the Java exception `type`. */
export function evaluationFailure(language: string, type: string, reason: string, cause?: unknown): KafilaError {
  return errors.KF_EXPR_EVALUATION({ language, reason }, { type, ...(cause !== undefined && { cause }) })
}

/** What Camel makes of a checked exception: wrapped, its class and text as message. */
export function wrapped(language: string, cause: unknown, type = 'org.apache.camel.RuntimeCamelException'): KafilaError {
  return evaluationFailure(language, type, `${exceptionType(cause)}: ${exceptionMessage(cause)}`, cause)
}

/** Runs `action`; an error of the table is handed to `wrap`. Suspensions and foreign errors pass. */
export function wrapping<T>(action: () => T, wrap: (cause: KafilaError) => Error): T {
  try {
    return action()
  } catch (error) {
    throw isKafilaError(error) ? wrap(error) : error
  }
}
