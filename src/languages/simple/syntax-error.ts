import { errors, isKafilaError } from '../../core/errors.ts'

interface Circumstances {
  readonly cause?: unknown
  /** What was meant, where that can be guessed. */
  readonly fix?: string
}

/** A mistake in the text of an expression, at this place of it. */
export function syntaxError(text: string, reason: string, offset?: number, { cause, fix }: Circumstances = {}): Error {
  const place = offset === undefined || offset < 0 ? {} : { offset: Math.min(offset, text.length) }
  const details = { language: 'simple', text, reason, ...place, ...(fix !== undefined && { fix }) }
  return errors.KF_EXPR_SYNTAX(details, cause === undefined ? {} : { cause })
}

/** Whether this is a mistake in an expression's text, as opposed to a failure while it is evaluated. */
export function isSyntaxError(error: unknown): boolean {
  return isKafilaError(error) && error.code === 'KF_EXPR_SYNTAX'
}
