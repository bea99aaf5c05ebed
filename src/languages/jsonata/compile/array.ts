import type { Node } from '../ast.ts'
import type { Evaluate } from '../values.ts'
import type { Scope } from './scope.ts'

interface Item {
  readonly evaluate: Evaluate
  /** An array constructor inside of one: its array becomes one item. */
  readonly whole: boolean
}

/** `[a, b]`: arrays among the items are flattened once. */
export function compileArray(node: Node, scope: Scope, plain: boolean): Evaluate {
  const items: Item[] = node.expressions!.map(each => ({ evaluate: scope.compile(each, plain), whole: each.value === '[' }))
  const whole = node.consarray === true && !plain
  return (input, frame) => {
    const result: unknown[] = []
    for (let index = 0; index < items.length; index++) addItem(result, items[index]!.evaluate(input, frame), items[index]!.whole)
    frame.run.checkLength(result.length)
    if (whole) frame.run.markWhole(result)
    return result
  }
}

function addItem(result: unknown[], value: unknown, whole: boolean): void {
  if (value === undefined) return
  if (whole || !Array.isArray(value)) result.push(value)
  else for (let index = 0; index < value.length; index++) result.push(value[index])
}
