import { inSetOrder } from '../../converters/hash-set.ts'
import { isInt, javaType, markJavaClass } from '../../converters/index.ts'
import { parseDouble } from '../../converters/numbers.ts'
import { javaText } from '../../converters/text.ts'
import { errors, isKafilaError, type KafilaError } from '../../core/errors.ts'
import { Decimal, double, isMap, isNumber, JsonNode, mapEntries } from '../../core/values.ts'
import type { Features } from './features.ts'
import { BAD_FORMAT, badFormat, mismatch, noConstructor, noCreator, OUT_OF_RANGE, START } from './mismatch.ts'

/** The options that say what to read into. */
export interface JsonBinding {
  readonly unmarshalType: string | undefined
  readonly useList: boolean
  readonly collectionType: string | undefined
}

/** Turns what was read into a type. */
type Convert = (value: unknown, features: Features) => unknown

export interface Binder extends Convert {
  /** Whether it reads into Jackson's tree of nodes. */
  readonly ofTree?: boolean
  /** The list that it reads, where it reads one. */
  readonly list?: JavaList
}

export interface JavaList {
  /** What is told of an item that is wrong: `java.util.ArrayList[1]`. */
  readonly javaClass: string
  /** What items are read into; any value where it is not given. */
  readonly item?: Binder | undefined
  /** Whether items are texts, or values of an array: their readers tell of broken JSON between the items too. */
  readonly readsBetween: boolean
}

/** A text with nothing in it, which is null where a number, a boolean or a date is wanted. */
function isBlank(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === ''
}

function mapOf(value: unknown, javaClass: string): Record<string, unknown> | Map<unknown, unknown> | null {
  if (isMap(value) || value === null) return value
  if (isBlank(value))
    throw errors.KF_FORMAT_JSON(
      {
        reason: `Cannot coerce empty String ("") to element of \`${javaClass}\` (but could if coercion was enabled using \`CoercionConfig\`)`,
        at: START,
      },
      { type: BAD_FORMAT },
    )
  if (typeof value === 'string') throw noCreator(javaClass, value)
  throw mismatch(`${javaClass}<java.lang.Object,java.lang.Object>`, value)
}

function asMap(javaClass: string): Binder {
  return value => mapOf(value, javaClass)
}

/** A map whose keys are in order, at the top level only, as a `TreeMap` without type arguments is read. */
const asTreeMap: Binder = value => {
  const map = mapOf(value, 'java.util.TreeMap')
  if (map === null) return null
  const sorted = mapEntries(map).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return markJavaClass(Object.fromEntries(sorted), 'java.util.TreeMap')
}

const OBJECT = 'java.lang.Object'
const ANY_MAP = 'java.util.Map<java.lang.Object,java.lang.Object>'

/** Collections that are interfaces, with the classes that are read into. */
const IMPLEMENTATIONS: Readonly<Record<string, string>> = {
  'java.util.List': 'java.util.ArrayList',
  'java.util.Collection': 'java.util.ArrayList',
  'java.util.Set': 'java.util.HashSet',
}

/** What a type is called in messages. */
function itemName(name: string | undefined): string {
  if (name === undefined) return OBJECT
  if (name === 'java.util.Map') return ANY_MAP
  return /Map$/.test(name) ? `${name}<java.lang.Object,java.lang.Object>` : name
}

function asList(item: Binder | undefined, collection = 'java.util.ArrayList', itemType?: string): Binder {
  const javaClass = IMPLEMENTATIONS[collection] ?? collection
  const isSet = javaClass.endsWith('Set')
  const read: Convert = (value, features) => {
    if (value === null) return null
    if (!Array.isArray(value) && !features.on('ACCEPT_SINGLE_VALUE_AS_ARRAY')) throw noList(value, javaClass, itemName(itemType))
    const items = (Array.isArray(value) ? value : [value]).map(each => (item ? item(each, features) : each))
    if (javaClass === 'java.util.HashSet') return markJavaClass(new Set(inSetOrder([...new Set(items)], items.length - 1)), javaClass)
    if (isSet) return markJavaClass(new Set(items), javaClass)
    return javaClass === 'java.util.ArrayList' ? items : markJavaClass(items, javaClass)
  }
  const readsBetween = itemType === 'java.lang.String'
  return Object.assign(read, { list: { javaClass, item, readsBetween } })
}

