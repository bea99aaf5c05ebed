/** What generated functions call: those of what is built in, and those that `kafila config types` writes for plug-ins. `callee`: the function itself. */
import { callerOf } from './place.ts'
import type { Shape } from './shape.ts'
import { signatureOf } from './signature.ts'
import { giveArguments } from './step-chain.ts'
import { DataFormatValue, Endpoint, type GivenOptions, LanguageExpression, PlugInStep } from './values.ts'

/** An endpoint of a scheme: what stands before its path, the path, and options. `shape`: of a connector that is not built in. */
export function endpointOf(begin: string, path: string, options: object, callee: Function, shape?: Shape): Endpoint {
  const scheme = begin.replace(/:.*/, '')
  return new Endpoint(path === '' ? scheme : `${begin}${path}`, { ...options } as GivenOptions, callerOf(callee), shape)
}

/** An expression of a language. `shape`: of one that is not built in. */
export function expressionOf<R>(
  language: string,
  text: string,
  options: object | undefined,
  callee: Function,
  shape?: Shape,
): LanguageExpression<R> {
  return new LanguageExpression(language, text, { ...options }, callerOf(callee), shape)
}

/** A data format. `shape`: of one that is not built in. */
export function formatOf<T>(format: string, options: object | undefined, callee: Function, shape?: Shape): DataFormatValue<T> {
  return new DataFormatValue(format, { ...options }, callerOf(callee), shape)
}

/** A step of a plug-in from the arguments of its function. */
export function stepOf<B, H, Out>(step: string, args: readonly unknown[], callee: Function, shape: Shape): PlugInStep<B, H, Out> {
  const signature = signatureOf(shape)
  const options = giveArguments(args, signature, shape.fields)
  return new PlugInStep(step, options, { shape, first: signature.positional[0], place: callerOf(callee) })
}
