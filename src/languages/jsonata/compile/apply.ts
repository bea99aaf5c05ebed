import type { Node } from '../ast.ts'
import { apply } from '../call/apply.ts'
import { Chain } from '../call/callable.ts'
import { fault, locate } from '../fault.ts'
import { isFunction } from '../kinds.ts'
import type { Evaluate } from '../values.ts'
import { compileCall, nameOf } from './call.ts'
import type { Scope } from './scope.ts'

/** `value ~> $f`, `value ~> $f(b)` (the value comes first), `$f ~> $g` (one after the other). */
export function compileApply(node: Node, scope: Scope): Evaluate {
  const left = scope.compile(node.lhs as Node)
  if (node.rhs!.type === 'function') return compileCall(node.rhs!, scope, false, left)
  const right = scope.compile(node.rhs!)
  const { depth } = scope
  const token = nameOf(node.rhs!)
  return (input, frame) => {
    const value = left(input, frame)
    const target = right(input, frame)
    if (!isFunction(target)) throw fault('T2006', { value: target, position: node.position })
    if (isFunction(value)) return new Chain(value, target)
    try {
      frame.run.depth += depth
      const result = apply(target, [value], null, frame)
      frame.run.depth -= depth
      return result
    } catch (thrown) {
      throw locate(thrown, token, node.position)
    }
  }
}