function noList(value: unknown, javaClass: string, item: string): Error {
  if (typeof value === 'string' && item === 'java.lang.String') return noCreator(javaClass, value)
  return mismatch(`${javaClass}<${item}>`, value)
}

/** An array of Java, which is a list here. */
const asArray: Binder = Object.assign(
  (value: unknown) => {
    if (value === null || Array.isArray(value)) return value
    throw typeof value === 'string' ? noConstructor('java.lang.Object[]', value) : mismatch('java.lang.Object[]', value)
  },
  { list: { javaClass: 'java.lang.Object[]', readsBetween: true } },
)

const asText: Binder = value => {
  if (typeof value === 'string' || value === null) return value
  if (typeof value === 'boolean' || isNumber(value)) return String(value)
  throw mismatch('java.lang.String', value)
}

function asWhole(type: string, bits: number): Binder {
  return value => {
    if (value === null || isBlank(value)) return null
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
  if (value === null || isBlank(value)) return null
  if (typeof value === 'string') return doubleOf(value)
  if (!isNumber(value)) throw mismatch('java.lang.Double', value)
  return double(Number(value))
}

function doubleOf(text: string): unknown {
  try {
    return double(parseDouble(text))
  } catch {
    throw badFormat('java.lang.Double', text, 'not a valid `Double` value')
  }
}

/** Numbers as long as they come. */
function asExact(type: string, pattern: RegExp, read: (text: string) => unknown): Binder {
  return value => {
    if (value === null || isBlank(value)) return null
    if (typeof value === 'string') {
      if (pattern.test(value.trim())) return read(value.trim())
      throw badFormat(type, value, 'not a valid representation')
    }
    if (!isNumber(value)) throw mismatch(type, value)
    return read(isWhole(value) ? String(value) : javaText(value))
  }
}

function isWhole(value: unknown): boolean {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))
}

const asDecimal = asExact('java.math.BigDecimal', /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/, text => new Decimal(text))
const asBigInteger = asExact('java.math.BigInteger', /^[+-]?\d+$/, text => BigInt(text.replace(/^\+|[.eE].*$/g, '')))

const asNumber: Binder = value => {
  if (value === null || isNumber(value)) return value
  throw mismatch('java.lang.Number', value)
}

const asBoolean: Binder = value => {
  if (isBlank(value)) return null
  if (typeof value === 'boolean' || value === null) return value
  if (value === 'true' || value === 'false') return value === 'true'
  if (typeof value === 'string') throw badFormat('java.lang.Boolean', value, 'only "true" or "false" recognized')
  if (typeof value === 'number' && Number.isInteger(value)) return value !== 0
  throw mismatch('java.lang.Boolean', value)
}

const asDate: Binder = value => {
  if (value === null || isBlank(value)) return null
  if (typeof value === 'number' && Number.isInteger(value)) return new Date(value)
  if (typeof value !== 'string') throw mismatch('java.util.Date', value)
  if (/^-?\d+$/.test(value)) return new Date(Number(value))
  const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(value)
  const time = Date.parse(iso?.[1] !== undefined && iso[4] === undefined ? `${value}Z` : value)
  if (!iso || Number.isNaN(time)) throw badFormat('java.util.Date', value, noDate(value))
  return new Date(time)
}

function noDate(value: string): string {
  const forms = '"yyyy-MM-dd\'T\'HH:mm:ss.SSSX", "yyyy-MM-dd\'T\'HH:mm:ss.SSS", "EEE, dd MMM yyyy HH:mm:ss zzz", "yyyy-MM-dd"'
  const why = `Cannot parse date "${value}": not compatible with any of standard forms (${forms})`
  return `not a valid representation (error: Failed to parse Date value '${value}': ${why})`
}

