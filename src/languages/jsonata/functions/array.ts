import { append } from '../append.ts'
import { invoke } from '../call/apply.ts'
import { fault } from '../fault.ts'
import type { Frame } from '../frame.ts'
import { isArrayOfNumbers, isArrayOfStrings, toBoolean } from '../kinds.ts'
import { mergeSort } from '../merge-sort.ts'
import { define, defineHigherOrder } from './define.ts'
import { distinct } from './distinct.ts'
import { caller } from './higher-order.ts'
import { same } from './same.ts'

type Items = readonly unknown[] | undefined

function reverse(frame: Frame, items: Items): unknown {
  if (items === undefined) return undefined
  return items.length <= 1 ? same(frame, items) : items.toReversed()
}

function shuffle(frame: Frame, items: Items): unknown {
  if (items === undefined) return undefined
  if (items.length <= 1) return same(frame, items)
  const result = [...items]
  for (let index = result.length - 1; index > 0; index--) {
    const other = Math.floor(Math.random() * (index + 1))
    ;[result[index], result[other]] = [result[other], result[index]]
  }
  return result
}

function sort(frame: Frame, items: Items, comparator: unknown): unknown {
  if (items === undefined) return undefined
  if (items.length <= 1) return same(frame, items)
  if (comparator === undefined) return sortPlain(items)
  return mergeSort(items, (left, right) => {
    frame.run.tick()
    return Boolean(invoke(comparator, [left, right], frame))
  })
}

function sortPlain(items: readonly unknown[]): unknown[] {
  if (isArrayOfNumbers(items)) return [...items].sort((left, right) => left - right)
  if (isArrayOfStrings(items)) return [...items].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0))
  throw fault('D3070', { index: 1 })
}

function zip(_frame: Frame, ...arrays: readonly unknown[]): unknown[] {
  const length = Math.min(...arrays.map(each => (Array.isArray(each) ? each.length : 0)))
  if (!Number.isFinite(length)) return []
  return Array.from({ length }, (_, index) => arrays.map(each => (each as unknown[])[index]))
}

function single(frame: Frame, items: Items, predicate: unknown): unknown {
  if (items === undefined) return undefined
  const found = predicate === undefined ? items.map((_, index) => index) : matching(frame, items, predicate)
  if (found.length > 1) throw fault('D3138', { index: found[1]! })
  if (found.length === 0) throw fault('D3139')
  return items[found[0]!]
}

function matching(frame: Frame, items: readonly unknown[], predicate: unknown): number[] {
  const call = caller(predicate)
  const found: number[] = []
  for (let index = 0; index < items.length && found.length < 2; index++) {
    if (toBoolean(call(frame, items[index], index, items))) found.push(index)
  }
  return found
}

/** Functions of arrays. */
export const arrayFunctions = [
  define('append', '<xx:a>', 2, (frame: Frame, left: unknown, right: unknown) => append(left, right, frame.run)),
  define('reverse', '<a:a>', 1, reverse),
  define('shuffle', '<a:a>', 1, shuffle),
  define('zip', '<a+>', 0, zip),
  define('distinct', '<x:x>', 1, distinct),
  defineHigherOrder('sort', '<af?:a>', 2, sort),
  defineHigherOrder('single', '<af?>', 2, single),
]
