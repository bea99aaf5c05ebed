import { errors, isKafilaError } from '../core/errors.ts'
import { exceptionType } from '../core/exceptions.ts'
import type { Exchange } from '../core/exchange.ts'
import { javaClassOf } from './java-class.ts'
import { type JavaType, javaType } from './java-types.ts'
import { NONE } from './none.ts'
import { javaText } from './text.ts'

/** Turns a value into one type; `NONE` where it has no way for such a value, an error where the value is bad. Suspends on unread streams. */
export type Converter = (value: unknown, exchange?: Exchange) => unknown

/** What is known of the class of a value, in the words of Camel's messages. */
export function typeName(value: unknown): string {
  return javaClassOf(value)
}

function apply(type: JavaType, value: unknown, exchange: Exchange | undefined): unknown {
  try {
    return type.convert(value, exchange)
  } catch (error) {
    if (!isKafilaError(error)) throw error
    // a list comes to bytes by way of its text
    const from = Array.isArray(value) && type.name === 'byte[]' ? 'java.lang.String' : javaClassOf(value)
    throw errors.KF_EXPR_CONVERSION_FAILED(
      { from, to: type.name, value: javaText(value), reason: `${exceptionType(error)}: ${error.message}` },
      { cause: error },
    )
  }
}

function typeNamed(name: string): JavaType {
  const type = javaType(name)
  if (!type) throw errors.KF_EXPR_UNKNOWN_TYPE({ name })
  return type
}

/**
 * Converts to a type named as in Camel (`String`, `int`, `java.util.Map`, `byte[]` …). Where there is no way it throws
 * `KF_EXPR_CONVERSION` (NoTypeConversionAvailableException), where the value is bad `KF_EXPR_CONVERSION_FAILED`
 * (TypeConversionException); an unknown name is `KF_EXPR_UNKNOWN_TYPE`. `null` becomes 0 or false for primitive numbers and booleans.
 */
export function convert(value: unknown, type: string, exchange?: Exchange): unknown {
  const target = typeNamed(type)
  if (value === null || value === undefined) return target.absent ?? null
  const result = apply(target, value, exchange)
  if (result === NONE) throw errors.KF_EXPR_CONVERSION({ from: javaClassOf(value), to: target.name })
  return result
}

/** As `convert`, but null where there is no way (Camel's `convertTo`: `resultType`, `mandatory: false`, `bodyAs`). A bad value still throws. */
export function convertOrNull(value: unknown, type: string, exchange?: Exchange): unknown {
  const target = typeNamed(type)
  if (value === null || value === undefined) return target.absent ?? null
  const result = apply(target, value, exchange)
  return result === NONE ? null : result
}

/** As `convert`, but what `otherwise` gives (or throws) where there is no way. */
export function convertOr(value: unknown, type: string, exchange: Exchange | undefined, otherwise: () => unknown): unknown {
  const result = apply(typeNamed(type), value, exchange)
  return result === NONE ? otherwise() : result
}

/** Whether there is a way from this value to the type; a bad value counts as none. */
export function canConvert(value: unknown, type: string, exchange?: Exchange): boolean {
  try {
    return value !== null && value !== undefined && typeNamed(type).convert(value, exchange) !== NONE
  } catch (error) {
    if (isKafilaError(error)) return false
    throw error
  }
}

/**
 * The body in a type, as steps demand it: a failure is an `InvalidPayloadException` whose cause tells why. A null body stays null
 * where `convertBodyTo` asks; with `required` it is a failure too.
 */
export function mandatoryBody(exchange: Exchange, type: string, required = false): unknown {
  const body = exchange.body
  if (body === null && !required) return null
  try {
    return convert(body, type, exchange)
  } catch (error) {
    if (!isKafilaError(error)) throw error
    const wanted = typeNamed(type).name
    const failure = `${error.type} - ${error.message}`
    const of = { on: exchange.messageText, exchange: String(exchange) }
    throw errors.KF_EXPR_PAYLOAD({ ...of, wanted, actual: javaClassOf(body), reason: error.message, failure }, { cause: error })
  }
}
