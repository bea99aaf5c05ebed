import { createHash, randomInt } from 'node:crypto'
import { errors } from '../../../core/errors.ts'
import { MESSAGE_DIGESTS } from '../../../core/message-digests.ts'
import { Call, type Code } from '../code.ts'
import { convertTo, textOf } from '../evaluate.ts'
import { executionFailure, failure, wrapped } from '../failure.ts'
import { between, isBlank, removeQuotes, stripQuotes, trim } from '../java-text.ts'
import { resolveClass } from '../java-types.ts'
import { jsonText } from '../json-text.ts'
import { pathOf } from '../ognl/code.ts'
import { isBrokenPath } from '../ognl/path.ts'
import { Ternary, Truth } from '../operators.ts'
import { prettyText } from '../pretty-text.ts'
import { readResource } from '../resource.ts'
import { streamBytes } from './bytes.ts'
import { type Factory, type FunctionCall, type Place, QUOTED } from './call.ts'
import { historyText } from './log-text.ts'
import { mandatoryInteger } from './strings.ts'
import { isSubtypeOfRuntime } from './thrown.ts'
import { typeFunction } from './type.ts'
import { uuidGenerator } from './uuid.ts'

/** How functions that are known by their start are called, for suggestions. */
export const MISC_NAMES = [
  'uuid',
  'messageHistory',
  'type:class',
  'bean:name.method',
  'date:command:pattern',
  'date-with-timezone:command:zone:pattern',
  'file:name',
]

/** `messageHistory`, `uuid` and `type:`, with whatever follows. */
export function prefixFunction(source: string, place: Place): Code | undefined {
  if (source.startsWith('messageHistory')) return history(source)
  if (source.startsWith('uuid')) return new Call(uuidGenerator(between(source, '(', ')') ?? 'default', place))
  return source.startsWith('type:') && source.length > 'type:'.length ? typeFunction(source.slice('type:'.length), place) : undefined
}

/** `messageHistory(false)` leaves the exchange out. */
function history(source: string): Code {
  const written = between(source, '(', ')')
  const detailed = isBlank(written) || written.toLowerCase() === 'true'
  return new Call(exchange => historyText(exchange, detailed))
}

const throwException: Factory = call => {
  const syntax = '${throwException(msg)} or ${throwException(msg,type)}'
  const written = call.required(syntax)
  const typed = written.includes(',')
  const tokens = typed ? call.split(written, QUOTED) : [trim(written)]
  if (tokens.length !== (typed ? 2 : 1)) call.fail(syntax)
  const name = tokens[1] === undefined ? 'java.lang.IllegalArgumentException' : removeQuotes(tokens[1])
  const type = resolveClass(name) ?? unknownClass(name)
  const message = call.expression(removeQuotes(tokens[0]!)).run
  return new Call(exchange => {
    const thrown = errors.KF_RUN_THROWN({ message: textOf(message(exchange), exchange) ?? '' }, { type })
    throw isSubtypeOfRuntime(type) ? thrown : wrapped('RuntimeCamel', thrown)
  })
}

const assert: Factory = call => {
  const tokens = call.split(call.required('${assert(exp,msg)}'), QUOTED)
  if (tokens.length !== 2) call.fail('${assert(exp,msg)}')
  const truth: Code = new Truth(call.compiler.predicate(tokens[0]!))
  const message = removeQuotes(tokens[1]!)
  return new Call(exchange => {
    if (!truth.run(exchange)) throw failure('Assertion', message)
    return null
  })
}

const convertToType: Factory = call => {
  const syntax = '${convertTo(type)} or ${convertTo(exp,type)}'
  const end = call.remainder.indexOf(')')
  const written = end < 0 ? '' : call.remainder.slice(0, end)
  if (isBlank(written)) call.fail(syntax)
  const tokens = written.includes(',') ? call.split(written, QUOTED) : ['${body}', trim(written)]
  if (tokens.length > 2) call.fail(syntax)
  const name = removeQuotes(tokens[1] ?? tokens[0]!)
  const type = resolveClass(name) ?? unknownClass(name)
  const { run } = call.expression(removeQuotes(tokens[0]!))
  const value = new Call(exchange => convertTo(run(exchange), type, exchange))
  const path = call.remainder.slice(end + 1)
  if (isBlank(path)) return value
  if (isBrokenPath(path)) call.fail('${convertTo(type).OGNL} or ${convertTo(exp,type).OGNL}')
  return pathOf(value, path, call.compiler)
}

function unknownClass(name: string): never {
  throw wrapped('RuntimeCamel', failure('ClassNotFound', name))
}

