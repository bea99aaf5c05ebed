import { isNodeList } from '../../../converters/node-list.ts'
import { isMap, isNumber } from '../../../core/values.ts'
import { Call, type Code } from '../code.ts'
import { textOf } from '../evaluate.ts'
import { iterate } from '../iterate.ts'
import { isBlank } from '../java-text.ts'
import { Truth } from '../operators.ts'
import type { Factory } from './call.ts'
import { optionalArgument } from './strings.ts'

/** What JSON would call a value: number, boolean, string, array (maps too, as in Camel), object or null. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (isNumber(value)) return 'number'
  if (typeof value === 'boolean' || typeof value === 'string') return typeof value
  if (isNodeList(value)) return 'object'
  return Array.isArray(value) || value instanceof Uint8Array || value instanceof Set || isMap(value) ? 'array' : 'object'
}

class Condition extends Call {
  override readonly isPredicate = true
}

/** True where the text is not blank and every character is of this kind. Patterns with classes of Unicode take long to make: they come when they are needed. */
function everyChar(pattern: () => RegExp): Factory {
  return call => {
    const { run } = optionalArgument(call)
    const whole = pattern()
    return new Condition(exchange => {
      const text = textOf(run(exchange), exchange)
      return !isBlank(text) && whole.test(text)
    })
  }
}

const isEmpty: Factory = call => {
  const { run } = optionalArgument(call)
  return new Condition(exchange => {
    for (const each of iterate(run(exchange))) if (each !== null && each !== undefined) return false
    return true
  })
}

const not: Factory = call => {
  const truth: Code = new Truth(call.compiler.predicate(call.arguments ?? '${body}'))
  return new Condition(exchange => !truth.run(exchange))
}

const kindOfType: Factory = call => {
  const { run } = optionalArgument(call)
  return new Call(exchange => kindOf(run(exchange)))
}

/** Functions that tell what a value is. */
export const kindFunctions: Readonly<Record<string, Factory>> = {
  isEmpty,
  isAlpha: everyChar(() => /^[\p{L}]+$/u),
  isAlphaNumeric: everyChar(() => /^[\p{L}\p{Nd}]+$/u),
  isNumeric: everyChar(() => /^\p{Nd}+$/u),
  not,
  kindOfType,
}
