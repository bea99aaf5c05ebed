import { isMap, isNumber, MapEntry, mapEntries, mapGet } from '../../core/values.ts'

/** `equals` of Java: by value, deep, and strict about the kinds of numbers (`1` is not `1.0`). */
export function javaEquals(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false
  if (isNumber(a) || isNumber(b)) return a instanceof Number && b instanceof Number && Object.is(Number(a), Number(b))
  if (a instanceof Date) return b instanceof Date && a.getTime() === b.getTime()
  if (a instanceof Uint8Array) return b instanceof Uint8Array && Buffer.compare(a, b) === 0
  if (Array.isArray(a)) return Array.isArray(b) && listsEqual(a, b)
  if (a instanceof Set) return b instanceof Set && a.size === b.size && [...a].every(each => includes(b, each))
  if (a instanceof MapEntry) return b instanceof MapEntry && a.key === b.key && javaEquals(a.value, b.value)
  return isMap(a) && isMap(b) && mapsEqual(a, b)
}

/** Whether a collection has an element that equals the value. */
export function includes(collection: Iterable<unknown>, value: unknown): boolean {
  for (const each of collection) if (javaEquals(each ?? null, value ?? null)) return true
  return false
}

function listsEqual(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, i) => javaEquals(each ?? null, b[i] ?? null))
}

type AnyMap = Parameters<typeof mapEntries>[0]

function mapsEqual(a: AnyMap, b: AnyMap): boolean {
  const entries = mapEntries(a)
  return entries.length === mapEntries(b).length && entries.every(([key, value]) => javaEquals(value ?? null, mapGet(b, key) ?? null))
}