/** A node of one kind of Jackson's tree. */
function asNode(type: string, accepts: (value: unknown) => boolean): Binder {
  const read: Convert = value => {
    if (value === null) return null
    if (!accepts(value)) throw mismatch(type, value)
    return new JsonNode(value)
  }
  return Object.assign(read, { ofTree: true, ...(type.endsWith('ArrayNode') && { list: { javaClass: type, readsBetween: false } }) })
}

const asBytes: Binder = value => {
  if (value === null) return null
  if (typeof value !== 'string') throw mismatch('byte[]', value)
  return Buffer.from(value, 'base64')
}

const NODES = 'com.fasterxml.jackson.databind.node.'

const BINDERS: Readonly<Record<string, Binder>> = {
  [OBJECT]: value => value,
  'java.lang.Object[]': asArray,
  'java.util.Map': asMap('java.util.LinkedHashMap'),
  'java.util.HashMap': asMap('java.util.HashMap'),
  'java.util.LinkedHashMap': asMap('java.util.LinkedHashMap'),
  'java.util.TreeMap': asTreeMap,
  'java.util.List': asList(undefined, 'java.util.List'),
  'java.util.ArrayList': asList(undefined, 'java.util.ArrayList'),
  'java.util.Collection': asList(undefined, 'java.util.Collection'),
  'java.util.LinkedList': asList(undefined, 'java.util.LinkedList'),
  'java.util.Set': asList(undefined, 'java.util.Set'),
  'java.util.HashSet': asList(undefined, 'java.util.HashSet'),
  'java.util.LinkedHashSet': asList(undefined, 'java.util.LinkedHashSet'),
  'java.lang.String': asText,
  'java.lang.Integer': asWhole('java.lang.Integer', 32),
  'java.lang.Long': asWhole('java.lang.Long', 64),
  'java.lang.Double': asDouble,
  'java.lang.Boolean': asBoolean,
  'java.lang.Number': asNumber,
  'java.util.Date': asDate,
  'java.math.BigDecimal': asDecimal,
  'java.math.BigInteger': asBigInteger,
  'byte[]': asBytes,
  'com.fasterxml.jackson.databind.JsonNode': Object.assign((value: unknown) => new JsonNode(value), { ofTree: true }),
  [`${NODES}ObjectNode`]: asNode(`${NODES}ObjectNode`, isMap),
  [`${NODES}ArrayNode`]: asNode(`${NODES}ArrayNode`, Array.isArray),
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
  const item = unmarshalType === undefined ? undefined : (javaType(unmarshalType)?.name ?? unmarshalType)
  return asList(element, useList ? 'java.util.ArrayList' : collectionOf(collectionType!), item)
}

/** The type that is read into, as messages have it. */
export function typeName({ unmarshalType, useList, collectionType }: JsonBinding): string {
  const item = itemName(unmarshalType === undefined ? undefined : (javaType(unmarshalType)?.name ?? unmarshalType))
  return useList || collectionType !== undefined ? `${useList ? 'java.util.ArrayList' : collectionType}<${item}>` : item
}

function collectionOf(name: string): string {
  if (BINDERS[name]?.list === undefined) throw unknownType(name)
  return name
}

function binderOf(name: string): Binder {
  const binder = BINDERS[javaType(name)?.name ?? name]
  if (binder) return binder
  throw unknownType(name)
}

function unknownType(name: string): Error {
  const reason = `cannot read into ${name}: only lists, maps, texts, numbers, dates and JsonNode are supported`
  return errors.KF_FORMAT_OPTION({ format: 'json', reason })
}

/** What was read, as the wanted type. */
export function bind(value: unknown, binder: Binder | undefined, features: Features): unknown {
  return binder ? binder(value, features) : value
}
