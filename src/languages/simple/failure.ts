import { errors, isKafilaError } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'

/** Java's exceptions that `simple` throws, by short names. */
const TYPES = {
  IllegalArgument: 'java.lang.IllegalArgumentException',
  NullPointer: 'java.lang.NullPointerException',
  ClassCast: 'java.lang.ClassCastException',
  ClassNotFound: 'java.lang.ClassNotFoundException',
  IndexOutOfBounds: 'java.lang.IndexOutOfBoundsException',
  ArrayIndexOutOfBounds: 'java.lang.ArrayIndexOutOfBoundsException',
  StringIndexOutOfBounds: 'java.lang.StringIndexOutOfBoundsException',
  NumberFormat: 'java.lang.NumberFormatException',
  NoSuchElement: 'java.util.NoSuchElementException',
  PatternSyntax: 'java.util.regex.PatternSyntaxException',
  UnsupportedOperation: 'java.lang.UnsupportedOperationException',
  IllegalState: 'java.lang.IllegalStateException',
  Runtime: 'java.lang.RuntimeException',
  Assertion: 'org.apache.camel.language.simple.SimpleAssertionException',
  RuntimeCamel: 'org.apache.camel.RuntimeCamelException',
  RuntimeExchange: 'org.apache.camel.RuntimeExchangeException',
  CamelExchange: 'org.apache.camel.CamelExchangeException',
  CamelExecution: 'org.apache.camel.CamelExecutionException',
  InvalidPayload: 'org.apache.camel.InvalidPayloadException',
  ExpressionEvaluation: 'org.apache.camel.ExpressionEvaluationException',
  IllegalSyntax: 'org.apache.camel.ExpressionIllegalSyntaxException',
  BeanExpression: 'org.apache.camel.language.bean.RuntimeBeanExpressionException',
  MethodNotFound: 'org.apache.camel.component.bean.MethodNotFoundException',
  AmbiguousMethod: 'org.apache.camel.component.bean.AmbiguousMethodCallException',
  ParameterBinding: 'org.apache.camel.component.bean.ParameterBindingException',
  NoSuchAlgorithm: 'java.security.NoSuchAlgorithmException',
  NoSuchBean: 'org.apache.camel.NoSuchBeanException',
  NoSuchHeader: 'org.apache.camel.NoSuchHeaderException',
  NoSuchProperty: 'org.apache.camel.NoSuchPropertyException',
  FileNotFound: 'java.io.FileNotFoundException',
} as const

export type FailureType = keyof typeof TYPES

/** Java's text of a cast that fails: the classes, and where each comes from. */
export function noCast(from: string, to: string): string {
  const [first, second] = [placeOf(from), placeOf(to)]
  const places = first === second ? `${from} and ${to} are ${first}` : `${from} is ${first}; ${to} is ${second}`
  return `class ${from} cannot be cast to class ${to} (${places})`
}

function placeOf(type: string): string {
  return type.startsWith('java.') ? "in module java.base of loader 'bootstrap'" : "in unnamed module of loader 'app'"
}

/** A failure of an expression for this message, as the exception that Camel throws. */
export function failure(type: FailureType, reason: string, cause?: unknown): Error {
  return errors.KF_EXPR_EVALUATION({ language: 'simple', reason }, { type: TYPES[type], ...(cause === undefined ? {} : { cause }) })
}

/** What Camel makes of a checked exception: wrapped, its text as message. */
export function wrapped(type: FailureType, cause: Error): Error {
  const name = isKafilaError(cause) ? cause.type : cause.name
  return failure(type, `${name}: ${cause.message}`, cause)
}

/** The failure that Camel's functions wrap theirs in. */
export function executionFailure(exchange: Exchange, cause: Error): Error {
  return failure('CamelExecution', `Exception occurred during execution on the exchange: ${exchange}`, cause)
}
