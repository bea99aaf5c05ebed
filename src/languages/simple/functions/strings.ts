import { isNodeList } from '../../../converters/node-list.ts'
import type { Exchange } from '../../../core/exchange.ts'
import { bytesOf, isByteSource } from '../../../core/stream-body.ts'
import { isMap, JsonNode } from '../../../core/values.ts'
import { Body, Call, type Code } from '../code.ts'
import { containsValue } from '../compare.ts'
import { convertTo, textOf, tryConvert } from '../evaluate.ts'
import { failure } from '../failure.ts'
import { after, before, isBlank, isQuotedBy, removeQuotes, stripQuotes, trim } from '../java-text.ts'
import { bytesValue } from './bytes.ts'
import { AS_WRITTEN, type Factory, type FunctionCall, QUOTED } from './call.ts'
import { kindOf } from './kinds.ts'

/** The one optional argument of a function, the body where it is left out. Quotation marks in it are dropped. */
export function optionalArgument(call: FunctionCall): Code {
  return call.arguments === undefined ? new Body() : call.expression(removeQuotes(call.arguments))
}

/** A function of one text; nothing stays nothing. */
function textFunction(change: (text: string) => unknown): Factory {
  return call => {
    const { run } = optionalArgument(call)
    return new Call(exchange => {
      const text = textOf(run(exchange), exchange)
      return text === null ? null : change(text)
    })
  }
}

/** Text of an argument; nothing where it is nothing. */
function texts(code: Code): (exchange: Exchange) => string | null {
  const { run } = code
  return exchange => textOf(run(exchange), exchange)
}

/** A whole number that a function cannot do without. */
export function mandatoryInteger(value: unknown, exchange: Exchange): number {
  const number = convertTo(value, 'java.lang.Integer', exchange)
  if (number === null)
    throw failure(
      'NullPointer',
      'Cannot invoke "java.lang.Integer.intValue()" because the return value of "org.apache.camel.Expression.evaluate(org.apache.camel.Exchange, java.lang.Class)" is null',
    )
  return Number(number)
}

const DECODE: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' }

function xmlDecode(text: string): string {
  return Object.entries(DECODE).reduce((result, [name, char]) => result.replaceAll(`&${name};`, char), text)
}

const replace: Factory = call => {
  const tokens = call.split(call.required('${replace(from,to)} or ${replace(from,to,expression)}'), AS_WRITTEN)
  if (tokens.length > 3) call.fail('${replace(from,to,expression)}')
  const [from, to] = tokens
  if (from === undefined || to === undefined)
    throw failure('ArrayIndexOutOfBounds', `Index ${tokens.length} out of bounds for length ${tokens.length}`)
  const [wanted, given] = [xmlDecode(from), to === '&empty;' ? '' : xmlDecode(to)]
  const text = texts(call.expression(tokens[2] ?? '${body}'))
  return new Call(exchange => text(exchange)?.replaceAll(wanted, () => given) ?? null)
}

const substring: Factory = call => {
  const tokens = call.split(call.required('${substring(num)}, ${substring(num,num)} or ${substring(num,num,expression)}'), AS_WRITTEN)
  if (tokens.length > 3 || tokens.length === 0) call.fail('${substring(num,num,expression)}')
  const [head, tail] = [call.compiler.argument(tokens[0]!), call.compiler.argument(tokens[1] ?? '0')]
  const text = texts(call.expression(tokens[2] ?? '${body}'))
  return new Call(exchange => {
    const first = mandatoryInteger(head.run(exchange), exchange)
    const last = mandatoryInteger(tail.run(exchange), exchange)
    const onlyTail = first < 0 && last === 0
    return clip(text(exchange), onlyTail ? 0 : Math.abs(first), Math.abs(onlyTail ? first : last))
  })
}

/** Takes so many characters off the head and the tail. */
function clip(text: string | null, head: number, tail: number): string | null {
  if (text === null) return null
  const rest = text.slice(head)
  return tail <= 0 ? rest : rest.slice(0, Math.max(0, rest.length - tail))
}

type Cut = (text: string, ...marks: (string | null)[]) => string | null

/** `name(marks…)` of the body, or `name(text, marks…)`. */
function cutting(name: string, marks: number, cut: Cut): Factory {
  const syntax = `\${${name}(${Array(marks).fill('exp').join(',')})}`
  return call => {
    const written = call.required(syntax)
    const tokens = marks === 1 ? call.splitSome(written, AS_WRITTEN) : call.split(written, AS_WRITTEN)
    if (tokens.length < marks || tokens.length > marks + 1) call.fail(syntax)
    const text = texts(call.expression(tokens.length > marks ? tokens[0]! : '${body}'))
    const parts = tokens.slice(-marks).map(token => texts(call.compiler.argument(token)))
    return new Call(exchange => {
      const whole = text(exchange)
      if (whole === null) return null
      return cut(whole, ...parts.map(part => part(exchange)))
    })
  }
}

/** Java looks for no text nowhere. */
function mark(text: string | null): string {
  if (text !== null) return text
  throw failure('NullPointer', 'Cannot invoke "String.indexOf(String)" because "str" is null')
}

const cutBetween: Cut = (text, start, end) => {
  const rest = after(text, mark(start!))
  return rest === null ? null : before(rest, mark(end!))
}

