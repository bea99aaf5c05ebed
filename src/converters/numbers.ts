import { errors } from '../core/errors.ts'
import { Double, double, isMap, JsonNode } from '../core/values.ts'
import { charsetOf } from './charset.ts'
import { isInt, javaClassOf } from './java-class.ts'
import { nodesOf } from './node-list.ts'
import { NONE } from './none.ts'
import type { Converter } from './registry.ts'
import { javaText } from './text.ts'
import { DOCUMENT, type DomNode, isNode } from './xml.ts'

type AnyNumber = number | bigint | Number

/** The text that number converters read: of text and bytes; of DOM nodes and JSON nodes where `nodes` says so. */
function digits(value: unknown, exchange: Parameters<Converter>[1], nodes: boolean): string | undefined {
  if (typeof value === 'string') return value
  if (value instanceof Uint8Array) return charsetOf(exchange).decode(value)
  if (!nodes) return undefined
  if (value instanceof JsonNode) return isContainer(value.value) ? '' : javaText(value.value)
  return nodeText(value)
}

function isContainer(value: unknown): boolean {
  return Array.isArray(value) || isMap(value)
}

/** The text in a DOM node, or in all of a list. */
function nodeText(value: unknown): string | undefined {
  if (isNode(value)) return ((value as DomNode & { documentElement?: DomNode }).documentElement ?? value).textContent ?? ''
  // among several nodes a document has no text, as in Java
  return nodesOf(value)
    ?.map(node => (node.nodeType === DOCUMENT ? '' : (node.textContent ?? '')))
    .join('')
}

function isAnyNumber(value: unknown): value is AnyNumber {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Number
}

function notANumber(reason: string): Error {
  return errors.KF_EXPR_CONVERTER({ reason }, { type: 'java.lang.NumberFormatException' })
}

function forInput(text: string): Error {
  return notANumber(`For input string: "${text}"`)
}

/** Whether a number is whole and an Integer or Long in Java's eyes: not a double. */
function isWhole(value: AnyNumber): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))
}

/** Whole numbers that are exact as a number. */
const PLAIN = /^[+-]?[0-9]{1,15}$/

/** Java's `Long.parseLong` and its siblings: digits with a sign, within the bits; other decimal digits than ASCII's count too. */
function parseWhole(text: string, bits: number): number | bigint {
  const usual = PLAIN.test(text) ? Number(text) : undefined
  // measured: 1 µs by way of bigints, 75 ns so
  if (usual !== undefined && usual >= -(2 ** (bits - 1)) && usual < 2 ** (bits - 1)) return usual + 0
  const plain = text.replaceAll(/\p{Nd}/gu, digit =>
    digit.length === 1 && digit >= '0' && digit <= '9' ? digit : String(digitValue(digit)),
  )
  if (!/^[+-]?\d+$/.test(plain)) throw forInput(text)
  const value = BigInt(plain.replace(/^\+/, ''))
  if (BigInt.asIntN(bits, value) !== value)
    throw bits < 32 && BigInt.asIntN(32, value) === value ? notANumber(`Value out of range. Value:"${text}" Radix:10`) : forInput(text)
  return small(value)
}

function digitValue(digit: string): number {
  let code = digit.codePointAt(0)!
  let value = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(code - 1)) && value < 9) {
    code--
    value++
  }
  return value
}

/** A number where it is exact, else a bigint. */
export function small(value: bigint): number | bigint {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value
}

/** Java's narrowing: whole numbers wrap, doubles first become int (long) by saturation. */
function narrow(value: AnyNumber, bits: number): number | bigint | null {
  if (bits >= 32 && typeof value === 'number' && (value | 0) === value) return value | 0
  if (isWhole(value)) return small(BigInt.asIntN(bits, BigInt(value)))
  const plain = Number(value)
  if (Number.isNaN(plain)) return null
  return small(BigInt.asIntN(bits, saturate(Math.trunc(plain), bits > 32 ? 64 : 32)))
}

function saturate(value: number, bits: number): bigint {
  const limit = 2n ** BigInt(bits - 1)
  if (!Number.isFinite(value)) return value > 0 ? limit - 1n : -limit
  const whole = BigInt(value)
  return whole >= limit ? limit - 1n : whole < -limit ? -limit : whole
}

/** A converter to a whole number of some bits. A primitive target leaves Integers and Longs as they are, as Camel does. */
export function wholeNumber(bits: number, primitive: boolean): Converter {
  return (value, exchange) => {
    if (isAnyNumber(value)) return primitive && isWhole(value) ? value : narrow(value, bits)
    const text = digits(value, exchange, bits >= 32)
    if (text !== undefined) return parseWhole(bits >= 32 && value instanceof JsonNode ? text.replace(/(?<=^-?\d+)\.\d+$/, '') : text, bits)
    return bits === 64 ? milliseconds(value) : NONE
  }
}

