import { javaClassOf } from '../../../converters/java-class.ts'
import { javaText } from '../../../converters/text.ts'
import { isKafilaError } from '../../../core/errors.ts'
import type { Exchange } from '../../../core/exchange.ts'
import { Suspension } from '../../../core/suspension.ts'
import { isMap, JsonNode, mapGet } from '../../../core/values.ts'
import type { Compiler } from '../compile.ts'
import { convertTo, textOf, tryConvert } from '../evaluate.ts'
import { failure } from '../failure.ts'
import { after, isBlank, stripQuotes, trim } from '../java-text.ts'
import { beanFailure, methodNotFound } from './bean-failure.ts'
import { callMethod } from './call-method.ts'
import type { EvaluateText } from './method.ts'
import { checkMethodName, isBrokenPath, isPath, type PathPart, readPart, splitPath } from './path.ts'

/** Follows a path from a value, which is not nothing: methods, properties, keys and indexes. */
export type Walk = (value: unknown, exchange: Exchange) => unknown

/**
 * Reads a path once; its mistakes, like those of the methods that it calls, are failures of the message. Promises of methods are
 * waited for only where the caller forgets their results in the end (`waits`).
 */
export function compileWalk(path: string, compiler: Compiler, waits = false): Walk {
  const evaluate = argumentEvaluator(compiler)
  if (!isPath(path)) return singleMethod(path, evaluate)
  const read = attempt(() => parts(path))
  const keys: Keys = new Map()
  const options: StepOptions = { evaluate, mapProperties: compiler.mapProperties, waits }
  return (value, exchange) => {
    const steps = read ?? partsOrFailure(path)
    try {
      let result: unknown = value
      for (const part of steps) {
        if (result === null || result === undefined) throw endsEarly(path, part, value)
        result = step(result, part, exchange, keyOf(part, keys, compiler)(exchange), options, steps)
        if ((result === null || result === undefined) && part.nullSafe) return null
      }
      return result ?? null
    } catch (error) {
      throw asBeanFailure(path, error, javaClassOf(value))
    }
  }
}

function partsOrFailure(path: string): PathPart[] {
  try {
    return parts(path)
  } catch (error) {
    throw asBeanFailure(path, error)
  }
}

function isBeanFailure(error: unknown): boolean {
  return isKafilaError(error) && error.type.endsWith('RuntimeBeanExpressionException')
}

function isUnsupported(error: unknown): boolean {
  return isKafilaError(error) && error.code === 'KF_EXPR_UNSUPPORTED'
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}

function parts(path: string): PathPart[] {
  checkMethodName(path)
  return splitPath(path).map(readPart)
}

/** A name without dots and brackets is looked up before it is called, and its failure is not wrapped. */
function singleMethod(name: string, evaluate: EvaluateText): Walk {
  return (self, exchange) => {
    if (isBrokenPath(name)) throw failure('IllegalSyntax', `Illegal syntax: ${name}`)
    exchange.named = true
    if (name.startsWith('?')) throw methodNotFound({ source: name, self, exchange, site: undefined })
    return callMethod({ source: name, self, exchange, site: undefined }, evaluate)
  }
}

/** Arguments are read when they are first needed, and kept. */
export function argumentEvaluator(compiler: Compiler): EvaluateText {
  const known = new Map<string, ReturnType<Compiler['expression']>>()
  return (text, exchange) => {
    let code = known.get(text)
    if (code === undefined) known.set(text, (code = compiler.expression(text)))
    return code.run(exchange)
  }
}

function endsEarly(path: string, part: PathPart, start: unknown): Error {
  const reason = `last method returned null and therefore cannot continue to invoke method ${part.source} on a null instance`
  return failure('BeanExpression', `Failed to invoke method: ${path} on ${javaClassOf(start)} due ${reason}`)
}

interface StepOptions {
  readonly evaluate: EvaluateText
  readonly mapProperties: boolean
  readonly waits: boolean
}

