import { Call, type Code, Header } from '../code.ts'
import { convertTo, textOf } from '../evaluate.ts'
import { after, before, isBlank, removeQuotes, stripQuotes } from '../java-text.ts'
import { keyedPath } from '../ognl/code.ts'
import { isBrokenPath, isPath } from '../ognl/path.ts'
import { syntaxError } from '../syntax-error.ts'
import type { Place } from './call.ts'
import { typeArgument } from './typed.ts'

/** How functions of headers are called, for suggestions. */
export const HEADER_NAMES = ['header.name', 'headers', 'headers.size', 'headerAs(name, type)']

/** Functions that start with `header`, `headers`, `in.header` and `in.headers`. */
export function headerFunction(source: string, place: Place): Code | undefined {
  if (source.startsWith('headerAs(') && source.length > 'headerAs('.length) return headerAs(source, place)
  if (source === 'headers' || source === 'in.headers') return new Call(exchange => Object.fromEntries(exchange.headerEntries()))
  if (/^headers\.(size|length)(\(\))?$/.test(source)) return new Call(exchange => exchange.headerEntries().length)
  const rest = /^(?:in\.)?headers?(.+)$/s.exec(source)?.[1]
  return rest === undefined ? undefined : keyed(source, rest, place)
}

function keyed(source: string, rest: string, place: Place): Code {
  const key = stripQuotes(keyOf(rest))
  if (isBrokenPath(key)) throw syntaxError(place.text, `valid syntax is \${header.name[key]}, found \${${source}}`, place.offset)
  if (isPath(key)) return keyedPath(key, (exchange, name) => exchange.header(name), place.compiler)
  const name = place.compiler.argument(key)
  if (typeof name.constant?.value === 'string') return new Header(name.constant.value)
  return new Call(exchange => {
    const text = textOf(name.run(exchange), exchange)
    return text === null ? null : (exchange.header(text) ?? exchange.property(text) ?? null)
  })
}

/** Takes off the sign before a name, and the brackets around it: `.x`, `:x`, `?x`, `[x]`. */
export function keyOf(rest: string): string {
  const name = /^[.:?]/.test(rest) ? rest.slice(1) : rest
  return name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name
}

/** The name and type of `headerAs(name, type)` and `variableAs(name, type)`. */
export function nameAndType(source: string, name: string, place: Place): { key: string; type: string } {
  const remainder = source.slice(name.length + 1)
  const both = before(remainder, ')') ?? ''
  const [key, type] = [before(both, ','), after(both, ',')]
  if (isBlank(key) || isBlank(type) || !isBlank(after(remainder, ')'))) {
    throw syntaxError(place.text, `valid syntax is \${${name}(key, type)}, found \${${source}}`, place.offset)
  }
  return { key: removeQuotes(key), type: removeQuotes(type) }
}

function headerAs(source: string, place: Place): Code {
  const { key, type } = nameAndType(source, 'headerAs', place)
  const name = place.compiler.argument(key)
  const typeOf = typeArgument(type, place.compiler)
  return new Call(exchange => {
    const wanted = typeOf(exchange)
    const text = textOf(name.run(exchange), exchange) ?? ''
    return convertKnown(exchange.header(text), wanted, exchange) ?? convertKnown(exchange.property(text), wanted, exchange)
  })
}

/** Nothing stays nothing, whatever the type. */
function convertKnown(value: unknown, type: string, exchange: Parameters<Code['run']>[0]): unknown {
  return value === null || value === undefined ? null : convertTo(value, type, exchange)
}
