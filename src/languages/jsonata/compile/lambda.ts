import type { Node } from '../ast.ts'
import { Lambda, TailCall, type TailSite } from '../call/callable.ts'
import { Signature } from '../call/signature.ts'
import type { Evaluate } from '../values.ts'
import { builtinOf, compileBuiltinCall } from './builtin-call.ts'
import type { Scope } from './scope.ts'

/** `function($a, $b)<nn:n>{ … }` */
export function compileLambda(node: Node, scope: Scope): Evaluate {
  if (node.thunk) return scope.tails ? compileTailCall(node.body!, scope) : scope.compile(node.body!)
  const parameters = node.arguments!.map(each => String(each.value))
  const body = scope.body().compile(node.body!)
  const signature = node.signature && new Signature(node.signature.definition)
  return (input, frame) => new Lambda(input, frame, parameters, body, signature)
}

/** A built-in function that calls nothing back, and needs no context, can be called at once: the stack does not grow. */
function compileTailCall(call: Node, scope: Scope): Evaluate {
  const procedure = call.procedure!
  const builtin = builtinOf(procedure, scope.plan)
  if (builtin && !builtin.higherOrder && builtin.signature!.acceptsDirectly(call.arguments!.length)) {
    return compileBuiltinCall(builtin, call, scope, procedure.position)
  }
  const own = scope.body()
  const site: TailSite = {
    procedure: own.compile(procedure),
    args: call.arguments!.map(each => own.compile(each)),
    token: procedure.type === 'variable' ? String(procedure.value) : undefined,
    position: procedure.position,
  }
  return (input, frame) => new TailCall(site, input, frame)
}
