import { mapEntries } from '../../../core/values.ts'
import type { Frame } from '../frame.ts'
import { type Data, isDeepEqual, isRecord, unboxed } from '../kinds.ts'
import { Sequence } from '../values.ts'
import { same } from './same.ts'

/** `$distinct`: the first of all equal items, in order. */
export function distinct(frame: Frame, items: unknown): unknown {
  if (!Array.isArray(items)) return items
  if (items.length <= 1) return same(frame, items)
  const results = distinctItems(frame, items)
  return frame.run.isSequence(items) ? new Sequence(results) : results
}

/** Plain values are told apart by a set; arrays and objects are compared with those of the same key only. */
function distinctItems(frame: Frame, items: readonly unknown[]): unknown[] {
  const seen = new Set<unknown>()
  const compound = new Map<string, unknown[]>()
  return items.filter(item => {
    frame.run.tick()
    const plain = unboxed(item)
    return typeof plain === 'object' && plain !== null ? isNewCompound(plain, compound) : isNew(plain, seen)
  })
}

function isNew(item: unknown, seen: Set<unknown>): boolean {
  if (seen.has(item) && !Number.isNaN(item)) return false
  seen.add(item)
  return true
}

function isNewCompound(item: object, compound: Map<string, unknown[]>): boolean {
  const key = keyOf(item)
  const alike = compound.get(key)
  if (alike === undefined) compound.set(key, [item])
  else if (alike.some(each => isDeepEqual(item, each))) return false
  else alike.push(item)
  return true
}

/** A text that is the same for equal values. */
function keyOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(keyOf).join()}]`
  const plain = unboxed(value)
  if (!isRecord(plain)) return typeof plain === 'string' ? JSON.stringify(plain) : String(typeof plain === 'object' ? null : plain)
  const entries = mapEntries(plain as Data).map(([key, inner]) => `${JSON.stringify(key)}:${keyOf(inner)}`)
  return `{${entries.sort().join()}}`
}
