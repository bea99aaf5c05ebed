import type { Node } from '../ast.ts'
import type { Frame } from '../frame.ts'
import { type Evaluate, Sequence } from '../values.ts'
import { type Seal, sealFor } from './finish.ts'
import { compileGroup } from './group.ts'
import { compileNamesPath } from './names-path.ts'
import type { Scope } from './scope.ts'
import { compileSortStep } from './sort.ts'
import { compileStep, type Each } from './step.ts'
import { compileTuplePath } from './tuple-path.ts'

/** `a.b[c].(d)`: each step is evaluated for every item that the step before has given; arrays among the results are flattened once. */
export function compilePath(node: Node, scope: Scope, plain: boolean): Evaluate {
  const steps = node.steps!
  if (steps.some(step => step.tuple)) return compileTuplePath(node, scope)
  const keep = Boolean(node.keepSingletonArray || node.keepArray)
  const path = compileNamesPath(node, scope, keep) ?? compileSteps(node, scope, plain, keep)
  if (node.group === undefined) return path
  const group = compileGroup(node.group, scope)
  return (input, frame) => group(path(input, frame), frame)
}

/** A step other than the last: the items for the next one. */
type Advance = (items: readonly unknown[], frame: Frame) => readonly unknown[]

const NOTHING: readonly unknown[] = []

function compileSteps(node: Node, scope: Scope, plain: boolean, keep: boolean): Evaluate {
  const steps = node.steps!
  // A grouping looks at the sequence itself, so that it must not be unwrapped before.
  const seal = node.group === undefined ? sealFor(scope, keep) : (items: unknown[]) => new Sequence(items, keep)
  const last = compileLast(steps.at(-1)!, scope, plain, keep, seal)
  if (steps.length === 1) return lastOnly(last, steps[0]!)
  const middle = steps.slice(1, -1).map(step => compileAdvance(step, scope))
  const rest = (items: readonly unknown[], frame: Frame): unknown => {
    let current = items
    for (let index = 0; index < middle.length && current.length > 0; index++) current = middle[index]!(current, frame)
    return current.length === 0 ? undefined : last(current, frame)
  }
  if (steps[0]!.consarray) return fromArray(scope.compile(steps[0]!, true), rest, keep, seal)
  const first = compileFirst(steps[0]!, scope)
  return (input, frame) => rest(first(input, frame), frame)
}

/**
 * An array constructor as first step is evaluated once, and where it is empty it is the result. With a predicate it may give no array:
 * the language then finds nothing in it (and in a text the characters).
 */
function fromArray(evaluate: Evaluate, rest: (items: readonly unknown[], frame: Frame) => unknown, keep: boolean, seal: Seal): Evaluate {
  return (input, frame) => {
    const result = evaluate(input, frame)
    if (typeof result === 'string') return result === '' ? result : rest(result.split(''), frame)
    if (!Array.isArray(result)) return undefined
    if (result.length > 0) return rest(result, frame)
    return keep ? seal([result]) : result
  }
}

function lastOnly(last: Evaluate, step: Node): Evaluate {
  const absolute = step.type === 'variable'
  return (input, frame) => last(Array.isArray(input) && !absolute ? input : [input], frame)
}

/** The first step: its context is the input, or each item of an input that is an array (unless it starts from a variable). */
function compileFirst(step: Node, scope: Scope): (input: unknown, frame: Frame) => readonly unknown[] {
  const each = compileStep(step, scope)
  const absolute = step.type === 'variable'
  const advance = flattening(each)
  return (input, frame) => (Array.isArray(input) && !absolute ? advance(input, frame) : spreadOut(each(input, frame), frame))
}

/** The items of a step's result for one item, without a copy. */
function spreadOut(result: unknown, frame: Frame): readonly unknown[] {
  if (result === undefined) return NOTHING
  if (result instanceof Sequence) return result.items
  return Array.isArray(result) && !frame.run.isWhole(result) ? result : [result]
}

function compileAdvance(step: Node, scope: Scope): Advance {
  if (step.type === 'sort') return sortItems(step, scope)
  return flattening(compileStep(step, scope))
}

function sortItems(step: Node, scope: Scope): Advance {
  const sort = compileSortStep(step, scope)
  return (items, frame) => spreadOut(sort(items, frame), frame)
}

function flattening(each: Each): Advance {
  return (items, frame) => {
    const run = frame.run
    const results: unknown[] = []
    for (let index = 0; index < items.length; index++) {
      run.tick()
      addResult(results, each(items[index], frame), frame)
    }
    return results
  }
}

function addResult(results: unknown[], result: unknown, frame: Frame): void {
  if (result === undefined) return
  const items = result instanceof Sequence ? result.items : Array.isArray(result) && !frame.run.isWhole(result) ? result : undefined
  if (items === undefined) results.push(result)
  else for (let index = 0; index < items.length; index++) results.push(items[index])
  frame.run.checkLength(results.length)
}

/** The last step: where it has one result only and that is an array, this is the path's result as it is. */
function compileLast(step: Node, scope: Scope, plain: boolean, keep: boolean, seal: Seal): (items: unknown, frame: Frame) => unknown {
  if (step.type === 'sort') return lastSort(compileSortStep(step, scope), seal)
  const each = compileStep(step, scope, plain)
  const wholes = step.consarray === true && step.stages === undefined
  return (context, frame) => {
    const items = context as readonly unknown[]
    const run = frame.run
    const results: unknown[] = []
    let count = 0
    let only: unknown
    for (let index = 0; index < items.length; index++) {
      run.tick()
      const result = each(items[index], frame)
      if (result === undefined) continue
      if (++count === 1) only = result
      else if (wholes) {
        if (count === 2) results.push(only)
        results.push(result)
      } else {
        if (count === 2) addResult(results, only, frame)
        addResult(results, result, frame)
      }
    }
    return count === 1 ? onlyResult(only, frame, keep, wholes, seal) : seal(results)
  }
}

function onlyResult(result: unknown, frame: Frame, keep: boolean, whole: boolean, seal: Seal): unknown {
  if (result instanceof Sequence) return seal(result.items)
  if (!Array.isArray(result)) return seal([result])
  if (frame.run.isSequence(result)) return seal([...result])
  return keep && (whole || frame.run.isWhole(result)) ? seal([result]) : result
}

function lastSort(sort: (items: readonly unknown[], frame: Frame) => unknown, seal: Seal): (items: unknown, frame: Frame) => unknown {
  return (items, frame) => {
    const result = sort(items as readonly unknown[], frame)
    return result instanceof Sequence ? seal(result.items) : result
  }
}
