import type { Node } from '../ast.ts'
import type { Frame } from '../frame.ts'
import { lookupWith, propertyReader } from '../lookup.ts'
import { Sequence } from '../values.ts'
import { compileFilter } from './filter.ts'
import type { Scope } from './scope.ts'

/** A step's result for one item: nothing, a value, an array, or a sequence. */
export type Each = (item: unknown, frame: Frame) => unknown

/** A step of a path with its predicates; those apply to what the step gives for one item. */
export function compileStep(step: Node, scope: Scope, plain = false): Each {
  const each = step.type === 'name' ? nameStep(String(step.value)) : scope.compile(step, plain)
  const filters = (step.stages ?? []).map(stage => compileFilter(stage.expr, scope))
  if (filters.length === 0) return each
  if (filters.length === 1) {
    const filter = filters[0]!
    return (item, frame) => orNothing(filter(each(item, frame), frame))
  }
  return (item, frame) => orNothing(filters.reduce((value, filter) => filter(value, frame), each(item, frame)))
}

const NOTHING = new Sequence([])

/** Where predicates leave nothing of an item, that still counts as one of the step's results. */
function orNothing(value: unknown): unknown {
  return value === undefined ? NOTHING : value
}

function nameStep(name: string): Each {
  const read = propertyReader(name)
  return item => {
    const result = lookupWith(item, read)
    return result instanceof Sequence ? oneOrMore(result) : result
  }
}

function oneOrMore(sequence: Sequence): unknown {
  return sequence.items.length > 1 ? sequence : sequence.items[0]
}
