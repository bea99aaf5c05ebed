import { asFault, type Fault, fault, locate } from '../fault.ts'
import { Frame } from '../frame.ts'
import { Sequence } from '../values.ts'
import { Builtin, Callable, Chain, Delegate, type HostFunction, Lambda, Partial, TailCall } from './callable.ts'

/** Calls a function and makes its tail calls, too. The context stands in for an argument that is left out. May give a `Sequence`. */
export function apply(target: unknown, args: readonly unknown[], context: unknown, frame: Frame): unknown {
  return makeTailCalls(applyOnce(target, args, context, frame), context, frame)
}

/** The result of a call, once the calls that its tail asks for have been made. */
export function makeTailCalls(first: unknown, context: unknown, frame: Frame): unknown {
  let result = first
  while (result instanceof TailCall) result = applyTail(result, context, frame)
  return result
}

function applyTail(call: TailCall, context: unknown, frame: Frame): unknown {
  const { site } = call
  const target = site.procedure(call.input, call.frame)
  const args = site.args.map(each => each(call.input, call.frame))
  if (target instanceof Lambda) {
    target.token = site.token ?? target.token
    target.position = site.position
    return applyOnce(target, args, context, frame)
  }
  try {
    return applyOnce(target, args, context, frame)
  } catch (error) {
    throw locate(error, site.token, site.position)
  }
}

function applyOnce(target: unknown, args: readonly unknown[], context: unknown, frame: Frame): unknown {
  if (target instanceof Lambda) return applyLambda(target, args, context, frame)
  if (target instanceof Builtin) {
    const checked = target.signature === undefined ? args : target.signature.validate(args, frame.run.unwrap(context))
    return target.takesContext ? target.implementation(frame, context, ...checked) : target.implementation(frame, ...checked)
  }
  if (typeof target === 'function') return callHost(target as HostFunction, args, context, frame)
  if (target instanceof Delegate) return apply(target.target, args, null, frame)
  if (target instanceof Partial) return applyPartial(target, args, frame)
  if (target instanceof Chain) return apply(target.second, [finished(apply(target.first, args, null, frame))], null, frame)
  throw fault('T1006')
}

function applyLambda(lambda: Lambda, args: readonly unknown[], context: unknown, frame: Frame): unknown {
  try {
    return lambda.body(lambda.input, enter(lambda, args, context, frame))
  } catch (error) {
    throw blame(error, lambda)
  }
}

/** The frame for a lambda's body, with its arguments. Throws D1011 where calls are nested too deep, D1012 where the time is up. */
export function enter(lambda: Lambda, args: readonly unknown[], context: unknown, frame: Frame): Frame {
  const run = frame.run
  run.tick()
  if (run.depth >= run.limits.depth) throw fault('D1011', { value: run.limits.depth })
  const checked = lambda.signature === undefined ? args : lambda.signature.validate(args, run.unwrap(context))
  return new Frame(lambda.frame, run, lambda.parameters, checked)
}

/** A failure of a lambda tells how and where the lambda was called last. */
export function blame(thrown: unknown, lambda: Lambda): Fault {
  const located = asFault(thrown)
  located.token ??= lambda.token
  located.position = lambda.position || located.position
  return located
}

function applyPartial(partial: Partial, args: readonly unknown[], frame: Frame): unknown {
  const all = partial.complete(args)
  if (partial.target instanceof Builtin) return partial.target.implementation(frame, ...all)
  return callHost(partial.target, all, undefined, frame)
}

/** Calls a function of the host: functions among its arguments become JavaScript functions, of a generator the first value counts. */
export function callHost(target: HostFunction, args: readonly unknown[], context: unknown, frame: Frame): unknown {
  const result = target.apply(
    context,
    args.map(each => (each instanceof Callable ? hostFunction(each, frame) : each)),
  )
  if (typeof result !== 'object' || result === null) return result
  if (isGenerator(result)) return result.next().value
  if (typeof (result as { then?: unknown }).then === 'function') {
    throw fault('D3137', { message: 'a function that gives a promise must be declared as async' })
  }
  return result
}

function isGenerator(value: object): value is Iterator<unknown> {
  return Symbol.iterator in value && typeof (value as { next?: unknown }).next === 'function'
}

/** A function of the expression as the host calls it. What it throws leaves the evaluation's depth as it was. */
function hostFunction(target: Callable, frame: Frame): HostFunction {
  const wrapped = (...args: unknown[]): unknown => {
    const depth = frame.run.depth
    try {
      return finished(apply(target, args, null, frame))
    } finally {
      frame.run.depth = depth
    }
  }
  Object.defineProperty(wrapped, 'length', { value: target.arity })
  return wrapped
}

/** Calls a function that was given as an argument: without context. A sequence becomes an array that is remembered as one. */
export function invoke(target: unknown, args: readonly unknown[], frame: Frame): unknown {
  const result = apply(target, args, null, frame)
  return result instanceof Sequence ? arrayOf(result, frame) : result
}

/** The array of a sequence that is put away as it is, without being looked at. */
function arrayOf(sequence: Sequence, frame: Frame): unknown[] {
  const { items, keep } = sequence
  if (items.length < 2 || frame.run.marking) frame.run.markSequence(items, keep)
  return items
}

function finished(result: unknown): unknown {
  if (!(result instanceof Sequence)) return result
  return result.items.length > 1 || (result.keep && result.items.length === 1) ? result.items : result.items[0]
}