function step(
  value: unknown,
  part: PathPart,
  exchange: Exchange,
  key: string | null,
  options: StepOptions,
  steps: readonly PathPart[],
): unknown {
  const { method } = part
  // Camel calls it as a bean, with a copy of the exchange
  exchange.named = true
  if (options.mapProperties && method !== undefined && isMap(value) && isKey(value, method))
    return key === null ? mapGet(value, method) : lookUp(mapGet(value, method), value, key, { part, steps }, exchange)
  const result = method === undefined ? value : callPart(method, value, part, exchange, options)
  return key === null ? result : lookUp(result, value, key, { part, steps }, exchange)
}

function callPart(method: string, self: unknown, part: PathPart, exchange: Exchange, options: StepOptions): unknown {
  try {
    return callMethod({ source: method, self, exchange, site: options.waits ? part : undefined }, options.evaluate)
  } catch (error) {
    throw asBeanFailure(method, error)
  }
}

function asBeanFailure(method: string, error: unknown, bean?: string): unknown {
  return error instanceof Suspension || isBeanFailure(error) || isUnsupported(error) ? error : beanFailure(method, error, bean)
}

function isKey(map: Parameters<typeof mapGet>[0], name: string): boolean {
  return !MAP_MEMBERS.has(name) && mapGet(map, name) !== undefined
}

/** Names that are methods of maps before they are keys. */
export const MAP_MEMBERS: ReadonlySet<string> = new Set([
  'size',
  'empty',
  'isEmpty',
  'keySet',
  'values',
  'entrySet',
  'clear',
  'get',
  'put',
  'remove',
])

/** A part of a path, and all parts. */
interface Place {
  readonly part: PathPart
  readonly steps: readonly PathPart[]
}

/** The path up to a part, as it is written. */
function walked({ part, steps }: Place): string {
  return steps
    .slice(0, steps.indexOf(part) + 1)
    .map(({ source }) => source)
    .join('')
}

type Keys = Map<string, (exchange: Exchange) => string | null>

function keyOf({ key }: PathPart, keys: Keys, compiler: Compiler): (exchange: Exchange) => string | null {
  if (key === undefined) return () => null
  let evaluate = keys.get(key)
  if (evaluate === undefined) {
    const code = compiler.argument(key)
    keys.set(key, (evaluate = exchange => textOf(code.run(exchange), exchange)))
  }
  return evaluate
}

/** The value under a key of a map, or at an index of a list (`last` and `last-1` count from its end). */
function lookUp(value: unknown, self: unknown, text: string, at: Place, exchange: Exchange): unknown {
  const { part } = at
  if (isBlank(text))
    throw failure('IllegalArgument', `key must be specified and not empty on: in Simple language ognl path: ${part.source}`)
  const key = stripQuotes(trim(text))
  const plain = value instanceof JsonNode ? value.value : value
  const map = isMap(plain) ? plain : undefined
  if (map !== undefined) return mapGet(map, key) ?? null
  const found = atIndex(plain, key, at, exchange)
  if (found !== undefined) return found.value
  if (part.nullSafe) return null
  throw outOfBounds(`Key: ${key} not found in bean: ${javaText(self)} of type: ${javaClassOf(self)} using OGNL path [${walked(at)}]`)
}

function atIndex(value: unknown, key: string, place: Place, exchange: Exchange): { value: unknown } | undefined {
  const index = key.startsWith('last') ? key : tryConvert(key, 'java.lang.Integer', exchange)
  if (index === null) return undefined
  const list = Array.isArray(value) ? value : convertTo(value, 'java.util.List', exchange)
  if (!Array.isArray(list)) return undefined
  const at = typeof index === 'string' ? fromEnd(index, list.length, exchange) : Number(index)
  if (at >= 0 && at < list.length) return { value: list[at] ?? null }
  if (place.part.nullSafe) return undefined
  throw outOfBounds(
    `Index: ${at}, Size: ${list.length} out of bounds with List from bean: ${javaText(value)}using OGNL path [${walked(place)}]`,
  )
}

function fromEnd(key: string, size: number, exchange: Exchange): number {
  const back = after(key, '-')
  const less = back === null ? 0 : tryConvert(trim(back), 'java.lang.Integer', exchange)
  if (less === null) throw failure('IllegalSyntax', `Illegal syntax: ${key}`)
  return size - 1 - Number(less)
}

function outOfBounds(reason: string): Error {
  return failure('IndexOutOfBounds', reason)
}
