import type { Node } from '../ast.ts'
import { Frame } from '../frame.ts'
import { BUILTINS } from '../functions/index.ts'
import { toBoolean } from '../kinds.ts'
import { regexMatcher } from '../matcher.ts'
import { bindsHere } from '../plan.ts'
import type { Evaluate } from '../values.ts'
import type { Scope } from './scope.ts'

export function compileLiteral(node: Node): Evaluate {
  const value = node.value
  return () => value
}

/** `$`, `$$`, `$name`. */
export function compileVariable(node: Node, scope: Scope): Evaluate {
  const name = String(node.value)
  if (name === '') return (input, frame) => (Array.isArray(input) ? frame.run.unwrap(input) : input)
  const { bound, dynamic } = scope.plan
  if (dynamic || bound.has(name)) return (_input, frame) => frame.lookup(name)
  if (name === '$') return (_input, frame) => frame.run.input
  const builtin = BUILTINS.get(name)
  return () => builtin
}

/** `%`: the binding that a step before has made. */
export function compileParent(node: Node): Evaluate {
  const { label } = node.slot!
  return (_input, frame) => frame.lookup(label)
}

export function compileCondition(node: Node, scope: Scope, plain: boolean): Evaluate {
  const test = scope.compile(node.condition!, true)
  const then = scope.compile(node.then!, plain)
  const otherwise = node.else === undefined ? () => undefined : scope.compile(node.else, plain)
  return (input, frame) => (holds(test(input, frame)) ? then(input, frame) : otherwise(input, frame))
}

/** Whether a value counts as true. */
export function holds(value: unknown): boolean {
  return typeof value === 'boolean' ? value : toBoolean(value) === true
}

/** `(a; b)`: variables bound in it are gone behind it. */
export function compileBlock(node: Node, scope: Scope, plain: boolean): Evaluate {
  const nodes = node.expressions ?? []
  const parts = nodes.map((each, index) => scope.compile(each, plain && index === nodes.length - 1))
  const evaluate = sequenceOf(parts)
  if (!scope.plan.dynamic && !nodes.some(bindsHere)) return evaluate
  return (input, frame) => evaluate(input, new Frame(frame, frame.run))
}

function sequenceOf(parts: readonly Evaluate[]): Evaluate {
  if (parts.length === 1) return parts[0]!
  return (input, frame) => {
    let result: unknown
    for (let index = 0; index < parts.length; index++) result = parts[index]!(input, frame)
    return result
  }
}

/** `$name := value` */
export function compileBind(node: Node, scope: Scope): Evaluate {
  const name = String((node.lhs as Node).value)
  const evaluate = scope.compile(node.rhs!)
  return (input, frame) => {
    const value = evaluate(input, frame)
    frame.bind(name, value)
    return value
  }
}

export function compileRegex(node: Node): Evaluate {
  const regex = node.value as RegExp
  return () => regexMatcher(regex, node.position)
}
