import { javaType } from '../../converters/index.ts'
import { javaClassOf } from '../../converters/java-class.ts'
import type { Exchange } from '../../core/exchange.ts'
import { isByteSource } from '../../core/stream-body.ts'
import { isNumber, JsonNode } from '../../core/values.ts'
import { textOf, tryConvert } from './evaluate.ts'
import { failure, noCast } from './failure.ts'
import { iterate } from './iterate.ts'
import { includes, javaEquals } from './java-equals.ts'
import { isDecimalNumber, isWholeNumber } from './java-text.ts'
import { JavaClass } from './java-types.ts'

/** Whether two values are equal as `==` (or `=~`) of simple sees them; nothing equals only nothing. */
export function equalValues(left: unknown, right: unknown, exchange: Exchange, ignoreCase = false): boolean {
  if (left === null || left === undefined || right === null || right === undefined) return (left ?? null) === (right ?? null)
  if (typeof left === 'string' && typeof right === 'string') return equalTexts(left, right, ignoreCase)
  if (typeof left === 'string' || typeof right === 'string') {
    const known = equalToText(left, right)
    if (known !== undefined) return known
  }
  return equalConverted(left, right, exchange, ignoreCase)
}

function equalTexts(left: string, right: string, ignoreCase: boolean): boolean {
  if (isWholeNumber(left) && isWholeNumber(right)) return toLong(left) === toLong(right)
  return left === right || (ignoreCase && fold(left) === fold(right))
}

/** Text is folded per character, up and then down, as `compareToIgnoreCase` does. */
function fold(text: string): string {
  return text.toUpperCase().toLowerCase()
}

function toLong(text: string): bigint {
  const value = BigInt(text)
  if (BigInt.asIntN(64, value) !== value) throw badNumber(text)
  return value
}

function toInt(text: string, like: number | bigint): bigint {
  const value = toLong(text)
  if (BigInt.asIntN(32, BigInt(like)) === BigInt(like) && BigInt.asIntN(32, value) !== value) throw badNumber(text)
  return value
}

function badNumber(text: string): Error {
  return failure('NumberFormat', `For input string: "${text}"`)
}

function isWhole(value: unknown): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))
}

function isDouble(value: unknown): value is number {
  return value instanceof Number || (typeof value === 'number' && !Number.isInteger(value))
}

function isTrueText(text: string): boolean {
  return text.toLowerCase() === 'true'
}

/** One side is text: compared as the other side's type, where the text looks like it. */
function equalToText(left: unknown, right: unknown): boolean | undefined {
  const [text, other] = typeof left === 'string' ? [left, right] : [right as string, left]
  if (isWhole(other) && isWholeNumber(text)) return toInt(text, other) === BigInt(other)
  if (typeof other === 'boolean') return isTrueText(text) === other
  if (other instanceof JavaClass) return (javaType(text)?.name ?? text) === other.name
  if (typeof left === 'string' && isDouble(other) && isDecimalNumber(text)) return Object.is(Number(text), Number(other))
  return undefined
}

function equalConverted(left: unknown, right: unknown, exchange: Exchange, ignoreCase: boolean): boolean {
  if (equal(left, right, ignoreCase)) return true
  const [leftClass, rightClass] = [javaClassOf(left), javaClassOf(right)]
  if (leftClass === rightClass) return false
  if (equal(tried(left, rightClass, exchange), right, ignoreCase)) return true
  return equal(left, tried(right, leftClass, exchange), ignoreCase)
}

/** A value in the other's class. A JSON node that is no text has none here: Camel's converter would need the exchange. */
function tried(value: unknown, type: string, exchange: Exchange): unknown {
  const isLost = type === 'java.lang.String' && value instanceof JsonNode && typeof value.value !== 'string'
  return isLost ? null : tryConvert(value, type, exchange)
}

function equal(left: unknown, right: unknown, ignoreCase: boolean): boolean {
  if (ignoreCase && typeof left === 'string' && typeof right === 'string') return fold(left) === fold(right)
  return javaEquals(left, right)
}

/** The order of two values, neither of them nothing: negative, zero or positive. */
export function compareValues(left: unknown, right: unknown, exchange: Exchange): number {
  return (
    compareLike(left, right) ??
    compareAs('java.lang.Long', left, right, exchange) ??
    compareAs('java.lang.Double', left, right, exchange) ??
    (typeof right === 'string' ? -compareValues(right, left, exchange) : compareConverted(left, right, exchange))
  )
}

