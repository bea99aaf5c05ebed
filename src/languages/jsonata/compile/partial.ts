import type { Node } from '../ast.ts'
import { arityOf, Builtin, type Callable, Chain, Delegate, HOLE, type HostFunction, Lambda, Partial } from '../call/callable.ts'
import { fault } from '../fault.ts'
import { Frame } from '../frame.ts'
import type { Evaluate } from '../values.ts'
import { nameOf } from './call.ts'
import type { Scope } from './scope.ts'

/** `$f(?, 1)`: a function of the arguments that are left open. */
export function compilePartial(node: Node, scope: Scope): Evaluate {
  const given = node.arguments!.map(each => (each.type === 'operator' && each.value === '?' ? () => HOLE : scope.compile(each)))
  const procedure = scope.compile(node.procedure!)
  return (input, frame) => {
    const args = given.map(each => each(input, frame))
    const target = procedure(input, frame)
    const partial = bindArguments(target, args, frame)
    if (partial === undefined) throw notCallable(node, frame)
    return partial
  }
}

function bindArguments(target: unknown, args: readonly unknown[], frame: Frame): Callable | undefined {
  if (target instanceof Lambda) return bindLambda(target, args)
  if (target instanceof Delegate) return bindArguments(target.target, args, frame)
  if (target instanceof Partial) return new Partial(target.target, target.complete(args))
  if (target instanceof Chain) return args[0] === HOLE ? target : undefined
  if (target instanceof Builtin) return new Partial(target, padded(args, target.arity))
  if (typeof target === 'function') return new Partial(target as HostFunction, padded(args, Math.max(arityOf(target), args.length)))
  return undefined
}

function bindLambda(lambda: Lambda, args: readonly unknown[]): Lambda {
  const frame = new Frame(lambda.frame, lambda.frame.run)
  const open: string[] = []
  for (const [index, name] of lambda.parameters.entries()) {
    if (args[index] === HOLE) open.push(name)
    else frame.bind(name, args[index])
  }
  return new Lambda(lambda.input, frame, open, lambda.body)
}

function padded(args: readonly unknown[], length: number): unknown[] {
  return Array.from({ length }, (_, index) => args[index])
}

function notCallable(node: Node, frame: Frame) {
  const procedure = node.procedure!
  const token = nameOf(procedure)
  const forgotten = procedure.type === 'path' && frame.lookup(String(token))
  return fault(forgotten ? 'T1007' : 'T1008', { position: node.position, token })
}
