import { errors, isKafilaError } from '../../core/errors.ts'

/** A mistake in the text of an expression, at this place of it. */
export function syntaxError(text: string, reason: string, offset?: number, cause?: unknown): Error {
  const place = offset === undefined || offset < 0 ? {} : { offset: Math.min(offset, text.length) }
  return errors.KF_EXPR_SYNTAX({ language: 'simple', text, reason, ...place }, cause === undefined ? {} : { cause })
}

/** Whether this is a mistake in an expression's text, as opposed to a failure while it is evaluated. */
export function isSyntaxError(error: unknown): boolean {
  return isKafilaError(error) && error.code === 'KF_EXPR_SYNTAX'
}