const iif: Factory = call => {
  const syntax = '${iif(predicate,trueExpression,falseExpression)}'
  const tokens = call.split(call.required(syntax), QUOTED).map(trim)
  if (tokens.length > 3) call.fail(syntax)
  if (tokens.length < 3) throw failure('ArrayIndexOutOfBounds', `Index ${tokens.length} out of bounds for length ${tokens.length}`)
  const [condition, yes, no] = tokens as [string, string, string]
  return new Iif(call.compiler.predicate(condition), call.expression(yes), call.expression(no))
}

class Iif extends Ternary {
  override readonly isRaw = true
}

const ALGORITHMS: Readonly<Record<string, string>> = { ...MESSAGE_DIGESTS, SHA: 'sha1', SHA1: 'sha1' }

const hash: Factory = call => {
  const written = call.required('${hash(value)} or ${hash(value,algorithm)}')
  const comma = written.indexOf(',')
  const { run } = call.expression(trim(comma < 0 ? written : written.slice(0, comma)))
  const name = comma < 0 ? 'SHA-256' : trim(written.slice(comma + 1))
  const algorithm = ALGORITHMS[name.toUpperCase()]
  return new Call(exchange => {
    const bytes = streamBytes(run(exchange), exchange)
    if (bytes === null) return null
    if (algorithm === undefined) throw executionFailure(exchange, failure('NoSuchAlgorithm', `${name} MessageDigest not available`))
    return createHash(algorithm).update(bytes).digest('hex')
  })
}

const EMPTY: Readonly<Record<string, () => unknown>> = { map: () => ({}), string: () => '', list: () => [], set: () => new Set() }

const empty: Factory = call => {
  const end = call.remainder.indexOf(')')
  const type = end < 0 ? '' : call.remainder.slice(0, end)
  if (isBlank(type)) call.fail('${empty(type)} with map, list, set or string')
  const make = EMPTY[type.toLowerCase()]
  return new Call(() => {
    if (make === undefined) throw failure('IllegalArgument', `function empty(${type}) has unknown type`)
    return make()
  })
}

const load: Factory = call => {
  const place = call.expression(removeQuotes(call.required('${load(name)}'))).run
  return new Call(exchange => {
    const text = textOf(place(exchange), exchange)
    if (text === null) return null
    const name = trim(text).replace(/^[^:]*:/, '')
    const optional = name.endsWith('?optional=true')
    try {
      return linesOf(readResource(name.replace(/\?optional=(true|false)$/, ''), exchange.services))
    } catch (cause) {
      if (optional) return null
      throw wrapped('RuntimeCamel', cause as Error)
    }
  })
}

/** Text without empty lines at its start and without the line break at its end, all breaks being `\n`. */
function linesOf(text: string): string {
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.at(-1) === '') lines.pop()
  const first = lines.findIndex(line => line !== '')
  return first < 0 ? '' : lines.slice(first).join('\n')
}

const random: Factory = call => {
  const syntax = '${random(max)} or ${random(min,max)}'
  const tokens = call.required(syntax).split(',')
  if (tokens.length > 2) call.fail(syntax)
  const low = call.compiler.argument(tokens.length > 1 ? trim(tokens[0]!) : '0').run
  const high = call.compiler.argument(trim(tokens.at(-1)!)).run
  return new Call(exchange => {
    const min = mandatoryInteger(low(exchange), exchange)
    const max = mandatoryInteger(high(exchange), exchange)
    if (max <= min) throw failure('IllegalArgument', 'bound must be positive')
    return randomInt(min, max)
  })
}

/** A function of an expression whose enclosing quotation marks are taken off. */
function ofExpression(name: string, change: (value: unknown, exchange: Parameters<Code['run']>[0]) => unknown): Factory {
  return (call: FunctionCall) => {
    const end = call.remainder.lastIndexOf(')')
    if (end < 0) call.fail(`\${${name}(exp)}`)
    const { run } = call.expression(stripQuotes(call.remainder.slice(0, end)))
    return new Call(exchange => change(run(exchange), exchange))
  }
}

/** What fits into no other group. */
export const miscFunctions: Readonly<Record<string, Factory>> = {
  ...{ throwException, assert, convertTo: convertToType, iif, hash, empty, newEmpty: empty, load, random },
  pretty: ofExpression('pretty', (value, exchange) => prettyText(textOf(value, exchange))),
  toJson: ofExpression('toJson', value => jsonText(value, false)),
  toPrettyJson: ofExpression('toPrettyJson', value => jsonText(value, true)),
}
