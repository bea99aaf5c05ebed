import { Call, type Code, Property } from '../code.ts'
import { nameFrom } from '../evaluate.ts'
import { keyedPath, pathOf } from '../ognl/code.ts'
import { ContextView } from '../ognl/exchange-view.ts'
import { isBrokenPath, isPath } from '../ognl/path.ts'
import { syntaxError } from '../syntax-error.ts'
import type { Place } from './call.ts'
import { exceptionOf } from './exception.ts'
import { keyOf } from './header.ts'

/** How functions of the exchange are called, for suggestions. */
export const EXCHANGE_NAMES = ['exchangeProperty.name', 'exchange.OGNL', 'exception.OGNL', 'camelContext.OGNL']

/** Functions that start with `camelContext`, `exception`, `exchangeProperty` and `exchange`. */
export function exchangeFunction(source: string, place: Place): Code | undefined {
  const found = /^(camelContext|exception|exchangeProperty|exchange)(.+)$/s.exec(source)
  if (found === null) return undefined
  const [, name, rest] = found as unknown as [string, string, string]
  const path = name === 'exchangeProperty' ? keyOf(rest) : rest
  if (isBrokenPath(path)) throw syntaxError(place.text, `valid syntax is \${${name}.OGNL}, found \${${source}}`, place.offset)
  if (name === 'exchangeProperty') return property(path, place)
  return pathOf(START[name]!(), path, place.compiler)
}

const START: Readonly<Record<string, () => Code>> = {
  camelContext: () => new Call(exchange => new ContextView(exchange.services)),
  exception: () => new Call(exceptionOf),
  exchange: () => new Call(exchange => exchange),
}

function property(path: string, place: Place): Code {
  if (isPath(path)) return keyedPath(path, (exchange, name) => exchange.property(nameFrom(name, exchange)), place.compiler)
  const name = place.compiler.argument(path)
  if (typeof name.constant?.value === 'string') return new Property(name.constant.value)
  return new Call(exchange => exchange.property(nameFrom(name.run(exchange), exchange)) ?? null)
}
