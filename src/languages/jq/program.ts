import { toText } from '../../converters/index.ts'
import { exceptionType } from '../../core/exceptions.ts'
import type { Exchange } from '../../core/exchange.ts'
import { getVariable } from '../../core/variables.ts'
import { evaluationFailure, wrapped } from '../failure.ts'
import type { Definition } from './ast.ts'
import { BUILTINS } from './builtins.ts'
import type { Closure, Scope } from './environment.ts'
import { type Builtin, Machine } from './evaluate.ts'
import { MORE_BUILTINS } from './more-functions.ts'
import { parseDefinitions, parseJq } from './parse.ts'
import { PRELUDE } from './prelude.ts'
import { type FaultKind, JqFault, toJqText } from './values.ts'

/** A compiled program: all outputs for an input. Throws Java's exceptions. */
export type Program = (input: unknown, exchange: Exchange) => unknown[]

let prelude: Scope | undefined

/** The scope of the functions that are written in jq; read when first needed. */
function preludeScope(): Scope {
  prelude ??= scopeOf(parseDefinitions(PRELUDE))
  return prelude
}

/** They are found by name: along a chain of all of them each call would look at some eighty. */
function scopeOf(definitions: readonly Definition[]): Scope {
  const common = new Map<string, Scope>()
  const scope: Scope = { parent: undefined, name: '', common }
  for (const definition of definitions) {
    const name = `${definition.name}/${definition.params.length}`
    common.set(name, { parent: scope, name, definition })
  }
  return scope
}

/** Values from outside JSON enter as text. */
function asJson(value: unknown, exchange: Exchange): unknown {
  return value === null || value === undefined ? null : toText(value, exchange)
}

/** A function that reads something of the exchange by name, with an optional default. */
function reader(read: (exchange: Exchange, name: string) => unknown): Builtin {
  return (run, [name, otherwise], input, path, out) => {
    for (const each of run.all(name!, input)) {
      const value = asJson(read(run.exchange!, toJqText(each)), run.exchange!)
      if (value !== null || !otherwise) out(value, path && [])
      else for (const given of run.all(otherwise, input)) out(given, path && [])
    }
  }
}

/** The name of the function that stands as argument is the text: `constant(abc)`. */
const constant: Builtin = (_run, [arg], _input, path, out) => {
  const { node } = arg as Closure
  if (node.kind !== 'call') throw evaluationFailure('jq', 'java.lang.ClassCastException', 'constant() takes a bare word')
  out(node.name, path && [])
}

const header = reader((exchange, name) => exchange.header(name))
const property = reader((exchange, name) => exchange.property(name))
const variable = reader(getVariable)
const body: Builtin = (run, _args, _input, path, out) => out(asJson(run.exchange!.body, run.exchange!), path && [])

const FUNCTIONS: ReadonlyMap<string, Builtin> = new Map(
  Object.entries({
    ...BUILTINS,
    ...MORE_BUILTINS,
    'header/1': header,
    'header/2': header,
    'property/1': property,
    'property/2': property,
    'variable/1': variable,
    'variable/2': variable,
    'body/0': body,
    'body/1': body,
    'constant/1': constant,
  }),
)

/** Reads a program; a bad one is an error when the route is built. */
export function compileJq(text: string): Program {
  const node = parseJq(text)
  return (input, exchange) => {
    try {
      return new Machine(FUNCTIONS, exchange).all({ node, scope: preludeScope() }, input)
    } catch (error) {
      // as in jq 1.5 an error without a value ends the program quietly
      if (error instanceof JqFault && error.kind === 'user' && error.value === null) return []
      throw failureOf(error)
    }
  }
}

const EXCEPTIONS: Readonly<Record<FaultKind, string>> = {
  query: 'JsonQueryException',
  user: 'JsonQueryUserException',
  type: 'JsonQueryTypeException',
  undefined: 'JsonQueryUndefinedBehaviorException',
  input: 'IllegalJsonInputException',
}

function failureOf(error: unknown): unknown {
  if (error instanceof JqFault) return javaFailure(EXCEPTIONS[error.kind], toJqText(error.value))
  if (error instanceof RangeError) return evaluationFailure('jq', 'java.lang.StackOverflowError', error.message, error)
  return exceptionType(error) === 'java.lang.ClassCastException' ? wrapped('jq', error) : error
}

function javaFailure(type: string, reason: string): Error {
  return wrapped('jq', evaluationFailure('jq', `net.thisptr.jackson.jq.exception.${type}`, reason))
}
