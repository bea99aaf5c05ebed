import { javaText, typeName } from '../../converters/index.ts'
import { errors } from '../../core/errors.ts'
import { isNumber } from '../../core/values.ts'

/** Java's natural order: null first, then by value; values of different classes cannot be compared (also integers and decimals). */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (a === null || a === undefined) return -1
  if (b === null || b === undefined) return 1
  if (!isComparable(a)) return order(typeName(a), typeName(b)) || order(javaText(a), javaText(b))
  if (typeName(a) !== typeName(b)) throw notComparable(b, a)
  if (isNumber(a) && isNumber(b)) return order(a.valueOf(), b.valueOf())
  return order(comparable(a), comparable(b))
}

function isComparable(value: unknown): boolean {
  return isNumber(value) || typeof value === 'string' || typeof value === 'boolean' || value instanceof Date
}

function comparable(value: unknown): string | number {
  return typeof value === 'string' ? value : Number(value)
}

function order<T extends string | number | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function notComparable(value: unknown, other: unknown): Error {
  return errors.KF_RUN_ILLEGAL_ARGUMENT(
    { reason: `class ${typeName(value)} cannot be cast to class ${typeName(other)}` },
    { type: 'java.lang.ClassCastException' },
  )
}
