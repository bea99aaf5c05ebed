import type { Node } from '../ast.ts'
import { apply } from '../call/apply.ts'
import { Callable, Delegate, Lambda } from '../call/callable.ts'
import { asFault, fault, locate } from '../fault.ts'
import type { Frame } from '../frame.ts'
import type { Evaluate } from '../values.ts'
import { builtinOf, compileBuiltinCall } from './builtin-call.ts'
import type { Scope } from './scope.ts'

/** `$f(a, b)`; `lead` gives an argument before the others (`x ~> $f(a)`). */
export function compileCall(node: Node, scope: Scope, _plain = false, lead?: Evaluate): Evaluate {
  const builtin = builtinOf(node.procedure!, scope.plan)
  if (builtin !== undefined && !builtin.takesContext) return compileBuiltinCall(builtin, node, scope, node.position, lead)
  return compileDynamicCall(node, scope, lead)
}

/** How a call names its function in failures. */
export function nameOf(procedure: Node): string | undefined {
  const value = procedure.type === 'path' ? procedure.steps![0]!.value : procedure.value
  return value === undefined ? undefined : String(value)
}

function compileDynamicCall(node: Node, scope: Scope, lead?: Evaluate): Evaluate {
  const procedure = scope.compile(node.procedure!)
  const given = node.arguments!.map(each => scope.compile(each))
  const name = nameOf(node.procedure!)
  const { depth } = scope
  return (input, frame) => {
    const target = procedure(input, frame)
    checkTarget(target, node, frame)
    const args: unknown[] = lead === undefined ? [] : [lead(input, frame)]
    for (let index = 0; index < given.length; index++) args.push(delegated(given[index]!(input, frame)))
    if (target instanceof Lambda) {
      target.token = name
      target.position = node.position
    }
    try {
      frame.run.depth += depth
      const result = apply(target, args, input, frame)
      frame.run.depth -= depth
      return result
    } catch (thrown) {
      throw blame(thrown, target, name, node.position)
    }
  }
}

/** Whoever forgets the dollar of a function's name is told so. */
function checkTarget(target: unknown, node: Node, frame: Frame): void {
  if (target !== undefined || node.procedure!.type !== 'path') return
  const name = String(node.procedure!.steps![0]!.value)
  if (frame.lookup(name)) throw fault('T1005', { position: node.position, token: name })
}

function delegated(value: unknown): unknown {
  return value instanceof Callable && !(value instanceof Delegate) ? new Delegate(value) : value
}

/** A built-in function's failure happened at its call; a lambda has put its own place into it already. */
function blame(thrown: unknown, target: unknown, name: string | undefined, position: number | undefined) {
  if (target instanceof Lambda || target instanceof Delegate || !(target instanceof Callable)) return locate(thrown, name, position)
  const located = asFault(thrown)
  located.token ??= name
  located.position = position || located.position
  return located
}
