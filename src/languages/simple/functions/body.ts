import { javaClassOf } from '../../../converters/java-class.ts'
import { Body, Call, type Code } from '../code.ts'
import { convertTo, textOf } from '../evaluate.ts'
import { after, before, isBlank, removeQuotes } from '../java-text.ts'
import { JavaClass } from '../java-types.ts'
import { jsonText } from '../json-text.ts'
import { bodyPath, pathOf } from '../ognl/code.ts'
import { isBrokenPath } from '../ognl/path.ts'
import { prettyText } from '../pretty-text.ts'
import { syntaxError } from '../syntax-error.ts'
import type { Place } from './call.ts'
import { mandatoryBody, typeArgument } from './typed.ts'

/** How functions of the body are called, for suggestions. */
export const BODY_NAMES = [
  ...[
    'body',
    'bodyAs(type)',
    'mandatoryBodyAs(type)',
    'bodyOneLine',
    'bodyType',
    'prettyBody',
    'originalBody',
    'toJsonBody',
    'toPrettyJsonBody',
  ],
  'messageAs(type)',
]

const EXACT: Readonly<Record<string, () => Code>> = {
  body: () => new Body(),
  'in.body': () => new Body(),
  bodyType: () => new Call(({ body }) => (body === null || body === undefined ? null : new JavaClass(javaClassOf(body)))),
  prettyBody: () => new Call(exchange => prettyText(textOf(exchange.body, exchange))),
  toJsonBody: () => new Call(exchange => jsonText(exchange.body, false)),
  toPrettyJsonBody: () => new Call(exchange => jsonText(exchange.body, true)),
  bodyOneLine: () => new Call(exchange => textOf(exchange.body, exchange)?.replaceAll('\n', '') ?? null),
  originalBody: () => new Call(exchange => exchange.unitOfWork?.original?.body ?? null),
}

/** Functions that start with `body`, `in.body`, `mandatoryBodyAs(` and `messageAs(`. */
export function bodyFunction(source: string, place: Place): Code | undefined {
  if (Object.hasOwn(EXACT, source)) return EXACT[source]!()
  for (const name of ['bodyAs', 'mandatoryBodyAs', 'messageAs']) {
    if (source.startsWith(`${name}(`) && source.length > name.length + 1) return converted(name, source, place)
  }
  const rest = /^(?:in\.)?body(.+)$/s.exec(source)?.[1]
  if (rest === undefined) return undefined
  if (!/^[.?[]/.test(rest) || isBrokenPath(rest))
    throw syntaxError(place.text, `valid syntax is \${body.OGNL}, found \${${source}}`, place.offset)
  return bodyPath(rest, place.compiler)
}

function converted(name: string, source: string, place: Place): Code {
  const remainder = source.slice(name.length + 1)
  const type = before(remainder, ')')
  const rest = after(remainder, ')') ?? ''
  const path = isBlank(rest) ? '' : rest
  if (type === null || isBrokenPath(path))
    throw syntaxError(place.text, `valid syntax is \${${name}(type).OGNL}, found \${${source}}`, place.offset)
  const typeOf = typeArgument(removeQuotes(type), place.compiler)
  const value = name === 'mandatoryBodyAs' ? new Call(exchange => mandatoryBody(typeOf(exchange), exchange)) : optional(name, typeOf)
  return path === '' ? value : pathOf(value, path, place.compiler)
}

function optional(name: string, typeOf: (exchange: Parameters<Code['run']>[0]) => string): Code {
  if (name === 'bodyAs') return new Call(exchange => convertTo(exchange.body, typeOf(exchange), exchange))
  return new Call(exchange => (typeOf(exchange) === 'org.apache.camel.Message' ? exchange.body : null))
}
