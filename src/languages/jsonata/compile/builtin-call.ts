import type { Node } from '../ast.ts'
import type { Builtin, Implementation } from '../call/callable.ts'
import { coercion, MISFIT } from '../call/coercion.ts'
import { asFault } from '../fault.ts'
import type { Frame } from '../frame.ts'
import { BUILTINS } from '../functions/index.ts'
import type { Plan } from '../plan.ts'
import type { Evaluate } from '../values.ts'
import type { Scope } from './scope.ts'

/** The built-in function that a call names, where nothing can have put another in its place. */
export function builtinOf(procedure: Node, plan: Plan): Builtin | undefined {
  const name = String(procedure.value)
  const named = procedure.type === 'variable' && procedure.predicate === undefined && procedure.group === undefined
  return named && !plan.dynamic && !plan.bound.has(name) ? BUILTINS.get(name) : undefined
}

/** Functions that use their arguments up: nothing of them is in the result, or can be asked whether it is a sequence. */
const CONSUMING = new Set(['sum', 'count', 'max', 'min', 'average', 'exists', 'boolean', 'not', 'join'])

/** A call with arguments that have been evaluated. */
type Invoke = (args: unknown[], input: unknown, frame: Frame) => unknown

/** A call of a known function: its implementation is called directly where the arguments fit as they are. */
export function compileBuiltinCall(builtin: Builtin, node: Node, scope: Scope, position: number | undefined, lead?: Evaluate): Evaluate {
  const plain = CONSUMING.has(builtin.name)
  const given = node.arguments!.map(each => scope.compile(each, plain))
  const args = lead === undefined ? given : [lead, ...given]
  const invoke = guarded(builtin, position, builtin.higherOrder ? scope.depth : 0, checkedInvoke(builtin))
  if (!builtin.signature!.acceptsDirectly(args.length)) return (input, frame) => invoke(evaluateAll(args, input, frame), input, frame)
  const direct = guarded(
    builtin,
    position,
    builtin.higherOrder ? scope.depth : 0,
    directInvoke(builtin, args.length, checkedInvoke(builtin)),
  )
  return (input, frame) => direct(evaluateAll(args, input, frame), input, frame)
}

function evaluateAll(args: readonly Evaluate[], input: unknown, frame: Frame): unknown[] {
  const values = new Array<unknown>(args.length)
  for (let index = 0; index < args.length; index++) values[index] = args[index]!(input, frame)
  return values
}

/** A failure of the function happened at its call; failures of the arguments keep their own place. */
function guarded(builtin: Builtin, position: number | undefined, depth: number, invoke: Invoke): Invoke {
  return (args, input, frame) => {
    const run = frame.run
    run.depth += depth
    try {
      const result = invoke(args, input, frame)
      run.depth -= depth
      return result
    } catch (thrown) {
      const located = asFault(thrown)
      located.token ??= builtin.name
      located.position = position || located.position
      throw located
    }
  }
}

function checkedInvoke(builtin: Builtin): Invoke {
  const { implementation, signature } = builtin
  return (args, input, frame) => implementation(frame, ...signature!.validate(args, frame.run.unwrap(input)))
}

function directInvoke(builtin: Builtin, count: number, checked: Invoke): Invoke {
  const coercions = builtin.signature!.parameters.slice(0, count).map(coercion)
  const call = spreading(builtin.implementation, count)
  return (args, input, frame) => {
    for (let index = 0; index < count; index++) {
      const value = coercions[index]!(args[index])
      if (value === MISFIT) return checked(args, input, frame)
      args[index] = value
    }
    return call(frame, args)
  }
}

/** Calls with one or two arguments, which most are, do without spreading. */
function spreading(implementation: Implementation, count: number): (frame: Frame, args: readonly unknown[]) => unknown {
  if (count === 1) return (frame, args) => implementation(frame, args[0])
  if (count === 2) return (frame, args) => implementation(frame, args[0], args[1])
  return (frame, args) => implementation(frame, ...args)
}