const contains: Factory = call => {
  const tokens = call.splitSome(call.required('${contains(text)} or ${contains(exp,text)}'), AS_WRITTEN)
  if (tokens.length > 2) call.fail('${contains(text)} or ${contains(exp,text)}')
  const left = call.expression(tokens.length > 1 ? tokens[0]! : '${body}')
  const right = call.expression(tokens.at(-1)!)
  return new Call(exchange => {
    const [container, value] = [left.run(exchange) ?? null, right.run(exchange) ?? null]
    if (container === null || value === null) return container === value
    return containsValue(container, value, exchange, true)
  })
}

const pad: Factory = call => {
  const syntax = '${pad(exp,len)} or ${pad(exp,len,separator)}'
  const tokens = call.split(call.required(syntax), QUOTED)
  if (tokens.length < 2 || tokens.length > 3) call.fail(syntax)
  const text = texts(call.expression(removeQuotes(tokens[0]!)))
  const width = call.expression(removeQuotes(tokens[1]!))
  const separator = removeQuotes(tokens[2] ?? '') || ' '
  return new Call(exchange => {
    const start = text(exchange)
    if (start === null) return null
    const wanted = convertTo(width.run(exchange), 'java.lang.Integer', exchange)
    if (wanted === null) throw failure('IllegalArgument', `pad length expression evaluated to null: ${tokens[1]}`)
    return padded(start, Number(wanted), separator)
  })
}

/** Whole separators are added until the text is long enough: at its end, or before it where the width is negative. */
function padded(text: string, width: number, separator: string): string {
  const times = Math.ceil((Math.abs(width) - text.length) / separator.length)
  if (times <= 0) return text
  return width > 0 ? text + separator.repeat(times) : separator.repeat(times) + text
}

const concat: Factory = call => {
  const syntax = '${concat(exp)}, ${concat(exp,exp)} or ${concat(exp,exp,separator)}'
  const written = call.required(syntax)
  const tokens = written.includes(',') ? call.split(written, QUOTED) : ['${body}', trim(written)]
  if (tokens.length > 3) call.fail(syntax)
  if (tokens.length < 2) throw failure('ArrayIndexOutOfBounds', 'Index 1 out of bounds for length 1')
  const [first, second] = [texts(call.expression(removeQuotes(tokens[0]!))), texts(call.expression(removeQuotes(tokens[1]!)))]
  const separator = removeQuotes(tokens[2] ?? '')
  return new Call(exchange => {
    const [left, right] = [first(exchange), second(exchange)]
    return left === null || right === null ? (left ?? right) : left + separator + right
  })
}

function quoted(text: string): string {
  return isQuotedBy(text, '"') ? text : `"${stripQuotes(text)}"`
}

/** Numbers and booleans stay as they are; everything else becomes text in quotation marks, a body that is nothing too. */
const safeQuote: Factory = call => {
  const { run } = optionalArgument(call)
  const ofBody = call.arguments === undefined
  return new Call(exchange => {
    const value = run(exchange) ?? null
    if (value === null && ofBody) return '"null"'
    if (value === null || !/^(string|array|object)$/.test(kindOf(value))) return value
    return `"${stripQuotes((tryConvert(value, 'java.lang.String', exchange) as string | null) ?? 'null')}"`
  })
}

/** The first letter, and those behind a blank, but never the second one. */
function capitalized(text: string): string {
  if (text === '') throw failure('ArrayIndexOutOfBounds', 'Index 0 out of bounds for length 0')
  let result = ''
  for (let i = 0; i < text.length; i++) result += i === 0 || (i > 1 && text[i - 1] === ' ') ? upperChar(text[i]!) : text[i]
  return result
}

/** Characters that become several in capitals stay, as in Java. */
function upperChar(char: string): string {
  const upper = char.toUpperCase()
  return upper.length === char.length ? upper : char
}

function normalized(text: string): string {
  if (isBlank(text)) return ''
  return text.includes('  ') ? trim(text.replaceAll(/([\t-\r\u001c-\u0020])[\t-\r\u001c-\u0020]+/g, '$1')) : trim(text)
}

/** Bytes of text, streams and JSON nodes; of other values the characters of their text. */
const length: Factory = call => {
  const { run } = optionalArgument(call)
  return new Call(exchange => {
    const value = run(exchange)
    if (typeof value === 'string') return Buffer.byteLength(value)
    if (value instanceof Uint8Array) return value.length
    if (value instanceof JsonNode) return bytesValue(value, exchange)!.length
    return isByteSource(value) ? bytesOf(value).length : (textOf(value, exchange)?.length ?? null)
  })
}

const size: Factory = call => {
  const { run } = optionalArgument(call)
  return new Call(exchange => sizeOf(run(exchange)))
}

function sizeOf(value: unknown): number {
  if (value === null || value === undefined) return 0
  if (isNodeList(value)) return 1
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length
  if (value instanceof Set || value instanceof Map) return value.size
  return isMap(value) ? Object.keys(value).length : 1
}

/** Functions of text. */
export const stringFunctions: Readonly<Record<string, Factory>> = {
  replace,
  substring,
  substringBefore: cutting('substringBefore', 1, (text, end) => before(text, mark(end!))),
  substringAfter: cutting('substringAfter', 1, (text, start) => after(text, mark(start!))),
  substringBetween: cutting('substringBetween', 2, cutBetween),
  contains,
  trim: textFunction(trim),
  val: call => call.compiler.argument(call.required('${val(exp)}')),
  capitalize: textFunction(capitalized),
  pad,
  concat,
  quote: textFunction(quoted),
  safeQuote,
  unquote: textFunction(stripQuotes),
  uppercase: textFunction(text => text.toUpperCase()),
  lowercase: textFunction(text => text.toLowerCase()),
  length,
  size,
  normalizeWhitespace: textFunction(normalized),
}
