import { mapEntries } from '../../core/values.ts'
import { Callable } from './call/callable.ts'
import { fault } from './fault.ts'

/** A boxed or big number as a plain one, a date as its milliseconds; other values as they are. */
export function unboxed(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  return value instanceof Number || value instanceof Date ? value.valueOf() : value
}

/** Whether a value is a number other than NaN. Throws D1001 for an infinite one. */
export function isNumeric(value: unknown): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false
  if (!Number.isFinite(value)) throw fault('D1001', { value })
  return true
}

/** An object as data: a plain one, or a `Map` where the order of its keys matters. */
export type Data = Record<string, unknown> | Map<string, unknown>

/** Whether a value is an object that has properties: no array, no function, not null. */
export function isRecord(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Callable)
}

export function isFunction(value: unknown): boolean {
  return typeof value === 'function' || value instanceof Callable
}

export function isArrayOfNumbers(values: unknown): values is number[] {
  return Array.isArray(values) && values.every(isNumeric)
}

export function isArrayOfStrings(values: unknown): values is string[] {
  return Array.isArray(values) && values.every(value => typeof value === 'string')
}

/** Sets a property as JSON would: `__proto__` is a name like any other. */
export function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
  else target[key] = value
}

/** JSONata's boolean of a value; nothing stays nothing. */
export function toBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean' || value === undefined) return value
  if (typeof value === 'string') return value.length > 0
  if (Array.isArray(value)) return value.length === 1 ? toBoolean(value[0]) : value.some(item => toBoolean(item) === true)
  const plain = unboxed(value)
  if (isNumeric(plain)) return plain !== 0
  return isRecord(plain) && mapEntries(plain).length > 0
}

/** Whether two values are equal, arrays and objects by what they hold. */
export function isDeepEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true
  const one = unboxed(left)
  const other = unboxed(right)
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  if (Array.isArray(one) || Array.isArray(other)) return Array.isArray(one) && Array.isArray(other) && equalArrays(one, other)
  return equalRecords(mapEntries(one as Data), mapEntries(other as Data))
}

function equalArrays(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => isDeepEqual(item, other[index]))
}

function equalRecords(one: [string, unknown][], other: [string, unknown][]): boolean {
  if (one.length !== other.length) return false
  const values = new Map(other)
  return one.every(([key, value]) => values.has(key) && isDeepEqual(value, values.get(key)))
}

/** The characters of a text by code point. */
export function charactersOf(text: string): string[] {
  return Array.from(text)
}
