import { isInt, javaType, markJavaClass } from '../../converters/index.ts'
import { parseDouble } from '../../converters/numbers.ts'
import { errors } from '../../core/errors.ts'
import { double, isMap, isNumber, JsonNode, mapEntries } from '../../core/values.ts'
import type { Features } from './features.ts'

/** The options that say what to read into. */
export interface JsonBinding {
  readonly unmarshalType: string | undefined
  readonly useList: boolean
  readonly collectionType: string | undefined
}

/** Turns what was read into a type. */
type Binder = (value: unknown, features: Features) => unknown

const MISMATCH = 'com.fasterxml.jackson.databind.exc.MismatchedInputException'
const BAD_FORMAT = 'com.fasterxml.jackson.databind.exc.InvalidFormatException'
const OUT_OF_RANGE = 'com.fasterxml.jackson.core.exc.InputCoercionException'

const START = '[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1]'

function mismatch(type: string, value: unknown): Error {
  const [kind, token] = shape(value)
  return errors.KF_FORMAT_JSON(
    { reason: `Cannot deserialize value of type \`${type}\` from ${kind} value (token \`JsonToken.${token}\`)`, at: START },
    { type: MISMATCH },
  )
}

function badFormat(type: string, value: string, reason: string): Error {
  return errors.KF_FORMAT_JSON(
    { reason: `Cannot deserialize value of type \`${type}\` from String "${value}": ${reason}`, at: START },
    { type: BAD_FORMAT },
  )
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

const asMap: Binder = value => {
  if (isMap(value) || value === null) return value
  if (value === '')
    throw errors.KF_FORMAT_JSON(
      {
        reason:
          'Cannot coerce empty String ("") to element of `java.util.LinkedHashMap` (but could if coercion was enabled using `CoercionConfig`)',
        at: START,
      },
      { type: BAD_FORMAT },
    )
  if (typeof value === 'string') {
    const reason = `Cannot construct instance of \`java.util.LinkedHashMap\` (although at least one Creator exists): no String-argument constructor/factory method to deserialize from String value ('${value}')`
    throw errors.KF_FORMAT_JSON({ reason, at: START }, { type: MISMATCH })
  }
  throw mismatch('java.util.LinkedHashMap<java.lang.Object,java.lang.Object>', value)
}

/** A map whose keys are in order, at the top level only, as a `TreeMap` without type arguments is read. */
const asTreeMap: Binder = (value, features) => {
  const map = asMap(value, features)
  if (map === null) return null
  const sorted = mapEntries(map as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return markJavaClass(Object.fromEntries(sorted), 'java.util.TreeMap')
}

function asList(item: Binder | undefined, javaClass?: string): Binder {
  return (value, features) => {
    if (value === null) return null
    if (!Array.isArray(value) && !features.on('ACCEPT_SINGLE_VALUE_AS_ARRAY'))
      throw mismatch('java.util.ArrayList<java.lang.Object>', value)
    const items = (Array.isArray(value) ? value : [value]).map(each => (item ? item(each, features) : each))
    if (javaClass?.endsWith('Set')) return markJavaClass(new Set(items), javaClass)
    return javaClass === undefined || javaClass === 'java.util.ArrayList' ? items : markJavaClass(items, javaClass)
  }
}

const asText: Binder = value => {
  if (typeof value === 'string' || value === null) return value
  if (typeof value === 'boolean' || isNumber(value)) return String(value)
  throw mismatch('java.lang.String', value)
}

function asWhole(type: string, bits: number): Binder {
  return value => {
    if (value === null) return null
    if (typeof value === 'string') {
      if (/^[+-]?\d+$/.test(value.trim())) return Number(value)
      throw badFormat(type, value, `not a valid \`${type}\` value`)
    }
    if (!isNumber(value)) throw mismatch(type, value)
    const whole = typeof value === 'bigint' ? value : BigInt(Math.trunc(Number(value)))
    if (BigInt.asIntN(bits, whole) === whole) return isInt(whole) || Number.isSafeInteger(Number(whole)) ? Number(whole) : whole
    const [kind, range] = bits === 32 ? ['int', '-2147483648 - 2147483647'] : ['long', '-9223372036854775808 - 9223372036854775807']
    throw errors.KF_FORMAT_JSON({ reason: `Numeric value (${value}) out of range of ${kind} (${range})` }, { type: OUT_OF_RANGE })
  }
}

const asDouble: Binder = value => {
  if (value === null) return null
  if (typeof value === 'string') return double(parseDouble(value))
  if (!isNumber(value)) throw mismatch('java.lang.Double', value)
  return double(Number(value))
}

const asBoolean: Binder = value => {
  if (typeof value === 'boolean' || value === null) return value
  if (value === 'true' || value === 'false') return value === 'true'
  if (typeof value === 'string') throw badFormat('java.lang.Boolean', value, 'only "true" or "false" recognized')
  if (typeof value === 'number' && Number.isInteger(value)) return value !== 0
  throw mismatch('java.lang.Boolean', value)
}

const asDate: Binder = value => {
  if (value === null) return null
  if (typeof value === 'number') return new Date(value)
  if (typeof value !== 'string') throw mismatch('java.util.Date', value)
  const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(value)
  const time = Date.parse(iso?.[1] !== undefined && iso[4] === undefined ? `${value}Z` : value)
  if (!iso || Number.isNaN(time)) throw badFormat('java.util.Date', value, 'not a valid representation')
  return new Date(time)
}

const asBytes: Binder = value => {
  if (value === null) return null
  if (typeof value !== 'string') throw mismatch('byte[]', value)
  return Buffer.from(value, 'base64')
}

const BINDERS: Readonly<Record<string, Binder>> = {
  'java.lang.Object': value => value,
  'java.util.Map': asMap,
  'java.util.HashMap': asMap,
  'java.util.LinkedHashMap': asMap,
  'java.util.TreeMap': asTreeMap,
  'java.util.List': asList(undefined),
  'java.util.ArrayList': asList(undefined),
  'java.util.Collection': asList(undefined),
  'java.util.LinkedList': asList(undefined, 'java.util.LinkedList'),
  'java.util.Set': asList(undefined, 'java.util.HashSet'),
  'java.util.HashSet': asList(undefined, 'java.util.HashSet'),
  'java.util.LinkedHashSet': asList(undefined, 'java.util.LinkedHashSet'),
  'java.lang.String': asText,
  'java.lang.Integer': asWhole('java.lang.Integer', 32),
  'java.lang.Long': asWhole('java.lang.Long', 64),
  'java.lang.Double': asDouble,
  'java.lang.Boolean': asBoolean,
  'java.lang.Number': value => value,
  'java.util.Date': asDate,
  'java.math.BigDecimal': value => value,
  'java.math.BigInteger': value => (typeof value === 'number' ? BigInt(value) : value),
  'byte[]': asBytes,
  'com.fasterxml.jackson.databind.JsonNode': value => new JsonNode(value),
}

/** The binder for the options; a type that cannot be read into is an error when the route is built. */
export function elementType({ unmarshalType, useList, collectionType }: JsonBinding): Binder | undefined {
  const element = unmarshalType === undefined ? undefined : binderOf(unmarshalType)
  if (!useList && collectionType === undefined) return element
  return asList(unmarshalType === undefined ? undefined : element, useList ? undefined : collectionType)
}

function binderOf(name: string): Binder {
  const binder = BINDERS[javaType(name)?.name ?? name]
  if (binder) return binder
  throw errors.KF_FORMAT_OPTION({
    format: 'json',
    reason: `cannot read into ${name}: only lists, maps, texts, numbers, dates and JsonNode are supported`,
  })
}

/** What was read, as the wanted type. */
export function bind(value: unknown, binder: Binder | undefined, features: Features): unknown {
  return binder ? binder(value, features) : value
}
