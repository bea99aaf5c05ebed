import { append } from '../append.ts'
import type { Group } from '../ast.ts'
import { type Fault, fault } from '../fault.ts'
import { Frame } from '../frame.ts'
import { setOwn } from '../kinds.ts'
import { type Evaluate, Sequence, type Tuple, TupleStream } from '../values.ts'
import type { Scope } from './scope.ts'

/** Groups the items of a value (one item unless it is an array or a sequence) into an object. */
export type Grouping = (value: unknown, frame: Frame) => unknown

/** A key's items so far, and which pair made it. */
interface Entry {
  data: unknown
  readonly pair: number
}

interface Pairs {
  readonly keys: readonly Evaluate[]
  readonly values: readonly Evaluate[]
  readonly position: number | undefined
}

const RESERVED = new Set(['_jsonata_lambda', '_jsonata_function'])

/** `value{key: value, …}`, or `{…}` as an object constructor: items with the same key are grouped, then each group's value is evaluated. */
export function compileGroup(group: Group, scope: Scope, plain = false): Grouping {
  const pairs: Pairs = {
    keys: group.lhs.map(([key]) => scope.compile(key, true)),
    values: group.lhs.map(([, value]) => scope.compile(value, plain)),
    position: group.position,
  }
  const literal = literalObject(group, pairs)
  const grouping: Grouping = (value, frame) => {
    if (value instanceof TupleStream) return groupTuples(value.tuples, pairs, frame)
    const items = value instanceof Sequence ? value.items : Array.isArray(value) ? value : [value]
    return groupItems(items.length === 0 ? [undefined] : items, pairs, frame)
  }
  return literal === undefined ? grouping : (value, frame) => (isSingle(value) ? literal(value, frame) : grouping(value, frame))
}

function isSingle(value: unknown): boolean {
  return typeof value !== 'object' || value === null || !(Array.isArray(value) || value instanceof Sequence || value instanceof TupleStream)
}

/** With literal keys, all different, and one item there is nothing to group. */
function literalObject(group: Group, { values }: Pairs): Evaluate | undefined {
  const keys = group.lhs.map(([key]) =>
    key.type === 'string' && key.predicate === undefined && key.group === undefined ? (key.value as string) : undefined,
  )
  if (new Set(keys).size !== keys.length || keys.some(key => key === undefined || key === '__proto__' || RESERVED.has(key)))
    return undefined
  return (input, frame) => {
    const result: Record<string, unknown> = {}
    for (let index = 0; index < values.length; index++) {
      const value = values[index]!(input, frame)
      if (value !== undefined) result[keys[index]!] = value
    }
    return result
  }
}

function groupItems(items: readonly unknown[], pairs: Pairs, frame: Frame): Record<string, unknown> {
  const entries = new Map<string, Entry & { list: unknown[] | undefined }>()
  for (const item of items) {
    frame.run.tick()
    for (let pair = 0; pair < pairs.keys.length; pair++) {
      const key = checkKey(pairs.keys[pair]!(item, frame), pairs)
      if (key === undefined) continue
      const entry = entries.get(key)
      if (entry === undefined) entries.set(key, { data: item, pair, list: undefined })
      else addItem(checkPair(entry, pair, key, pairs), item, frame)
    }
  }
  const result: Record<string, unknown> = {}
  for (const [key, entry] of entries) setValue(result, key, pairs.values[entry.pair]!(entry.data, frame))
  return result
}

/** As `append`, but an array that this entry has made itself is added to instead of being copied every time. */
function addItem(entry: Entry & { list: unknown[] | undefined }, item: unknown, frame: Frame): void {
  if (item === undefined) return
  if (entry.list === undefined) {
    const joined = append(entry.data, item, frame.run)
    entry.list = entry.data === undefined ? undefined : (joined as unknown[])
    entry.data = joined
  } else if (Array.isArray(item)) for (const each of item) entry.list.push(each)
  else entry.list.push(item)
}

function checkKey(key: unknown, pairs: Pairs): string | undefined {
  if (key === undefined) return undefined
  if (typeof key !== 'string') throw faultAt('T1003', key, pairs)
  if (RESERVED.has(key)) throw faultAt('D1013', key, pairs)
  return key
}

function checkPair<E extends Entry>(entry: E, pair: number, key: string, pairs: Pairs): E {
  if (entry.pair !== pair) throw faultAt('D1009', key, pairs)
  return entry
}

function faultAt(code: string, value: unknown, pairs: Pairs): Fault {
  return fault(code, { value, position: pairs.position })
}

function setValue(result: Record<string, unknown>, key: string, value: unknown): void {
  if (value !== undefined) setOwn(result, key, value)
}

function groupTuples(tuples: readonly Tuple[], pairs: Pairs, frame: Frame): Record<string, unknown> {
  const entries = new Map<string, { readonly pair: number; readonly tuples: Tuple[] }>()
  for (const tuple of tuples) {
    frame.run.tick()
    for (let pair = 0; pair < pairs.keys.length; pair++) {
      const key = checkKey(pairs.keys[pair]!(tuple.item, frameOf(tuple, frame)), pairs)
      if (key === undefined) continue
      const entry = entries.get(key)
      if (entry === undefined) entries.set(key, { pair, tuples: [tuple] })
      else if (entry.pair !== pair) throw faultAt('D1009', key, pairs)
      else entry.tuples.push(tuple)
    }
  }
  const result: Record<string, unknown> = {}
  for (const [key, entry] of entries) setValue(result, key, evaluateTuples(entry.tuples, pairs.values[entry.pair]!, frame))
  return result
}

function evaluateTuples(tuples: readonly Tuple[], value: Evaluate, frame: Frame): unknown {
  const joined = tuples.reduce((one, other) => joinTuples(one, other, frame))
  return value(joined.item, frameOf(joined, frame))
}

/** Items and bindings of two tuples, joined one by one. */
function joinTuples(one: Tuple, other: Tuple, frame: Frame): Tuple {
  const join = (left: unknown, right: unknown) => append(left, right, frame.run)
  let result = one.withItem(join(one.item, other.item))
  for (const [index, name] of other.names.entries()) result = result.with(name, join(one.value(name), other.values[index]))
  return result
}

function frameOf(tuple: Tuple, frame: Frame): Frame {
  return new Frame(frame, frame.run, tuple.names, tuple.values)
}
