import { invoke } from '../call/apply.ts'
import { arityOf } from '../call/callable.ts'
import { fault } from '../fault.ts'
import type { Frame } from '../frame.ts'
import { toBoolean } from '../kinds.ts'
import { Sequence } from '../values.ts'
import { defineHigherOrder } from './define.ts'

type Items = readonly unknown[] | undefined

/** A call of a function with as many of value, key and whole as it can use. */
export function caller(target: unknown): (frame: Frame, value: unknown, key: unknown, whole: unknown) => unknown {
  const arity = arityOf(target)
  if (arity >= 3) return (frame, value, key, whole) => invoke(target, [value, key, whole], frame)
  if (arity === 2) return (frame, value, key) => invoke(target, [value, key], frame)
  return (frame, value) => invoke(target, [value], frame)
}

function map(frame: Frame, items: Items, target: unknown): unknown {
  if (items === undefined) return undefined
  const call = caller(target)
  const results: unknown[] = []
  for (let index = 0; index < items.length; index++) {
    frame.run.tick()
    const result = call(frame, items[index], index, items)
    if (result !== undefined) results.push(result)
  }
  return new Sequence(results)
}

function filter(frame: Frame, items: Items, target: unknown): unknown {
  if (items === undefined) return undefined
  const call = caller(target)
  const results: unknown[] = []
  for (let index = 0; index < items.length; index++) {
    frame.run.tick()
    if (toBoolean(call(frame, items[index], index, items))) results.push(items[index])
  }
  return new Sequence(results)
}

function reduce(frame: Frame, items: Items, target: unknown, initial: unknown): unknown {
  if (items === undefined) return undefined
  const arity = arityOf(target)
  if (arity < 2) throw fault('D3050', { index: 1 })
  const startsWithFirst = initial === undefined && items.length > 0
  let result = startsWithFirst ? items[0] : initial
  for (let index = startsWithFirst ? 1 : 0; index < items.length; index++) {
    frame.run.tick()
    result = invoke(target, [result, items[index], index, items].slice(0, Math.max(2, Math.min(arity, 4))), frame)
  }
  return result
}

/** `$map`, `$filter`, `$reduce`; those of objects (`$each`, `$sift`) are among the functions of objects. */
export const higherOrderFunctions = [
  defineHigherOrder('map', '<af>', 2, map),
  defineHigherOrder('filter', '<af>', 2, filter),
  defineHigherOrder('reduce', '<afj?:j>', 3, reduce),
]
