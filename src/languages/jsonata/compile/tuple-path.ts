import type { Node, Stage } from '../ast.ts'
import { Frame } from '../frame.ts'
import { type Evaluate, Sequence, Tuple, TupleStream } from '../values.ts'
import { compileFilter, type Filter } from './filter.ts'
import { sealFor } from './finish.ts'
import { compileGroup } from './group.ts'
import type { Scope } from './scope.ts'
import { compileSortStep, compileTupleSort } from './sort.ts'
import { compileStep } from './step.ts'

/** Where a path that binds variables stands: plain items until the first step that binds, tuples from then on. */
interface State {
  items: readonly unknown[]
  tuples: readonly Tuple[] | undefined
  /** The first step was an array constructor: what it gives is the result where it is empty. */
  constructed: boolean
}

type Move = (state: State, frame: Frame) => void
type StageMove = (tuples: readonly Tuple[], frame: Frame) => readonly Tuple[]

/** A path with `@$x`, `#$i` or `%`: items travel with what has been bound on their way. */
export function compileTuplePath(node: Node, scope: Scope): Evaluate {
  const moves = compileMoves(node, scope)
  const finish = compileResult(node, scope)
  const { group, keepSingletonArray: keep } = node
  const absolute = node.steps![0]!.type === 'variable'
  return (input, frame) => {
    const state: State = { items: Array.isArray(input) && !absolute ? input : [input], tuples: undefined, constructed: false }
    for (const [index, move] of moves.entries()) {
      move(state, frame)
      if (state.tuples !== undefined || state.items.length > 0) continue
      if (index === 0 && state.constructed && group === undefined) return keep ? [[]] : []
      break
    }
    return finish(state, frame)
  }
}

function compileMoves(node: Node, scope: Scope): Move[] {
  let inTuples = false
  return node.steps!.map((step, index) => {
    inTuples ||= Boolean(step.tuple)
    if (index === 0 && step.consarray) return firstArray(step, scope.compile(step))
    return inTuples ? tupleMove(step, scope) : plainMove(step, scope)
  })
}

/** An array constructor as first step is evaluated once. Bound to a variable it binds nothing: the language goes on with the input. */
function firstArray(step: Node, evaluate: Evaluate): Move {
  return (state, frame) => {
    const result = evaluate(state.items, frame)
    if (step.focus === undefined) state.items = Array.isArray(result) ? result : []
    else state.tuples = state.items.map(item => new Tuple(item))
    state.constructed = Array.isArray(result) && !step.tuple
  }
}

function plainMove(step: Node, scope: Scope): Move {
  if (step.type === 'sort') {
    const sort = compileSortStep(step, scope)
    return (state, frame) => {
      state.items = flat([sort(state.items, frame)], frame)
    }
  }
  const each = compileStep(step, scope)
  return (state, frame) => {
    state.items = flat(
      state.items.map(item => {
        frame.run.tick()
        return each(item, frame)
      }),
      frame,
    )
  }
}

function flat(results: readonly unknown[], frame: Frame): unknown[] {
  return results.flatMap(result => {
    if (result === undefined) return []
    if (result instanceof Sequence) return result.items
    return Array.isArray(result) && frame.run.isWhole(result) ? [result] : result
  })
}

function tupleMove(step: Node, scope: Scope): Move {
  const produce = step.type === 'sort' ? sortTuples(step, scope) : expandTuples(step, scope)
  const stages = (step.stages ?? []).map(stage => compileStage(stage, scope))
  return (state, frame) => {
    state.tuples = stages.reduce((current, stage) => stage(current, frame), produce(state, frame))
  }
}

function sortTuples(step: Node, scope: Scope): (state: State, frame: Frame) => readonly Tuple[] {
  const sort = compileTupleSort(step, scope)
  return (state, frame) => {
    if (state.tuples !== undefined) return sort(state.tuples, frame)
    const sorted = sort(
      state.items.map(item => new Tuple(item)),
      frame,
    )
    return step.index === undefined ? sorted : sorted.map((tuple, index) => tuple.with(step.index!, index))
  }
}

/** A tuple takes about as much memory as so many items. */
const TUPLE_WEIGHT = 10

function expandTuples(step: Node, scope: Scope): (state: State, frame: Frame) => readonly Tuple[] {
  const evaluate = scope.compile(step)
  return (state, frame) => {
    const tuples = state.tuples ?? state.items.map(item => new Tuple(item))
    const expanded: Tuple[] = []
    for (const tuple of tuples) {
      frame.run.tick()
      const result = evaluate(tuple.item, new Frame(frame, frame.run, tuple.names, tuple.values))
      if (result !== undefined) expandTuple(tuple, result, step, expanded)
      frame.run.checkLength(expanded.length * TUPLE_WEIGHT)
    }
    return expanded
  }
}

function expandTuple(tuple: Tuple, result: unknown, step: Node, expanded: Tuple[]): void {
  if (result instanceof TupleStream) for (const inner of result.tuples) expanded.push(tuple.merge(inner))
  else {
    const values = Array.isArray(result) ? result : [result]
    for (const [index, value] of values.entries()) expanded.push(bindStep(tuple, value, index, step))
  }
}

function bindStep(tuple: Tuple, value: unknown, index: number, step: Node): Tuple {
  let bound = step.focus === undefined ? tuple.withItem(value) : tuple.with(step.focus, value)
  if (step.index !== undefined) bound = bound.with(step.index, index)
  return step.ancestor === undefined ? bound : bound.with(step.ancestor.label, tuple.item)
}

function compileStage(stage: Stage, scope: Scope): StageMove {
  if (stage.type === 'index') return tuples => tuples.map((tuple, index) => tuple.with(stage.value!, index))
  const filter: Filter = compileFilter(stage.expr, scope)
  return (tuples, frame) => (filter(new TupleStream([...tuples]), frame) as TupleStream).tuples
}

function compileResult(node: Node, scope: Scope): (state: State, frame: Frame) => unknown {
  const seal = sealFor(scope, Boolean(node.keepSingletonArray || node.keepArray))
  const group = node.group && compileGroup(node.group, scope)
  return ({ items, tuples }, frame) => {
    if (group !== undefined) return group(tuples === undefined ? new Sequence([...items]) : new TupleStream([...tuples]), frame)
    if (tuples === undefined) return seal([...items])
    return node.tuple ? new TupleStream([...tuples]) : seal(tuples.map(tuple => tuple.item))
  }
}
