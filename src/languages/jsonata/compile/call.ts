import type { Node } from '../ast.ts'
import { apply, blame, enter, makeTailCalls } from '../call/apply.ts'
import { Callable, Delegate, Lambda, TailCall } from '../call/callable.ts'
import { asFault, fault, locate, type Token } from '../fault.ts'
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
export function nameOf(procedure: Node): Token {
  return (procedure.type === 'path' ? procedure.steps![0]!.value : procedure.value) as Token
}

function compileDynamicCall(node: Node, scope: Scope, lead?: Evaluate): Evaluate {
  const procedure = scope.compile(node.procedure!)
  const given = node.arguments!.map(each => scope.compile(each))
  const name = nameOf(node.procedure!)
  const { depth } = scope
  return (input, frame) => {
    const target = procedure(input, frame)
    const { run } = frame
    checkTarget(target, node, frame)
    const args: unknown[] = lead === undefined ? [] : [lead(input, frame)]
    for (let index = 0; index < given.length; index++) args.push(delegated(given[index]!(input, frame)))
    run.depth += depth
    let result: unknown
    // A lambda's body is called from here: each function in between would make recursion end earlier, for want of stack.
    if (target instanceof Lambda) {
      target.token = name
      target.position = node.position
      try {
        result = target.body(target.input, enter(target, args, input, frame))
      } catch (thrown) {
        throw locate(blame(thrown, target), name, node.position)
      }
      if (result instanceof TailCall) result = makeTailCalls(result, input, frame)
    } else result = applyOther(target, args, input, frame, name, node.position)
    run.depth -= depth
    return result
  }
}

/** A built-in function's failure happened at its call; one of the host, or called on another's behalf, may have a place already. */
function applyOther(
  target: unknown,
  args: readonly unknown[],
  input: unknown,
  frame: Frame,
  name: Token,
  position: number | undefined,
): unknown {
  try {
    return apply(target, args, input, frame)
  } catch (thrown) {
    const located = asFault(thrown)
    if (target instanceof Callable && !(target instanceof Delegate)) located.position = position
    throw locate(located, name, position)
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
