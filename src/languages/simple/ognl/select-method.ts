import { javaClassOf } from '../../../converters/java-class.ts'
import { tryConvert } from '../evaluate.ts'
import { failure } from '../failure.ts'
import { iterate } from '../iterate.ts'
import { before, between } from '../java-text.ts'
import { isAssignable, resolveClass } from '../java-types.ts'
import { splitArguments } from '../split-arguments.ts'
import { convertible, literalType } from './arguments.ts'
import { methodNotFound } from './bean-failure.ts'
import { type EvaluateText, getterName, type JavaMethod, type MethodCall } from './method.ts'
import { methodName, outerPair } from './method-text.ts'

/**
 * Chooses among the overloads of a method as Camel's bean component does: by the number and kind of the arguments that are written,
 * otherwise by the message body. Fails where there is none, or more than one.
 */
export function selectMethod(all: readonly JavaMethod[], call: MethodCall, evaluate: EvaluateText): JavaMethod {
  const name = methodName(call.source)
  const noArguments = call.source.endsWith('()')
  const named = operations(all, name)
  if (named.length === 0) throw methodNotFound(call)
  if (named.length === 1) {
    if (noArguments && named[0]!.parameters.length > 0) throw methodNotFound(call, '(with no parameters)')
    return named[0]!
  }
  const chosen = choose(all, named, call, evaluate)
  if (noArguments && (chosen === undefined || chosen.parameters.length > 0)) throw methodNotFound(call, '(with no parameters)')
  if (chosen === undefined || chosen.name !== name) throw ambiguous(call, named)
  return chosen
}

function operations(all: readonly JavaMethod[], name: string): readonly JavaMethod[] {
  const named = all.filter(method => method.name === name)
  if (named.length > 0) return named
  const getter = all.find(method => getterName(method) === name)
  return getter === undefined ? [] : all.filter(method => method.name === getter.name)
}

function ambiguous(call: MethodCall, candidates: readonly JavaMethod[]): Error {
  const list = candidates.map(({ name, parameters }) => `\t\t${name}(${parameters.join(',')})`).join('\n')
  return failure('AmbiguousMethod', `Ambiguous method invocations possible:\n\tClass: ${javaClassOf(call.self)}\n${list}\n\n`)
}

function choose(
  all: readonly JavaMethod[],
  named: readonly JavaMethod[],
  call: MethodCall,
  evaluate: EvaluateText,
): JavaMethod | undefined {
  const matching = all.filter(method => matches(method, call.source))
  const withBody = matching.filter(method => method.parameters.length > 0)
  const withoutBody = matching.filter(method => method.parameters.length === 0)
  const noArguments = call.source.endsWith('()')
  if (noArguments && withoutBody.length === 1) return withoutBody[0]
  if (!noArguments && withBody.length === 1) return withBody[0]
  if (withBody.length === 0) return undefined
  const chosen = byArguments(withBody, call, evaluate) ?? byBody(withBody, call)
  if (chosen === undefined) throw ambiguous(call, named)
  return chosen
}

/** Whether a method has this name, and takes the arguments that are written. */
function matches(method: JavaMethod, source: string): boolean {
  if (method.name !== (before(source, '(') ?? source)) return false
  if (source.endsWith('()')) return method.parameters.length === 0
  const types = outerPair(source)
  if (types === undefined || types.trim() === '') return true
  const parts = splitArguments(types, { trim: true, keepQuotes: true })
  return parts.length === method.parameters.length && parts.every((part, i) => part === '' || fits(part.trim(), method.parameters[i]!))
}

/** An argument must be a value that Camel can see as one, `*`, or a class that fits (`String.class`). */
function fits(argument: string, parameter: string): boolean {
  const type = /^(\S*\.class)(?:\s.*)?$/s.exec(argument)?.[1]
  if (type === undefined) return argument === '*' || literalType(argument) !== undefined
  const named = type.slice(0, -'.class'.length)
  const resolved = resolveClass(named)
  return resolved === undefined || isAssignable(parameter, resolved)
}

function byArguments(candidates: readonly JavaMethod[], call: MethodCall, evaluate: EvaluateText): JavaMethod | undefined {
  const written = between(call.source, '(', ')')
  if (written === null) return undefined
  const parts = [...iterate(written)] as string[]
  const counted = candidates.filter(method => method.parameters.length === parts.length)
  if (counted.length < 2) return counted[0]
  const types = parts.map(part => argumentType(part.trim(), call, evaluate))
  return byTypes(counted, types, false) ?? byTypes(counted, types, true)
}

function argumentType(part: string, call: MethodCall, evaluate: EvaluateText): string | undefined {
  const type = literalType(part)
  if (type !== 'java.lang.Object' || !/^\$(simple)?\{/.test(part)) return type
  const value = evaluate(part, call.exchange)
  return value === null || value === undefined ? type : javaClassOf(value)
}

/** A method that takes any object is only taken where no other fits. */
function byTypes(candidates: readonly JavaMethod[], types: readonly (string | undefined)[], converting: boolean): JavaMethod | undefined {
  const fitting: JavaMethod[] = []
  let fallback: JavaMethod | undefined
  for (const method of candidates) {
    const general = types.findIndex((type, i) => type !== undefined && method.parameters[i] === 'java.lang.Object')
    const wrong = types.findIndex((type, i) => type !== undefined && !accepts(type, method.parameters[i]!, converting))
    if (general >= 0 && (wrong < 0 || general <= wrong)) fallback = method
    else if (wrong < 0) fitting.push(method)
  }
  return fitting.length === 1 ? fitting[0] : fallback
}

function accepts(type: string, parameter: string, converting: boolean): boolean {
  if (type === 'java.lang.Number')
    return /^(int|long|java\.lang\.(Integer|Long))$/.test(parameter) || (converting && convertible(type, parameter))
  if (type === 'java.lang.Boolean' && parameter === 'boolean') return true
  if (parameter === type || (parameter.includes('.') && isAssignable(type, parameter))) return true
  return converting && convertible(type, parameter)
}

/** The one whose first parameter is of the body's class, or that the body can be converted to. */
function byBody(candidates: readonly JavaMethod[], call: MethodCall): JavaMethod | undefined {
  const { body } = call.exchange
  if (body === null || body === undefined) return undefined
  const type = javaClassOf(body)
  const fitting = candidates.filter(method => !method.returnsNothing && isAssignable(type, method.parameters[0]!))
  if (fitting.length === 1) return fitting[0]
  if (fitting.length > 1) throw ambiguous(call, fitting)
  const converted = candidates.filter(method => tryConvert(body, method.parameters[0]!, call.exchange) !== null)
  if (converted.length > 1) throw ambiguous(call, converted)
  return converted[0]
}
