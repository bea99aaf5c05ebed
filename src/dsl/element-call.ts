import { elements } from '../model/elements/index.ts'
import { RouteElement } from './element.ts'
import { callerOf } from './place.ts'
import type { FieldShapes } from './shape.ts'
import { signatureOf } from './signature.ts'
import { giveArguments, settled } from './step-chain.ts'
import { Steps } from './steps.gen.ts'

/** An element from the arguments of its function. `inside`: the one option that they are about (the kinds of errorHandler). */
export function elementOf<const N extends string>(
  element: N,
  inside: string | undefined,
  args: readonly unknown[],
  callee: Function,
): RouteElement<N> {
  const place = callerOf(callee)
  const definition = elements.get(element)!
  const group = inside === undefined ? definition : definition.fields[inside]!
  const fields = (group.fields ?? {}) as FieldShapes
  const given = giveArguments(args, signatureOf({ fields, shorthand: group.shorthand }), fields)
  const options = settled(given, fields, { step: inside ?? element, place, empty: () => new Steps() })
  return new RouteElement(element, inside === undefined ? options : { [inside]: options }, place)
}
