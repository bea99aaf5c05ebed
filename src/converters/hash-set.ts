import { hashCapacity, hashCode, inHashOrder } from '../core/java-hash.ts'
import { isMap, mapEntries } from '../core/values.ts'
import { isInt } from './java-class.ts'

/** `hashCode()` of the values that JSON has; `undefined` where it is an accident of the JVM, or not known here. */
function hashOf(value: unknown): number | undefined {
  if (value === null || value === undefined) return 0
  if (typeof value === 'string') return hashCode(value)
  if (typeof value === 'boolean') return value ? 1231 : 1237
  if (typeof value === 'bigint') return hashOfLong(value)
  if (typeof value === 'number' && Number.isInteger(value)) return isInt(value) ? value : hashOfLong(BigInt(value))
  if (typeof value === 'number' || value instanceof Number) return hashOfDouble(Number(value))
  if (Array.isArray(value)) return hashOfList(value)
  return isMap(value) ? hashOfMap(value) : undefined
}

function hashOfList(items: readonly unknown[]): number | undefined {
  let sum = 1
  for (const item of items) {
    const hash = hashOf(item)
    if (hash === undefined) return undefined
    sum = (Math.imul(31, sum) + hash) | 0
  }
  return sum
}

function hashOfMap(map: Parameters<typeof mapEntries>[0]): number | undefined {
  let sum = 0
  for (const [key, value] of mapEntries(map)) {
    const hash = hashOf(value)
    if (hash === undefined) return undefined
    sum = (sum + (hashOf(key)! ^ hash)) | 0
  }
  return sum
}

function hashOfLong(value: bigint): number {
  const bits = BigInt.asUintN(64, value)
  return Number(BigInt.asIntN(32, bits ^ (bits >> 32n)))
}

function hashOfDouble(value: number): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  return view.getInt32(0) ^ view.getInt32(4)
}

/** Items in the order in which a `HashSet` of Java gives them that was made for so many; as they are where that is not known. */
export function inSetOrder(items: readonly unknown[], room = items.length): unknown[] {
  const hashed = items.map(item => ({ item, hash: hashOf(item) }))
  if (hashed.some(({ hash }) => hash === undefined)) return [...items]
  return inHashOrder(hashed, hashCapacity(room), ({ hash }) => hash!).map(({ item }) => item)
}
