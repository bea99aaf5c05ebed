import { inSetOrder } from '../../converters/hash-set.ts'
import { isInt, javaType, markJavaClass } from '../../converters/index.ts'
import { parseDouble } from '../../converters/numbers.ts'
import { errors, isKafilaError, type KafilaError } from '../../core/errors.ts'
import { double, isMap, isNumber, JsonNode, mapEntries } from '../../core/values.ts'
import type { Features } from './features.ts'

/** The options that say what to read into. */
export interface JsonBinding {
  readonly unmarshalType: string | undefined
  readonly useList: boolean
  readonly collectionType: string | undefined
}

/** Turns what was read into a type. */
type Convert = (value: unknown, features: Features) => unknown

interface Binder extends Convert {
  /** Whether it reads into Jackson's tree of nodes. */
  readonly ofTree?: boolean
}

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

function mapOf(value: unknown, javaClass: string): Record<string, unknown> | Map<unknown, unknown> | null {
  if (isMap(value) || value === null) return value
  if (value === '')
    throw errors.KF_FORMAT_JSON(
      {
        reason: `Cannot coerce empty String ("") to element of \`${javaClass}\` (but could if coercion was enabled using \`CoercionConfig\`)`,
        at: START,
      },
      { type: BAD_FORMAT },
    )
  if (typeof value === 'string') {
    const reason = `Cannot construct instance of \`${javaClass}\` (although at least one Creator exists): no String-argument constructor/factory method to deserialize from String value ('${value}')`
    throw errors.KF_FORMAT_JSON({ reason, at: START }, { type: MISMATCH })
  }
  throw mismatch(`${javaClass}<java.lang.Object,java.lang.Object>`, value)
}

const asMap: Binder = value => mapOf(value, 'java.util.LinkedHashMap')

/** A map whose keys are in order, at the top level only, as a `TreeMap` without type arguments is read. */
const asTreeMap: Binder = value => {
  const map = mapOf(value, 'java.util.TreeMap')
  if (map === null) return null
  const sorted = mapEntries(map).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return markJavaClass(Object.fromEntries(sorted), 'java.util.TreeMap')
}

function asList(item: Binder | undefined, javaClass?: string): Binder {
  return (value, features) => {
    if (value === null) return null
    if (!Array.isArray(value) && !features.on('ACCEPT_SINGLE_VALUE_AS_ARRAY'))
      throw mismatch(`${javaClass ?? 'java.util.ArrayList'}<java.lang.Object>`, value)
    const items = (Array.isArray(value) ? value : [value]).map(each => (item ? item(each, features) : each))
    if (javaClass === 'java.util.HashSet') return markJavaClass(new Set(inSetOrder([...new Set(items)], items.length - 1)), javaClass)
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
  'com.fasterxml.jackson.databind.JsonNode': Object.assign((value: unknown) => new JsonNode(value), { ofTree: true }),
  boolean: primitive(asBoolean, 'boolean', false),
  int: primitive(asWhole('int', 32), 'int', 0),
  long: primitive(asWhole('long', 64), 'long', 0),
  double: primitive(asDouble, 'double', double(0)),
}

/** A primitive type: null is its zero. Messages have its own name. */
function primitive(binder: Binder, name: string, zero: unknown): Binder {
  return (value, features) => {
    try {
      return binder(value, features) ?? zero
    } catch (error) {
      throw isKafilaError(error) && error.code === 'KF_FORMAT_JSON' ? renamed(error, name) : error
    }
  }
}

function renamed(error: KafilaError, name: string): Error {
  const { reason, at } = error.details as { reason: string; at?: string }
  const told = reason
    .replace(/`java\.lang\.\w+`/, `\`${name}\``)
    .replace('only "true" or "false"', 'only "true"/"True"/"TRUE" or "false"/"False"/"FALSE"')
  return errors.KF_FORMAT_JSON({ reason: told, ...(at !== undefined && { at }) }, { type: error.type })
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

/**
 * Reads with a type in mind. Jackson looks at the first token before it reads on: a list where a map is wanted is told as that, even
 * where the list is broken.
 */
export function readingAs(binder: Binder | undefined, features: Features, text: string, read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    const first = /^[ \t\r\n]*([[{])/.exec(text)?.[1]
    if (binder !== undefined && first !== undefined) binder(first === '{' ? {} : [], features)
    throw error
  }
}

/** What was read, as the wanted type. */
export function bind(value: unknown, binder: Binder | undefined, features: Features): unknown {
  return binder ? binder(value, features) : value
}
