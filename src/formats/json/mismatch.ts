import { errors } from '../../core/errors.ts'
import { isNumber } from '../../core/values.ts'

export const MISMATCH = 'com.fasterxml.jackson.databind.exc.MismatchedInputException'
export const BAD_FORMAT = 'com.fasterxml.jackson.databind.exc.InvalidFormatException'
export const OUT_OF_RANGE = 'com.fasterxml.jackson.core.exc.InputCoercionException'

/** Where values that are bound are said to stand, until it is known better. */
export const START = '[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1]'

/** A value of the wrong kind. */
export function mismatch(type: string, value: unknown): Error {
  const [kind, token] = shape(value)
  return errors.KF_FORMAT_JSON(
    { reason: `Cannot deserialize value of type \`${type}\` from ${kind} value (token \`JsonToken.${token}\`)`, at: START },
    { type: MISMATCH },
  )
}

/** A text that is no value of the type. */
export function badFormat(type: string, value: string, reason: string): Error {
  return errors.KF_FORMAT_JSON(
    { reason: `Cannot deserialize value of type \`${type}\` from String "${value}": ${reason}`, at: START },
    { type: BAD_FORMAT },
  )
}

const INVALID_DEFINITION = 'com.fasterxml.jackson.databind.exc.InvalidDefinitionException'

/** A text where an array is wanted. */
export function noConstructor(type: string, value: string): Error {
  const reason = `Cannot construct instance of \`${type}\`: no String-argument constructor/factory method to deserialize from String value ('${value}')`
  return errors.KF_FORMAT_JSON({ reason, at: START }, { type: INVALID_DEFINITION })
}

/** A text where an object is wanted. */
export function noCreator(javaClass: string, value: string): Error {
  const reason = `Cannot construct instance of \`${javaClass}\` (although at least one Creator exists): no String-argument constructor/factory method to deserialize from String value ('${value}')`
  return errors.KF_FORMAT_JSON({ reason, at: START }, { type: MISMATCH })
}

function shape(value: unknown): [string, string] {
  if (Array.isArray(value)) return ['Array', 'START_ARRAY']
  if (typeof value === 'string') return ['String', 'VALUE_STRING']
  if (typeof value === 'boolean') return ['Boolean', value ? 'VALUE_TRUE' : 'VALUE_FALSE']
  if (isNumber(value))
    return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))
      ? ['Integer', 'VALUE_NUMBER_INT']
      : ['Floating-point', 'VALUE_NUMBER_FLOAT']
  return ['Object', 'START_OBJECT']
}
