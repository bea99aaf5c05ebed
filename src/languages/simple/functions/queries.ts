import { javaClassOf, javaText } from '../../../converters/index.ts'
import { errors } from '../../../core/errors.ts'
import type { Exchange } from '../../../core/exchange.ts'
import { isByteSource } from '../../../core/stream-body.ts'
import type { LanguageContext } from '../../../kit/language.ts'
import { wrapping } from '../../failure.ts'
import { sourceReader } from '../../source.ts'
import { withBody } from '../chain.ts'
import { Call, Constant } from '../code.ts'
import { type Evaluate, textOf } from '../evaluate.ts'
import { noCast, wrapped } from '../failure.ts'
import { stripQuotes, trim } from '../java-text.ts'
import { settled } from '../ognl/settle.ts'
import { simpleJsonPath } from '../simple-json-path.ts'
import type { Factory, FunctionCall } from './call.ts'

const SOURCE = /^((?:header|property|exchangeProperty|variable):[^,]*),(.*)$/s

interface Query {
  readonly source: string | undefined
  readonly text: string
}

/** The expression, and where its input comes from: `header:x,.foo`. */
function readQuery(call: FunctionCall, name: string): Query {
  const end = call.remainder.lastIndexOf(')')
  if (end < 0) call.fail(`\${${name}(exp)}`)
  const written = stripQuotes(call.remainder.slice(0, end))
  const found = SOURCE.exec(written)
  return found === null ? { source: undefined, text: written } : { source: trim(found[1]!), text: trim(found[2]!) }
}

/** An expression of another language, evaluated on the input instead of the body. */
function delegate(language: string): Factory {
  return call => {
    const { source, text } = readQuery(call, language)
    const { context } = call
    if (context === undefined) return new Constant(null)
    call.compiler.callsBeans = true
    const read = sourceReader('simple', source)
    return new Call(
      evaluateOn(language === 'jsonpath' ? evaluating(read) : read, compileQuery(language, text, context), source !== undefined),
    )
  }
}

/** JSONPath wraps what goes wrong while its input is looked up, too. */
function evaluating(read: Evaluate): Evaluate {
  return exchange =>
    wrapping(
      () => read(exchange),
      cause => wrapped('ExpressionEvaluation', cause),
    )
}

function compileQuery(language: string, text: string, context: LanguageContext): Evaluate {
  return context.compile(language, text)
}

function evaluateOn(value: Evaluate, query: Evaluate, elsewhere: boolean): Evaluate {
  const site = {}
  const evaluate = (exchange: Exchange) => settled(exchange, site, () => query(exchange)) ?? null
  if (!elsewhere) return evaluate
  return exchange => {
    const read = value(exchange) ?? null
    return withBody(exchange, () => {
      exchange.body = read
      return evaluate(exchange)
    })
  }
}

const simpleJsonpath: Factory = call => {
  const { source, text } = readQuery(call, 'simpleJsonpath')
  const value = sourceReader('simple', source)
  return new Call(exchange => simpleJsonPath(jsonOf(value(exchange), exchange), text))
}

function jsonOf(value: unknown, exchange: Exchange): unknown {
  if (value === null || value === undefined) return null
  if (typeof value !== 'string' && !(value instanceof Uint8Array) && !isByteSource(value)) return null
  const json = parsed(value, textOf(value, exchange) ?? 'null')
  if (json === null || typeof json === 'object') return json
  throw noJsonable(value, `java.lang.ClassCastException: ${noJsonableCast(json)}`)
}

function parsed(value: unknown, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw cause instanceof SyntaxError ? noJsonable(value, cause.message, cause) : cause
  }
}

const JSONABLE = 'org.apache.camel.util.json.Jsonable'

function noJsonable(value: unknown, reason: string, cause?: unknown): Error {
  const details = { from: javaClassOf(value), to: JSONABLE, value: javaText(value), reason }
  return errors.KF_EXPR_CONVERSION_FAILED(details, cause === undefined ? {} : { cause })
}

/** Only objects and lists are what it reads. */
function noJsonableCast(json: unknown): string {
  return noCast(typeof json === 'number' ? 'java.math.BigDecimal' : javaClassOf(json), JSONABLE)
}

export const queryFunctions: Readonly<Record<string, Factory>> = {
  jq: delegate('jq'),
  jsonpath: delegate('jsonpath'),
  xpath: delegate('xpath'),
  simpleJsonpath,
}
