import type { Node, Stage } from '../ast.ts'
import { Frame } from '../frame.ts'
import { isArrayOfNumbers, isNumeric, toBoolean, unboxed } from '../kinds.ts'
import { type Evaluate, Sequence, type Tuple, TupleStream } from '../values.ts'
import type { Scope } from './scope.ts'

/** A predicate applied to a value (one item unless it is an array or a sequence). */
export type Filter = (value: unknown, frame: Frame) => unknown

/** The predicates behind a node, one after the other. */
export function withFilters(core: Evaluate, stages: readonly Stage[], scope: Scope): Evaluate {
  const filters = stages.map(stage => compileFilter(stage.expr, scope))
  return (input, frame) => {
    let value = core(input, frame)
    for (let index = 0; index < filters.length; index++) value = filters[index]!(value, frame)
    return value
  }
}

/** `[n]` or `[condition]`. */
export function compileFilter(node: Node, scope: Scope): Filter {
  if (node.type === 'number') return pickAt(Math.floor(node.value as number))
  const test = scope.compile(node, true)
  return (value, frame) => {
    if (Array.isArray(value)) return new Sequence(select(value, test, frame))
    if (value instanceof Sequence) return new Sequence(select(value.items, test, frame))
    if (value instanceof TupleStream) return new TupleStream(selectTuples(value.tuples, test, frame))
    return repeated(value, selects(test(value, frame), 0, 1))
  }
}

function repeated(value: unknown, times: number): unknown {
  if (times === 0 || (times === 1 && value !== undefined)) return times === 0 ? undefined : value
  return new Sequence(new Array<unknown>(times).fill(value))
}

function pickAt(at: number): Filter {
  return value => {
    if (value instanceof TupleStream) return new TupleStream(itemAt(value.tuples, at))
    const items = Array.isArray(value) ? value : value instanceof Sequence ? value.items : undefined
    if (items !== undefined) return items[at < 0 ? items.length + at : at]
    return at === 0 || at === -1 ? value : undefined
  }
}

function itemAt(tuples: readonly Tuple[], at: number): Tuple[] {
  const tuple = tuples.at(at)
  return tuple === undefined ? [] : [tuple]
}

function select(items: readonly unknown[], test: Evaluate, frame: Frame): unknown[] {
  const run = frame.run
  const selected: unknown[] = []
  for (let index = 0; index < items.length; index++) {
    run.tick()
    const item = items[index]
    const result = test(item, frame)
    if (result === true) selected.push(item)
    else if (result !== false && result !== undefined)
      for (let times = selects(result, index, items.length); times > 0; times--) selected.push(item)
  }
  return selected
}

function selectTuples(tuples: readonly Tuple[], test: Evaluate, frame: Frame): Tuple[] {
  return tuples.flatMap((tuple, index) => {
    frame.run.tick()
    const result = test(tuple.item, new Frame(frame, frame.run, tuple.names, tuple.values))
    return new Array<Tuple>(selects(result, index, tuples.length)).fill(tuple)
  })
}

/** How often a predicate's result selects the item at `index`: numbers are places, everything else counts as true or false. */
function selects(result: unknown, index: number, length: number): number {
  if (typeof result === 'boolean') return result ? 1 : 0
  const plain = unboxed(result)
  if (isNumeric(plain)) return placeOf(plain, length) === index ? 1 : 0
  if (isArrayOfNumbers(plain)) return plain.filter(each => placeOf(each, length) === index).length
  return toBoolean(plain) ? 1 : 0
}

function placeOf(value: number, length: number): number {
  const place = Math.floor(value)
  return place < 0 ? length + place : place
}
