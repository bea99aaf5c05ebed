import type { Builtin } from '../call/callable.ts'
import { aggregateFunctions } from './aggregate.ts'
import { arrayFunctions } from './array.ts'
import { booleanFunctions } from './boolean.ts'
import { encodeFunctions } from './encode.ts'
import { evalFunction } from './eval.ts'
import { higherOrderFunctions } from './higher-order.ts'
import { matchFunctions } from './match.ts'
import { numericFunctions } from './numeric.ts'
import { objectFunctions } from './object.ts'
import { stringFunctions } from './strings.ts'
import { timeFunctions } from './time.ts'

/** The built-in functions by name (without `$`). */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map(
  [
    ...aggregateFunctions,
    ...arrayFunctions,
    ...booleanFunctions,
    ...encodeFunctions,
    evalFunction,
    ...higherOrderFunctions,
    ...matchFunctions,
    ...numericFunctions,
    ...objectFunctions,
    ...stringFunctions,
    ...timeFunctions,
  ].map(each => [each.name, each]),
)