function milliseconds(value: unknown): unknown {
  if (value instanceof Date) return value.getTime()
  if (javaClassOf(value) === 'java.time.Duration') return (value as { amount: number }).amount
  return NONE
}

const JAVA_DOUBLE = /^[+-]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?)$/
const HEX_DOUBLE = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)[fFdD]?$/

/** Java's `Double.parseDouble`. */
export function parseDouble(text: string): number {
  const trimmed = text.replaceAll(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '')
  if (trimmed === '') throw notANumber('empty String')
  if (JAVA_DOUBLE.test(trimmed)) return Number(trimmed.replace(/[fFdD]$/, ''))
  const hex = HEX_DOUBLE.exec(trimmed)
  if (!hex || hex[2]! + hex[3]! === '') throw forInput(trimmed)
  return Number(`${hex[1]}1`) * Number.parseInt(hex[2]! + hex[3]!, 16) * 2 ** (Number(hex[4]) - 4 * hex[3]!.length)
}

/** A converter to a floating-point number. Of a float the shortest decimal is kept, so that it prints as in Java. */
export function floating(single: boolean, primitive: boolean): Converter {
  const make = (value: number) => double(single ? shortestFloat(value) : value)
  return (value, exchange) => {
    if (isAnyNumber(value)) return primitive && isWhole(value) ? value : make(Number(value))
    const text = digits(value, exchange, value instanceof JsonNode)
    return text === undefined ? NONE : make(parseDouble(text))
  }
}

function shortestFloat(value: number): number {
  const rounded = Math.fround(value)
  if (!Number.isFinite(rounded)) return rounded
  for (let precision = 1; precision < 9; precision++) {
    const candidate = Number(rounded.toPrecision(precision))
    if (Math.fround(candidate) === rounded) return candidate
  }
  return rounded
}

/** To `java.lang.Number`: a text with a point is a double, another a whole number. */
export const anyNumber: Converter = (value, exchange) => {
  if (isAnyNumber(value)) return value
  const text = digits(value, exchange, false)
  if (text === undefined) return NONE
  return text.includes('.') ? double(parseDouble(text)) : parseWhole(text, 64)
}

/** To `java.math.BigInteger`; what it cannot read becomes null instead of failing, as in Camel. */
export const bigInteger: Converter = value => {
  if (typeof value === 'string') return parseBigInteger(value)
  if (!isAnyNumber(value)) return null
  return isWhole(value) ? BigInt(value) : saturate(Math.trunc(Number(value)), 64)
}

function parseBigInteger(text: string): bigint {
  if (text === '') throw notANumber('Zero length BigInteger')
  if (!/^[+-]?\d+$/.test(text)) throw /\d-/.test(text) ? notANumber('Illegal embedded sign character') : forInput(text)
  return BigInt(text.replace(/^\+/, ''))
}

/** A JSON node is read as its text. */
function nodeBoolean(value: unknown): unknown {
  const text = String(value)
  return text === 'true' || text === 'false' ? text === 'true' : NONE
}

/** To boolean: only `true` and `false` in any case, and small whole numbers (greater than zero), are read. */
export function toBoolean(primitive: boolean): Converter {
  return (value, exchange) => {
    if (typeof value === 'boolean') return value
    if (!primitive && value instanceof JsonNode) return nodeBoolean(value.value)
    if (typeof value === 'number' && Number.isInteger(value) && isInt(value)) return value > 0
    const text = digits(value, exchange, false)?.toLowerCase()
    if (text === 'true' || text === 'false') return text === 'true'
    const nodes = isNode(value) ? [value] : nodesOf(value)
    if (!primitive) return nodes ? nodes.length > 0 : NONE
    throw errors.KF_EXPR_CONVERTER({ reason: `Cannot convert type: ${value instanceof Uint8Array ? '[B' : javaClassOf(value)} to boolean` })
  }
}

/** To a single character. A primitive target leaves whole numbers as they are, as Camel does. */
export function character(primitive: boolean): Converter {
  return (value, exchange) => {
    if (primitive && isAnyNumber(value) && isWhole(value)) return value
    const text = digits(value, exchange, false)
    if (text === undefined) return NONE
    if (text.length === 1) return text
    throw errors.KF_EXPR_CONVERTER({
      reason:
        value instanceof Uint8Array
          ? `byte[] must have exactly a length of 1: ${value.length}`
          : `String must have exactly a length of 1: ${text}`,
    })
  }
}

/** The bytes of a number, big-endian, in the size of its Java class. */
export function numberBytes(value: AnyNumber): Buffer {
  if (!isWhole(value)) {
    const bytes = Buffer.alloc(8)
    bytes.writeDoubleBE(Number(value))
    return bytes
  }
  const long = typeof value === 'bigint' || !isInt(value)
  const bytes = Buffer.alloc(long ? 8 : 4)
  if (long) bytes.writeBigInt64BE(BigInt.asIntN(64, BigInt(value)))
  else bytes.writeInt32BE(value as number)
  return bytes
}

export { Double, isAnyNumber }
