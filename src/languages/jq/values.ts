import { jsonString } from '../../converters/index.ts'
import { double, doubleText, isMap, isNumber, mapEntries } from '../../core/values.ts'

/** Where an error comes from: the program's own `error`, values of a wrong kind, or anything else. */
export type FaultKind = 'query' | 'user' | 'type' | 'input' | 'undefined'

/** An error of a jq program: `try` catches it, `catch` sees the value. */
export class JqFault {
  readonly value: unknown
  readonly kind: FaultKind

  constructor(value: unknown, kind: FaultKind = 'query') {
    this.value = value
    this.kind = kind
  }
}

export function fault(reason: string): JqFault {
  return new JqFault(reason)
}

/** An operation on a value of a wrong kind. */
export function typeFault(reason: string): JqFault {
  return new JqFault(reason, 'type')
}

/** A function that is called on a value of a wrong kind. */
export function inputFault(name: string, value: unknown, ...expected: readonly string[]): JqFault {
  return new JqFault(`${name} is not applicable to ${typeOf(value).toUpperCase()}; expected one of [${expected.join(', ')}]`, 'input')
}

export function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (isNumber(value)) return 'number'
  return Array.isArray(value) ? 'array' : isMap(value) ? 'object' : typeof value
}

/** A number as jq makes it: whole where it is whole. */
export function numeric(value: number): unknown {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? (value === 0 ? 0 : value) : double(value)
}

export function isTruthy(value: unknown): boolean {
  return value !== null && value !== undefined && value !== false
}

/** JSON as jq writes it: whole doubles without `.0`. */
export function toJson(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return jsonString(value, true)
  if (isNumber(value)) return numberText(value)
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`
  if (isMap(value))
    return `{${mapEntries(value)
      .map(([key, each]) => `${jsonString(key, true)}:${toJson(each)}`)
      .join(',')}}`
  return String(value)
}

function numberText(value: number | bigint | Number): string {
  const plain = Number(value)
  if (typeof value === 'bigint' || !Number.isFinite(plain))
    return typeof value === 'bigint'
      ? String(value)
      : Number.isNaN(plain)
        ? 'null'
        : plain > 0
          ? '1.7976931348623157e+308'
          : '-1.7976931348623157e+308'
  return Number.isInteger(plain) && Math.abs(plain) < 1e17 ? String(plain) : doubleText(plain)
}

export function toJqText(value: unknown): string {
  return typeof value === 'string' ? value : toJson(value)
}

const ORDER = ['null', 'boolean', 'number', 'string', 'array', 'object']

/** jq's order: null, false, true, numbers, texts, arrays, objects. */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number' && !Number.isNaN(a - b)) return a - b
  const kinds = ORDER.indexOf(typeOf(a)) - ORDER.indexOf(typeOf(b))
  if (kinds !== 0) return kinds
  if (Array.isArray(a)) return compareLists(a, b as unknown[])
  if (isMap(a)) return compareMaps(a, b as Record<string, unknown>)
  // not-a-number is less than anything, itself too
  if (isNumber(a)) return Number.isNaN(Number(a)) ? -1 : Number.isNaN(Number(b)) ? 1 : Number(a) - Number(b)
  if (typeof a === 'string') return a < (b as string) ? -1 : a > (b as string) ? 1 : 0
  return Number(a) - Number(b)
}

function compareLists(a: readonly unknown[], b: readonly unknown[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compareValues(a[i], b[i])
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compareMaps(a: Record<string, unknown> | Map<unknown, unknown>, b: Record<string, unknown> | Map<unknown, unknown>): number {
  const [left, right] = [new Map(mapEntries(a)), new Map(mapEntries(b))]
  const [leftKeys, rightKeys] = [[...left.keys()].sort(), [...right.keys()].sort()]
  const keys = compareLists(leftKeys, rightKeys)
  if (keys !== 0) return keys
  return compareLists(
    leftKeys.map(key => left.get(key)),
    leftKeys.map(key => right.get(key)),
  )
}

const LONGEST = 14

/** A value in messages, cut where it is long. */
export function describe(value: unknown): string {
  const json = toJson(value)
  return `${typeOf(value)} (${json.length > LONGEST ? `${json.slice(0, LONGEST - 3)}...` : json})`
}

/** An object of entries; a Map where JavaScript would reorder its keys. */
export function objectOf(entries: readonly (readonly [string, unknown])[]): unknown {
  return entries.some(([key]) => /^(?:0|[1-9]\d*|__proto__)$/.test(key)) ? new Map(entries) : Object.fromEntries(entries)
}
