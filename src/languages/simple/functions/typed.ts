import { convert } from '../../../converters/index.ts'
import { errors } from '../../../core/errors.ts'
import type { Exchange } from '../../../core/exchange.ts'
import type { Compiler } from '../compile.ts'
import { isConversionError, nameFrom } from '../evaluate.ts'
import { executionFailure, failure } from '../failure.ts'
import { resolveClass } from '../java-types.ts'

/** A class by name, given as text or by a function; an unknown one fails the message. */
export function typeArgument(name: string, compiler: Compiler): (exchange: Exchange) => string {
  const text = compiler.argument(name)
  const known = typeof text.constant?.value === 'string' ? resolveClass(text.constant.value) : undefined
  if (known !== undefined) return () => known
  return exchange => classNamed(nameFrom(text.run(exchange), exchange), exchange)
}

/** The full name of a class. */
export function classNamed(name: string, exchange: Exchange): string {
  const type = resolveClass(name)
  if (type === undefined) throw executionFailure(exchange, failure('ClassNotFound', name))
  return type
}

/** The body as this type; fails where there is none, or it cannot be converted. */
export function mandatoryBody(type: string, exchange: Exchange): unknown {
  try {
    const value = convert(exchange.body, type, exchange)
    if (value === null || value === undefined) throw errors.KF_EXPR_CONVERSION({ from: 'null', to: type })
    return value
  } catch (cause) {
    if (!isConversionError(cause)) throw cause
    const of = { on: exchange.messageText, exchange: String(exchange) }
    throw executionFailure(exchange, errors.KF_EXPR_PAYLOAD({ ...of, wanted: type, reason: (cause as Error).message }, { cause }))
  }
}
