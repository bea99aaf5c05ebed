import { getVariable } from '../../../core/variables.ts'
import { Call, type Code } from '../code.ts'
import { convertTo, textOf } from '../evaluate.ts'
import { stripQuotes } from '../java-text.ts'
import { keyedPath } from '../ognl/code.ts'
import { isBrokenPath, isPath } from '../ognl/path.ts'
import { syntaxError } from '../syntax-error.ts'
import type { Place } from './call.ts'
import { keyOf, nameAndType } from './header.ts'
import { typeArgument } from './typed.ts'

/** How functions of variables are called, for suggestions. */
export const VARIABLE_NAMES = ['variable.name', 'variables', 'variables.size', 'variableAs(name, type)']

/** Functions that start with `variable` and `variables`. */
export function variableFunction(source: string, place: Place): Code | undefined {
  if (source.startsWith('variableAs(') && source.length > 'variableAs('.length) return variableAs(source, place)
  if (source === 'variables') return new Call(exchange => Object.fromEntries(known(exchange.variables)))
  if (/^variables\.(size|length)(\(\))?$/.test(source)) return new Call(exchange => known(exchange.variables).length)
  const rest = /^variables?(.+)$/s.exec(source)?.[1]
  return rest === undefined ? undefined : keyed(source, rest, place)
}

function known(variables: Readonly<Record<string, unknown>> | undefined): [string, unknown][] {
  return Object.entries(variables ?? {}).filter(([, value]) => value !== undefined)
}

function keyed(source: string, rest: string, place: Place): Code {
  const key = stripQuotes(keyOf(rest))
  if (isBrokenPath(key)) throw syntaxError(place.text, `valid syntax is \${variable.name[key]}, found \${${source}}`, place.offset)
  if (isPath(key)) return keyedPath(key, (exchange, name) => (name === null ? null : getVariable(exchange, name)), place.compiler)
  const name = place.compiler.argument(key)
  const fixed = name.constant?.value
  if (typeof fixed === 'string' && !fixed.includes(':')) return new Call(exchange => exchange.variables?.[fixed] ?? null)
  return new Call(exchange => {
    const text = textOf(name.run(exchange), exchange)
    return text === null ? null : getVariable(exchange, text)
  })
}

function variableAs(source: string, place: Place): Code {
  const { key, type } = nameAndType(source, 'variableAs', place)
  const name = place.compiler.argument(key)
  const typeOf = typeArgument(type, place.compiler)
  return new Call(exchange => {
    const wanted = typeOf(exchange)
    const value = getVariable(exchange, textOf(name.run(exchange), exchange) ?? '')
    return value === null ? null : convertTo(value, wanted, exchange)
  })
}
