import { convert, convertOrNull, isTrue, javaClassOf, toText } from '../../converters/index.ts'
import { isKafilaError } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import { failure } from './failure.ts'
import { binaryName } from './java-types.ts'

/** An expression as a plain function of the exchange. */
export type Evaluate = (exchange: Exchange) => unknown

/** The text of a value; `null` for nothing. An array of Java (`split` gives one) has none but its identity. */
export function textOf(value: unknown, exchange: Exchange): string | null {
  if (typeof value === 'string') return value
  return Array.isArray(value) && javaClassOf(value).endsWith('[]') ? `${binaryName(javaClassOf(value))}@1` : toText(value, exchange)
}

/** The name that an expression gives; Java fails where there is none. */
export function nameFrom(value: unknown, exchange: Exchange): string {
  const name = textOf(value, exchange)
  if (name === null) throw failure('NullPointer', 'the name is null')
  return name
}

/** The text of a value inside a template: nothing is empty. */
export function templateText(value: unknown, exchange: Exchange): string {
  return textOf(value, exchange) ?? ''
}

/** Whether this is a value that could not be converted. */
export function isConversionError(error: unknown): boolean {
  return isKafilaError(error) && /^KF_EXPR_(CONVERSION|UNKNOWN_TYPE)/.test(error.code)
}

/** Converts; `null` where there is no converter, a failure where the converter fails (`TypeConverter.convertTo` of Camel). */
export function convertTo(value: unknown, type: string, exchange: Exchange): unknown {
  if ((value === null || value === undefined) && type === 'boolean') return false
  try {
    return convertOrNull(value, type, exchange) ?? null
  } catch (error) {
    if (isKafilaError(error) && error.code === 'KF_EXPR_UNKNOWN_TYPE') return null
    throw error
  }
}

/** Converts; `null` where that is not possible (`TypeConverter.tryConvertTo` of Camel). */
export function tryConvert(value: unknown, type: string, exchange: Exchange): unknown {
  try {
    return convert(value, type, exchange) ?? null
  } catch (error) {
    if (isConversionError(error)) return null
    throw error
  }
}

/** Camel's rule of truth. */
export function truthOf(value: unknown): boolean {
  return isTrue(value)
}
