import { isIterator } from '../../../converters/collections.ts'
import { isNode } from '../../../converters/xml.ts'
import { Exchange } from '../../../core/exchange.ts'
import { isByteSource } from '../../../core/stream-body.ts'
import { isMap, JavaValue, JsonNode, MapEntry } from '../../../core/values.ts'
import { convertTo } from '../evaluate.ts'
import { stripQuotes } from '../java-text.ts'
import { JavaClass } from '../java-types.ts'
import { splitArguments } from '../split-arguments.ts'
import { literalType } from './arguments.ts'
import { methodNotFound } from './bean-failure.ts'
import { MessageView } from './exchange-view.ts'
import { isJavaIterator } from './java-iterator.ts'
import type { EvaluateText, MethodCall } from './method.ts'
import { methodName, outerPair } from './method-text.ts'
import { settled } from './settle.ts'

type Members = Readonly<Record<string, unknown>>

/**
 * Whether a value is an instance of somebody's own class, a function, or an object literal with functions in it: a bean. Maps, lists,
 * dates, errors and the like are not.
 */
export function isUserObject(value: unknown): value is object {
  if (typeof value === 'function') return true
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  if (isMap(value)) return !(value instanceof Map) && Object.values(value).some(each => typeof each === 'function')
  // a Java value with methods of its own is a bean
  return !(
    isBuiltIn(value) ||
    isJavaIterator(value) ||
    isIterator(value) ||
    isNode(value) ||
    value.constructor === JavaValue ||
    value instanceof JavaClass ||
    value instanceof JsonNode ||
    value instanceof MapEntry ||
    isByteSource(value)
  )
}

function isBuiltIn(value: object): boolean {
  if (value instanceof Exchange || value instanceof MessageView || value instanceof Number) return true
  return value instanceof Date || value instanceof Uint8Array || value instanceof Set || value instanceof Error
}

/** Calls a method of a bean or reads a property: `price`, `price()`, `getPrice` and `isPaid` are found by each other's names. */
export function callUserObject(call: MethodCall, evaluate: EvaluateText): unknown {
  const self = call.self as Members
  const name = methodName(call.source)
  const member = memberOf(self, name)
  if (member === undefined) throw methodNotFound(call)
  const value = self[member]
  if (typeof value !== 'function') return value ?? null
  return settled(call.exchange, call.site, () => value.apply(self, argumentsOf(call, value.length, evaluate)))
}

/** The member that a name stands for: itself, its getter, or the property of a getter. */
export function memberOf(self: Members, name: string): string | undefined {
  const capital = name.slice(0, 1).toUpperCase() + name.slice(1)
  const property = /^(?:get|is)(\p{Lu}.*)$/su.exec(name)?.[1]
  const names = [name, `get${capital}`, `is${capital}`, ...(property === undefined ? [] : [property[0]!.toLowerCase() + property.slice(1)])]
  return names.find(each => (!isInherited(self, each) || Object.hasOwn(self, each)) && self[each] !== undefined)
}

/** What every JavaScript object or function inherits is no property of a bean, but for its text. */
function isInherited(self: Members, name: string): boolean {
  return name !== 'toString' && (name in Object.prototype || (typeof self === 'function' && name !== 'name' && name in Function.prototype))
}

/** Arguments as they are written; a method that wants some and gets none is given the body (and the exchange). */
function argumentsOf(call: MethodCall, wanted: number, evaluate: EvaluateText): unknown[] {
  const written = outerPair(call.source)
  if (written !== undefined && written.trim() !== '') {
    return splitArguments(written, { trim: true, keepQuotes: true }).map(part => argument(part, call, evaluate))
  }
  return wanted === 0 || written !== undefined ? [] : [call.exchange.body, call.exchange].slice(0, wanted)
}

/** JavaScript's parameters have no types: numbers and booleans are taken for what they look like. */
function argument(part: string, { exchange }: MethodCall, evaluate: EvaluateText): unknown {
  if (part === '*') return exchange.body
  const value = evaluate(part, exchange)
  switch (literalType(part)) {
    case 'java.lang.Number':
      return convertTo(value, 'java.lang.Long', exchange)
    case 'java.lang.Boolean':
      return value === 'true'
    default:
      return value === 'null' ? null : typeof value === 'string' ? stripQuotes(value) : (value ?? null)
  }
}
