import type { Node } from '../ast.ts'
import { fault } from '../fault.ts'
import { Frame } from '../frame.ts'
import { unboxed } from '../kinds.ts'
import { mergeSort } from '../merge-sort.ts'
import { type Evaluate, Sequence, type Tuple } from '../values.ts'
import { compileFilter, type Filter } from './filter.ts'
import type { Scope } from './scope.ts'

interface Term {
  readonly evaluate: Evaluate
  readonly descending: boolean
}

/** An item with the keys that it is sorted by, each evaluated when it is first needed. */
interface Keyed<T> {
  readonly item: T
  readonly keys: unknown[]
}

type KeyOf<T> = (item: T, term: Evaluate) => unknown

/** `^(a, >b)` with its predicates: a sorted array; a single item stays a sequence. */
export function compileSortStep(step: Node, scope: Scope): (items: readonly unknown[], frame: Frame) => unknown {
  const sort = compileSort(step, scope)
  const filters: Filter[] = (step.stages ?? []).map(stage => compileFilter(stage.expr, scope))
  return (items, frame) => {
    const sorted = items.length <= 1 ? new Sequence([...items]) : sort(items, frame, (item, term) => term(item, frame))
    return filters.reduce((value: unknown, filter) => filter(value, frame), sorted)
  }
}

/** The same for tuples: a term sees what has been bound. */
export function compileTupleSort(step: Node, scope: Scope): (tuples: readonly Tuple[], frame: Frame) => Tuple[] {
  const sort = compileSort(step, scope)
  return (tuples, frame) => sort(tuples, frame, (tuple, term) => term(tuple.item, new Frame(frame, frame.run, tuple.names, tuple.values)))
}

function compileSort(step: Node, scope: Scope) {
  const terms: Term[] = step.terms!.map(term => ({ evaluate: scope.compile(term.expression, true), descending: term.descending }))
  return <T>(items: readonly T[], frame: Frame, keyOf: KeyOf<T>): T[] => {
    const keyed: Keyed<T>[] = items.map(item => ({ item, keys: [] }))
    const sorted = mergeSort(keyed, (left, right) => {
      frame.run.tick()
      return comesAfter(left, right, terms, keyOf, step.position)
    })
    return sorted.map(each => each.item)
  }
}

function comesAfter<T>(left: Keyed<T>, right: Keyed<T>, terms: readonly Term[], keyOf: KeyOf<T>, position: number | undefined): boolean {
  for (let index = 0; index < terms.length; index++) {
    const term = terms[index]!
    const order = compareKeys(keyAt(left, index, term, keyOf), keyAt(right, index, term, keyOf), position, term.descending)
    if (order !== 0) return order > 0
  }
  return false
}

function keyAt<T>(keyed: Keyed<T>, index: number, term: Term, keyOf: KeyOf<T>): unknown {
  if (index >= keyed.keys.length) keyed.keys.push(unboxed(keyOf(keyed.item, term.evaluate)))
  return keyed.keys[index]
}

/** Nothing comes last in either direction. */
function compareKeys(one: unknown, other: unknown, position: number | undefined, descending: boolean): number {
  if (one === undefined) return other === undefined ? 0 : 1
  if (other === undefined) return -1
  if (!isOrdered(one) || !isOrdered(other)) throw fault('T2008', { position, value: isOrdered(one) ? other : one })
  if (typeof one !== typeof other) throw fault('T2007', { position, value: one, value2: other })
  if (one === other) return 0
  return one < other === descending ? 1 : -1
}

function isOrdered(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string'
}