/** Two values of one kind, or text that looks like the other side's kind. */
function compareLike(left: unknown, right: unknown): number | undefined {
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right)
  if (isWhole(left) && isWhole(right)) return order(left, right)
  if (isDouble(left) && isDouble(right)) return compareDoubles(Number(left), Number(right))
  if (typeof left === 'string') return compareText(left, right)
  if (typeof right !== 'string') return undefined
  const turned = isDouble(left) ? undefined : compareText(right, left)
  return turned === undefined ? undefined : -turned
}

function compareText(text: string, other: unknown): number | undefined {
  if (isWhole(other) && isWholeNumber(text)) return order(toInt(text, other), BigInt(other))
  if (isDouble(other) && isDecimalNumber(text)) return compareDoubles(Number(text), Number(other))
  return typeof other === 'boolean' ? Number(isTrueText(text)) - Number(other) : undefined
}

function compareTexts(left: string, right: string): number {
  if (isWholeNumber(left) && isWholeNumber(right)) return order(toLong(left), toLong(right))
  if (isDecimalNumber(left) && isDecimalNumber(right)) return compareDoubles(Number(left), Number(right))
  return order(left, right)
}

function order<T extends string | number | bigint>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/** `Double.compare`: NaN is greater than all, and `-0.0` less than `0.0`. */
function compareDoubles(left: number, right: number): number {
  if (left === right) return left === 0 ? Number(Object.is(right, -0)) - Number(Object.is(left, -0)) : 0
  if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right))
  return left < right ? -1 : 1
}

function compareAs(type: string, left: unknown, right: unknown, exchange: Exchange): number | undefined {
  const first = tryConvert(left, type, exchange)
  const second = first === null ? null : tryConvert(right, type, exchange)
  if (!isNumber(first) || !isNumber(second)) return undefined
  return typeof first === 'bigint' || typeof second === 'bigint'
    ? order(first as bigint, second as bigint)
    : compareDoubles(Number(first), Number(second))
}

function isComparable(value: unknown): boolean {
  return typeof value !== 'object' || value instanceof Number || value instanceof Date
}

function compareConverted(left: unknown, right: unknown, exchange: Exchange): number {
  if (isComparable(right)) {
    const value = tryConvert(left, javaClassOf(right), exchange)
    if (value !== null) return -compareSame(right, value)
  }
  if (isComparable(left)) {
    const value = tryConvert(right, javaClassOf(left), exchange)
    if (value !== null) return compareSame(left, value)
  }
  return left === right ? 0 : compareClasses(left, right)
}

/** `compareTo` of Java, for two values of one kind. */
export function compareSame(left: unknown, right: unknown): number {
  if (left instanceof Date && right instanceof Date) return order(left.getTime(), right.getTime())
  if (isDouble(left) && isDouble(right)) return compareDoubles(Number(left), Number(right))
  if (isWhole(left) && isWhole(right)) return order(left, right)
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right)
  if (typeof left === 'string' && typeof right === 'string') return order(left, right)
  const [from, to] = [javaClassOf(right), javaClassOf(left)]
  if (!isComparable(left)) throw failure('ClassCast', noCast(to, 'java.lang.Comparable'))
  throw failure('ClassCast', noCast(from, to))
}

function compareClasses(left: unknown, right: unknown): number {
  if (isComparable(left)) return compareSame(left, right)
  return order(javaClassOf(left), javaClassOf(right))
}

/** Whether text holds a text, or a collection an element; `=` and case as for `~~`. Neither is nothing. */
export function containsValue(container: unknown, value: unknown, exchange: Exchange, ignoreCase = false): boolean {
  const content = container instanceof Uint8Array || isByteSource(container) ? textOf(container, exchange) : container
  if (Array.isArray(content) || content instanceof Set) return ignoreCase ? anyHolds(content, value, exchange) : includes(content, value)
  const text = typeof content === 'string' ? textOf(value, exchange) : null
  if (text !== null) return ignoreCase ? (content as string).toLowerCase().includes(text.toLowerCase()) : (content as string).includes(text)
  for (const each of iterate(content)) if (equalValues(value, each, exchange, ignoreCase)) return true
  return false
}

function anyHolds(items: Iterable<unknown>, value: unknown, exchange: Exchange): boolean {
  const wanted = (textOf(value, exchange) ?? 'null').toLowerCase()
  for (const each of items) {
    if (each === null || each === undefined) throw failure('NullPointer', 'Cannot invoke "Object.toString()" because "c" is null')
    if ((textOf(each, exchange) ?? '').toLowerCase().includes(wanted)) return true
  }
  return false
}
