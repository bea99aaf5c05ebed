import type { Exchange } from '../../../core/exchange.ts'
import { Call, type Code, Header } from '../code.ts'
import { convertTo, nameFrom } from '../evaluate.ts'
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
  if (isPath(key)) return keyedPath(key, lookUpHeader, place.compiler)
  const name = place.compiler.argument(key)
  if (typeof name.constant?.value === 'string') return new Header(name.constant.value)
  return new Call(exchange => {
    const text = nameFrom(name.run(exchange), exchange)
    return exchange.header(text) ?? exchange.property(text) ?? null
  })
}

/** What is not there becomes `false` at most, never zero. */
function convertFound(value: unknown, type: string, exchange: Exchange): unknown {
  return value === undefined && type !== 'boolean' ? null : convertTo(value, type, exchange)
}

/** Java finds no header of no name, and fails once there are headers to look among. */
function lookUpHeader(exchange: Exchange, name: string | null): unknown {
  if (name !== null) return exchange.header(name)
  return exchange.headerEntries().length === 0 ? null : nameFrom(name, exchange)
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
    const text = nameFrom(name.run(exchange), exchange)
    return convertFound(exchange.header(text), wanted, exchange) ?? convertFound(exchange.property(text), wanted, exchange)
  })
}
