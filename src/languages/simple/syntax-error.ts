import { errors, isKafilaError, type KafilaError } from '../../core/errors.ts'
import { evaluationFailure } from '../failure.ts'

interface Circumstances {
  readonly cause?: unknown
  /** What was meant, where that can be guessed. */
  readonly fix?: string
  /** The same in Camel's words, for a message that meets the mistake; default: the reason. */
  readonly said?: string
}

/** A mistake in the text of an expression, at this place of it. */
export function syntaxError(text: string, reason: string, offset?: number, { cause, fix, said = reason }: Circumstances = {}): Error {
  const place = offset === undefined || offset < 0 ? {} : { offset: Math.min(offset, text.length) }
  const details = { language: 'simple', text, reason, said, ...place, ...(fix !== undefined && { fix }) }
  return errors.KF_EXPR_SYNTAX(details, cause === undefined ? {} : { cause })
}

/** Whether this is a mistake in an expression's text, as opposed to a failure while it is evaluated. */
export function isSyntaxError(error: unknown): boolean {
  return isKafilaError(error) && error.code === 'KF_EXPR_SYNTAX'
}

/** Runs what a message runs: a mistake that is found then is told as Camel tells it, with the place shown below the text. */
export function whenMessageComes<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw isSyntaxError(error) ? inWordsOfCamel(error as KafilaError) : error
  }
}

function inWordsOfCamel(error: KafilaError): Error {
  const { said, text, offset } = error.details as { said: string; text: string; offset?: number }
  const place = offset === undefined ? '' : ` at location ${offset}\n${text}\n${' '.repeat(offset)}*\n`
  return evaluationFailure('simple', error.type, `${said}${place}`, error.cause)
}
