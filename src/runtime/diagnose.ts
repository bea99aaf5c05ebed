import type { Diagnostic, Position } from '../core/diagnostic.ts'
import { isKafilaError, type KafilaError } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import type { Positions } from '../model/positions.ts'

/** What is wrong with a part of the model, found while it was built, with its place: the option and, in expressions, the character. */
export function problemDiagnostic(error: unknown, model: object, positions: Positions): Diagnostic {
  const { cause, at } = locate(error, model, positions)
  const details = isKafilaError(cause) ? cause.details : {}
  const fix = details['fix']
  return {
    code: isKafilaError(cause) ? cause.code : 'KF_RUN_START',
    severity: 'error',
    message: exceptionMessage(cause),
    ...(at && { at }),
    ...(typeof fix === 'string' && { fix }),
  }
}

/** Follows `KF_FIELD_INVALID` into the option that is named, down to the failure itself. */
function locate(error: unknown, model: object, positions: Positions): { cause: unknown; at: Position | undefined } {
  let cause = error
  let node: unknown = 'options' in model ? (model as { options: unknown }).options : model
  let at = positions.of(model)
  while (isKafilaError(cause) && cause.code === 'KF_FIELD_INVALID' && cause.cause !== undefined) {
    const option = String(cause.details['option'])
    if (typeof node === 'object' && node !== null) {
      at = positions.value(node, option) ?? at
      node = (node as Record<string, unknown>)[option]
    }
    cause = cause.cause
  }
  return { cause, at: inside(cause as KafilaError, node, at, positions) }
}

/** The column inside an expression's text, where the error tells the character. */
function inside(cause: KafilaError, node: unknown, at: Position | undefined, positions: Positions): Position | undefined {
  if (typeof node !== 'object' || node === null || !('expression' in node)) return at
  const place = positions.value(node, 'expression') ?? at
  const offset = isKafilaError(cause) ? cause.details['offset'] : undefined
  return place === undefined || typeof offset !== 'number' ? place : { file: place.file, line: place.line, column: place.column + offset }
}
