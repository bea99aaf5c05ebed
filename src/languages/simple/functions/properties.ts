import { environmentVariable } from '../../../core/environment-variable.ts'
import { systemProperty } from '../../../core/system-properties.ts'
import { Call, type Code } from '../code.ts'
import { nameFrom, textOf } from '../evaluate.ts'
import { failure, wrapped } from '../failure.ts'
import { isBlank } from '../java-text.ts'
import type { Place } from './call.ts'

/** How functions of properties and the environment are called, for suggestions. */
export const PROPERTY_NAMES = ['properties:key:default', 'propertiesExist:key', 'ref:bean', 'env.NAME', 'sysenv.NAME', 'sys.name']

type Maker = (rest: string, place: Place) => Code

const PREFIXES: readonly (readonly [string, Maker])[] = [
  ['sys.', system],
  ['sysenv.', environment],
  ['sysenv:', environment],
  ['env.', environment],
  ['env:', environment],
  ['propertiesExist:', exists],
  ['properties:', property],
  ['ref:', reference],
]

/** `sys.`, `env.`, `properties:`, `propertiesExist:` and `ref:`. */
export function propertyFunction(source: string, place: Place): Code | undefined {
  for (const [prefix, make] of PREFIXES)
    if (source.startsWith(prefix) && source.length > prefix.length) return make(source.slice(prefix.length), place)
  return undefined
}

function environment(rest: string, place: Place): Code {
  const name = place.compiler.argument(rest)
  return new Call(exchange => environmentVariable(process.env, nameFrom(name.run(exchange), exchange)) ?? null)
}

function system(rest: string, place: Place): Code {
  const name = place.compiler.argument(rest)
  return new Call(exchange => {
    const key = nameFrom(name.run(exchange), exchange)
    return systemProperty(key) ?? null
  })
}

function splitOnce(text: string): [string, string | undefined] {
  const colon = text.indexOf(':')
  return colon < 0 ? [text, undefined] : [text.slice(0, colon), text.slice(colon + 1)]
}

function exists(rest: string): Code {
  const key = splitOnce(rest)[0]
  const negated = key.startsWith('!')
  return new Call(exchange => (exchange.services.property(negated ? key.slice(1) : key) !== undefined) !== negated)
}

/** As in a placeholder, `?` before the key lets it be missing; `!` has no effect. */
function property(rest: string, place: Place): Code {
  const [written, fallback] = splitOnce(rest)
  const optional = written.startsWith('?')
  const name = place.compiler.argument(written.replace(/^[?!]/, ''))
  return new Call(exchange => {
    const text = textOf(name.run(exchange), exchange) ?? ''
    const value = isBlank(text) ? undefined : exchange.services.property(text)
    if (value === undefined && fallback === undefined && !optional) throw missing(text)
    return value ?? fallback ?? null
  })
}

function missing(key: string): Error {
  const reason = `Property with key [${key}] not found in properties from text: {{${key}}}`
  return wrapped('RuntimeCamel', failure('IllegalArgument', reason))
}

function reference(rest: string, place: Place): Code {
  const name = place.compiler.argument(rest)
  return new Call(exchange => {
    const text = textOf(name.run(exchange), exchange)
    return text === null ? null : (exchange.services.bean(text) ?? null)
  })
}
