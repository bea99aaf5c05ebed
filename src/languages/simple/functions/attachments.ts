import { ATTACHMENTS, type Attachment } from '../../../core/attachment.ts'
import type { Exchange } from '../../../core/exchange.ts'
import { Call, type Code } from '../code.ts'
import { convertTo, textOf } from '../evaluate.ts'
import { failure } from '../failure.ts'
import { isBlank, isWholeNumber } from '../java-text.ts'
import { resolveClass } from '../java-types.ts'
import { keyedPath } from '../ognl/code.ts'
import { isBrokenPath, isPath } from '../ognl/path.ts'
import { syntaxError } from '../syntax-error.ts'
import { bytesValue } from './bytes.ts'
import { AS_WRITTEN, FunctionCall, type Place } from './call.ts'
import { keyOf } from './header.ts'

/** How functions of attachments are called, for suggestions. */
export const ATTACHMENT_NAMES = [
  ...['attachments', 'attachments.size', 'attachmentsKeys', 'attachment.name', 'clearAttachments', 'setAttachment(key,exp)'],
  ...['attachmentContent(key)', 'attachmentContentAs(key,type)', 'attachmentContentAsText(key)', 'attachmentContentType(key)'],
  ...['attachmentHeader(key,name)', 'attachmentHeaderAs(key,name,type)'],
]

function attachmentsOf(exchange: Exchange): Map<string, Attachment> {
  return (exchange.property(ATTACHMENTS) as Map<string, Attachment> | undefined) ?? new Map()
}

/** By name, or by position where no name is that number. */
function attachment(exchange: Exchange, key: string): Attachment | undefined {
  const all = attachmentsOf(exchange)
  return all.get(key) ?? (isWholeNumber(key) ? [...all.values()][Number(key)] : undefined)
}

const EXACT: Readonly<Record<string, (exchange: Exchange) => unknown>> = {
  attachments: exchange => Object.fromEntries([...attachmentsOf(exchange)].map(([name, { content }]) => [name, content])),
  'attachments.size': exchange => attachmentsOf(exchange).size,
  'attachments.size()': exchange => attachmentsOf(exchange).size,
  'attachments.length': exchange => attachmentsOf(exchange).size,
  'attachments.length()': exchange => attachmentsOf(exchange).size,
  attachmentsKeys: exchange => [...attachmentsOf(exchange).keys()],
  clearAttachments: exchange => {
    exchange.removeProperty(ATTACHMENTS)
    return null
  },
}

type Maker = (tokens: readonly string[], call: FunctionCall) => Code

const CALLS: Readonly<Record<string, readonly [least: number, most: number, syntax: string, make: Maker]>> = {
  attachmentContent: [0, Number.POSITIVE_INFINITY, '(key)', (_, call) => content(call.arguments!)],
  attachmentContentAsText: [0, Number.POSITIVE_INFINITY, '(key)', (_, call) => content(call.arguments!, 'String')],
  attachmentContentAs: [2, 2, '(key,type)', ([key, type]) => content(key!, type)],
  attachmentHeaderAs: [3, 3, '(key,name,type)', ([key, name, type]) => header(key!, name!, type)],
  attachmentHeader: [2, 2, '(key,name)', ([key, name]) => header(key!, name!)],
  attachmentContentType: [0, Number.POSITIVE_INFINITY, '(key)', (_, call) => typeOf(call.arguments!)],
  setAttachment: [1, 2, '(key,exp)', ([key, exp], call) => setAttachment(key!, exp, call)],
}

/** Functions that start with `attachment`, `setAttachment` and `clearAttachments`. */
export function attachmentFunction(source: string, place: Place): Code | undefined {
  if (Object.hasOwn(EXACT, source)) return new Call(EXACT[source]!)
  const name = /^(\w+)\(./s.exec(source)?.[1]
  if (name !== undefined && Object.hasOwn(CALLS, name)) return called(name, source, place)
  const rest = /^attachment(.+)$/s.exec(source)?.[1]
  return rest === undefined ? undefined : keyed(source, rest, place)
}

function called(name: string, source: string, place: Place): Code {
  const [least, most, written, make] = CALLS[name]!
  const syntax = `\${${name}${written}}`
  const call = new FunctionCall(source, source.slice(name.length + 1), place)
  const tokens = call.split(call.required(syntax), AS_WRITTEN)
  if (tokens.length < least || tokens.length > most) call.fail(syntax)
  return make(tokens, call)
}

function keyed(source: string, rest: string, place: Place): Code {
  const key = keyOf(rest)
  if (isBrokenPath(key)) throw syntaxError(place.text, `valid syntax is \${attachment.OGNL}, found \${${source}}`, place.offset)
  if (isPath(key)) return keyedPath(key, (exchange, name) => attachment(exchange, name ?? '')?.content, place.compiler)
  const name = place.compiler.argument(key)
  return new Call(exchange => attachment(exchange, textOf(name.run(exchange), exchange) ?? '')?.content ?? null)
}

function classFor(type: string | undefined): string | undefined {
  const found = type === undefined ? undefined : resolveClass(type)
  if (type !== undefined && found === undefined) throw failure('Runtime', `java.lang.ClassNotFoundException: ${type}`)
  return found
}

function typed(value: unknown, type: string | undefined, exchange: Exchange): unknown {
  return value === undefined || value === null || type === undefined ? (value ?? null) : convertTo(value, type, exchange)
}

function content(key: string, type?: string): Code {
  const wanted = classFor(type)
  return new Call(exchange => typed(attachment(exchange, key)?.content, wanted, exchange))
}

function header(key: string, name: string, type?: string): Code {
  const wanted = classFor(type)
  return new Call(exchange => typed(attachment(exchange, key)?.headers[name], wanted, exchange))
}

function typeOf(key: string): Code {
  return new Call(exchange => attachment(exchange, key)?.contentType ?? null)
}

function setAttachment(key: string, exp: string | undefined, call: FunctionCall): Code {
  const { run } = call.expression(isBlank(exp ?? null) ? '${body}' : exp!)
  return new Call(exchange => {
    const value = run(exchange) ?? null
    const all = new Map(attachmentsOf(exchange))
    if (value === null) all.delete(key)
    else all.set(key, { name: key, content: contentOf(value, exchange), contentType: 'application/octet-stream', headers: {} })
    exchange.setProperty(ATTACHMENTS, all)
    return null
  })
}

function contentOf(value: unknown, exchange: Exchange): Uint8Array | null {
  return typeof value === 'string' ? Buffer.from(value) : bytesValue(value, exchange)
}
