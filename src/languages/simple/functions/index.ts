import { nearestName } from '../../../core/nearest.ts'
import { Call, type Code } from '../code.ts'
import { convertTo } from '../evaluate.ts'
import { before } from '../java-text.ts'
import { syntaxError } from '../syntax-error.ts'
import { ATTACHMENT_NAMES, attachmentFunction } from './attachments.ts'
import { base64Functions } from './base64.ts'
import { beanFunction } from './bean.ts'
import { BODY_NAMES, bodyFunction } from './body.ts'
import { type Factory, FunctionCall, type Place, unsupported } from './call.ts'
import { collectionFunctions } from './collections.ts'
import { customFunction } from './custom.ts'
import { dateFunction } from './date.ts'
import { DIRECT } from './direct.ts'
import { EXCHANGE_NAMES, exchangeFunction } from './exchange.ts'
import { fileFunction } from './file.ts'
import { HEADER_NAMES, headerFunction } from './header.ts'
import { kindFunctions } from './kinds.ts'
import { listFunctions } from './lists.ts'
import { mathFunctions } from './math.ts'
import { MISC_NAMES, miscFunctions, prefixFunction } from './misc.ts'
import { PROPERTY_NAMES, propertyFunction } from './properties.ts'
import { queryFunctions } from './queries.ts'
import { setterFunctions } from './setters.ts'
import { stringFunctions } from './strings.ts'
import { VARIABLE_NAMES, variableFunction } from './variable.ts'

/** Functions written with parentheses, by name. */
const CALLS: Readonly<Record<string, Factory>> = {
  ...stringFunctions,
  ...mathFunctions,
  ...collectionFunctions,
  ...listFunctions,
  ...setterFunctions,
  ...kindFunctions,
  ...miscFunctions,
  ...queryFunctions,
  ...base64Functions,
  function: customFunction,
}

/** Functions known by how they start; the first that takes the text wins, in Camel's order. */
type Family = (source: string, place: Place) => Code | undefined

const BEFORE_CALLS: readonly Family[] = [fileFunction, bodyFunction, headerFunction, variableFunction, exchangeFunction]
const AFTER_CALLS: readonly Family[] = [prefixFunction, propertyFunction, dateFunction, beanFunction, attachmentFunction, foreignFunction]

const RESULT_TYPES: Readonly<Record<string, string>> = {
  int: 'int',
  integer: 'int',
  long: 'long',
  boolean: 'boolean',
  string: 'java.lang.String',
}

/** The code of what stands between `${` and `}`. */
export function createFunction(source: string, place: Place): Code {
  const typed = /^(int|integer|long|boolean|string):/.exec(source)
  if (typed === null) return untyped(source, place)
  const type = RESULT_TYPES[typed[1]!]!
  const { run } = untyped(source.slice(typed[0].length), place)
  return new Call(exchange => convertTo(run(exchange), type, exchange) ?? (type === 'boolean' ? false : null))
}

function untyped(source: string, place: Place): Code {
  return find(source, place) ?? custom(source, place) ?? unknown(source, place)
}

function find(source: string, place: Place): Code | undefined {
  const direct = Object.hasOwn(DIRECT, source) ? DIRECT[source] : undefined
  if (direct !== undefined) return direct(place)
  return first(BEFORE_CALLS, source, place) ?? called(source, place) ?? first(AFTER_CALLS, source, place)
}

function first(families: readonly Family[], source: string, place: Place): Code | undefined {
  for (const family of families) {
    const code = family(source, place)
    if (code !== undefined) return code
  }
  return undefined
}

function called(source: string, place: Place): Code | undefined {
  const name = before(source, '(')
  if (name === null || source.length === name.length + 1 || !Object.hasOwn(CALLS, name)) return undefined
  return CALLS[name]!(new FunctionCall(source, source.slice(name.length + 1), place))
}

/** A function of an init block or bean may be called like one of simple's own. */
function custom(source: string, place: Place): Code | undefined {
  const name = before(source, '(') ?? source
  if (place.compiler.custom.find(name) === undefined) return undefined
  const rest = source.slice(name.length + 1)
  const call = rest === '' || rest === ')' ? `${name})` : `${name},${rest}`
  return customFunction(new FunctionCall(`function(${call}`, call, place))
}

const JSOUP = /^html(Clean|Parse|Decode)/

function foreignFunction(source: string): Code | undefined {
  if (source.startsWith('a2a:')) unsupported(`the function ${source}`, 'there is no A2A component')
  if (JSOUP.test(source)) unsupported(`the function ${JSOUP.exec(source)![0]}`, 'it needs an HTML parser (camel-jsoup)')
  return undefined
}

/** Names that a wrong one may have meant, with what they need to be called. */
function knownNames(place: Place): string[] {
  const families = [BODY_NAMES, HEADER_NAMES, VARIABLE_NAMES, EXCHANGE_NAMES, PROPERTY_NAMES, MISC_NAMES, ATTACHMENT_NAMES]
  return [...Object.keys(DIRECT), ...families.flat(), ...Object.keys(CALLS).map(name => `${name}()`), ...place.compiler.custom.names()]
}

function unknown(source: string, place: Place): never {
  const name = /^[\w-]*/.exec(source)![0]
  const nearest =
    name === ''
      ? undefined
      : nearestName(
          name,
          knownNames(place).map(each => each.replace(/[(:.].*$/, '')),
        )
  const written = nearest === undefined ? undefined : knownNames(place).find(each => each.replace(/[(:.].*$/, '') === nearest)
  const hint = written === undefined ? '' : `. Did you mean \${${written}}?`
  throw syntaxError(place.text, `unknown function \${${source}}${hint}`, place.offset, { said: `Unknown function: ${source}` })
}
