import { convert } from '../../../converters/index.ts'
import { javaClassOf } from '../../../converters/java-class.ts'
import { javaText } from '../../../converters/text.ts'
import { exceptionMessage } from '../../../core/exceptions.ts'
import type { Exchange } from '../../../core/exchange.ts'
import { Suspension } from '../../../core/suspension.ts'
import { isConversionError, textOf } from '../evaluate.ts'
import { failure } from '../failure.ts'
import { mandatoryBody } from '../functions/typed.ts'
import { isBlank, isQuotedBy, stripQuotes } from '../java-text.ts'
import { splitArguments } from '../split-arguments.ts'
import type { EvaluateText, JavaMethod, MethodCall } from './method.ts'
import { outerPair } from './method-text.ts'

/** What kind of value an argument's text is; `undefined` where Camel does not see a value in it. */
export function literalType(text: string): string | undefined {
  const value = text.trim()
  if (isBlank(value)) return undefined
  if (isQuotedBy(value, "'") || isQuotedBy(value, '"')) return 'java.lang.String'
  if (value === 'true' || value === 'false') return 'java.lang.Boolean'
  if (value === 'null' || value.startsWith('${') || value.startsWith('$simple{')) return 'java.lang.Object'
  return /^-?\p{Nd}*$/u.test(value) ? 'java.lang.Number' : undefined
}

const CONVERTIBLE_FROM_TEXT =
  /^(java\.lang\.(String|CharSequence|Integer|Long|Double|Float|Short|Byte|Boolean|Character)|int|long|double|float|short|byte|boolean|char|byte\[\]|char\[\])$/

/** Whether Camel has a converter between two types, as far as arguments need it. */
export function convertible(from: string, to: string): boolean {
  if (to === 'java.lang.String') return true
  return /String|Number|Integer|Long|Double|Boolean/.test(from) && CONVERTIBLE_FROM_TEXT.test(to)
}

/** Values for the parameters of a method: those that are written, the body for the first one otherwise. */
export function bindArguments(method: JavaMethod, call: MethodCall, evaluate: EvaluateText): unknown[] {
  const written = outerPair(call.source)
  const parts =
    written === undefined ? [] : splitArguments(written, { trim: true, keepQuotes: true }).filter(part => written !== '' || part !== '')
  const given = parts.values()
  return method.parameters.map((type, i) => {
    if (method.varargs && i === method.parameters.length - 1)
      return [...given].map(part => argument(part, 'java.lang.Object', call, evaluate))
    const part = given.next().value
    const value = part === undefined || part === '*' ? undefined : argument(part, type, call, evaluate)
    return value === undefined ? fromBody(type, i, call) : value
  })
}

/** `undefined` where the text is only a type (`String.class`), `null` for the word `null`. */
function argument(part: string, type: string, call: MethodCall, evaluate: EvaluateText): unknown {
  const text = part.replace(/^\S*\.class\s+/, '')
  if (/\.class$/.test(text) && literalType(text) === undefined) return undefined
  const value = evaluated(text, call, evaluate)
  if (value === null || value === undefined || value === 'null') return null
  return toParameter(typeof value === 'string' ? stripQuotes(value) : value, type, call.exchange)
}

function evaluated(text: string, call: MethodCall, evaluate: EvaluateText): unknown {
  try {
    return evaluate(text, call.exchange)
  } catch (cause) {
    if (cause instanceof Suspension) throw cause
    throw failure(
      'ExpressionEvaluation',
      `Cannot create/evaluate simple expression: ${text} to be bound to parameter: ${exceptionMessage(cause)}`,
      cause,
    )
  }
}

/** Converts a value to the type of a parameter. */
export function toParameter(value: unknown, type: string, exchange: Exchange): unknown {
  if (type === 'java.lang.Object') return value
  try {
    if (type === 'java.lang.CharSequence') return textOf(value, exchange)
    return convert(value, type, exchange)
  } catch (cause) {
    if (!isConversionError(cause)) throw cause
    throw failure(
      'ParameterBinding',
      `Error during parameter binding with type: ${type} with value type: ${javaClassOf(value)} and value: ${javaText(value)}`,
      cause,
    )
  }
}

/** Only the first parameter takes the body, and nothing where there is none. */
function fromBody(type: string, index: number, { exchange }: MethodCall): unknown {
  const { body } = exchange
  if (index > 0 || body === null || body === undefined) return null
  if (type === 'java.lang.Object') return body
  if (type === 'java.lang.CharSequence' && typeof body === 'string') return body
  return mandatoryBody(type, exchange)
}
