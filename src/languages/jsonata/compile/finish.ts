import type { Node } from '../ast.ts'
import type { Run } from '../run.ts'
import { type Evaluate, Sequence } from '../values.ts'
import type { Scope } from './scope.ts'

/** What becomes of the items of a finished sequence. */
export type Seal = (items: unknown[]) => unknown

/** Nothing for no item, the item for one, otherwise the array. */
export function unwrap(items: unknown[]): unknown {
  return items.length > 1 ? items : items[0]
}

/** How a node gives its sequence: unwrapped at once, or for `finishing` to look at where sequences must be told from arrays later. */
export function sealFor(scope: Scope, keep = false): Seal {
  return scope.plan.tracking ? items => new Sequence(items, keep) : unwrap
}

const RAW_TYPES = new Set(['function', 'apply', 'name'])
const PASSING_TYPES = new Set(['block', 'condition'])
const STORED_TYPES = new Set(['path', 'wildcard', 'descendant', 'variable', 'parent', 'binary', 'bind', ...PASSING_TYPES])

/** Puts what is to be done with the result of a node behind it: a sequence of one becomes its item unless `[]` keeps it. */
export function finishing(core: Evaluate, node: Node, scope: Scope, plain: boolean): Evaluate {
  const raw = RAW_TYPES.has(node.type) || node.predicate !== undefined
  if (!scope.plan.tracking) return raw ? (input, frame) => unwrapRaw(core(input, frame)) : core
  const keep = Boolean(node.keepArray)
  if (!raw && !keep && !STORED_TYPES.has(node.type)) return core
  const mark = !plain && scope.plan.marking
  // the sequence of a tail call inside is for whoever called the function
  const passes = PASSING_TYPES.has(node.type) && node.predicate === undefined
  const filtered = keep && node.predicate !== undefined && node.group === undefined
  return (input, frame) => {
    const result = core(input, frame)
    if (passes && result instanceof Sequence) return result
    return settle(filtered ? oneItem(result) : result, frame.run, keep, mark)
  }
}

function unwrapRaw(result: unknown): unknown {
  return result instanceof Sequence ? unwrap(result.items) : result
}

/** A predicate's single result counts as a sequence. */
function oneItem(result: unknown): unknown {
  return result === undefined || Array.isArray(result) || result instanceof Sequence ? result : new Sequence([result])
}

function settle(result: unknown, run: Run, keep: boolean, mark: boolean): unknown {
  if (result instanceof Sequence) return settleItems(result.items, keep || result.keep, run, mark)
  if (Array.isArray(result) && run.isSequence(result)) return settleItems(result, keep || run.keeps(result), run, true)
  return result
}

function settleItems(items: unknown[], keep: boolean, run: Run, mark: boolean): unknown {
  if (items.length === 0) return undefined
  if (items.length === 1 && !keep) return items[0]
  if (mark || items.length === 1) run.markSequence(items, keep)
  return items
}
