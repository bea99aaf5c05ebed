import { decodeWords } from 'postal-mime'
import { findCharset } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import { decodeTransfer } from './transfer-encoding.ts'

const MAX_DEPTH = 64
const MAX_PARTS = 1000
const BREAK = Buffer.from('\n')

/** One header of a part, unfolded but not decoded. */
export interface MimeHeader {
  readonly name: string
  readonly value: string
}

/** A mail, or a part of one: its headers, and either its parts or its content as it is written. */
export interface MimePart {
  readonly headers: readonly MimeHeader[]
  /** In lower case: `text/plain`. */
  readonly type: string
  readonly parts: readonly MimePart[]
  readonly written: Buffer
}

/** Takes a mail apart (RFC 2045, 2046). What is not well-formed is read as far as it goes; only nesting without end is an error. */
export function parseMime(raw: Buffer): MimePart {
  return parsePart(raw, 'text/plain', { depth: 0, count: 0 })
}

/** The content of a part as bytes, without its transfer encoding. */
export function bytesOf(part: MimePart): Buffer {
  return decodeTransfer(part.written, headerOf(part, 'content-transfer-encoding')?.trim() ?? '')
}

/** The content of a part as text, by its charset. */
export function textOf(part: MimePart): string {
  const name = parameterOf(headerOf(part, 'content-type') ?? '', 'charset') ?? 'UTF-8'
  return (findCharset(name) ?? findCharset('UTF-8')!).decode(bytesOf(part))
}

export function headerOf({ headers }: MimePart, name: string): string | undefined {
  return headers.find(header => header.name.toLowerCase() === name)?.value
}

/** The name of a file, of the disposition or else of the type; decoded. */
export function fileNameOf(part: MimePart): string | undefined {
  const name =
    parameterOf(headerOf(part, 'content-disposition') ?? '', 'filename') ?? parameterOf(headerOf(part, 'content-type') ?? '', 'name')
  return name === undefined || name.trim() === '' ? undefined : decodeWords(name).trim()
}

/** `attachment`, `inline` or what else stands there. */
export function dispositionOf(part: MimePart): string | undefined {
  return headerOf(part, 'content-disposition')
    ?.replace(/;[\s\S]*$/, '')
    .trim()
    .toLowerCase()
}

/** A parameter of a structured header, also one that is cut or encoded (RFC 2231). */
export function parameterOf(header: string, wanted: string): string | undefined {
  const parameters = new Map<string, string>()
  for (const [, name, quoted, plain] of header.matchAll(/;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g))
    parameters.set(name!.toLowerCase(), quoted === undefined ? plain!.trim() : quoted.replaceAll(/\\(.)/g, '$1'))
  const whole = parameters.get(wanted)
  if (whole !== undefined) return whole
  const extended = parameters.get(`${wanted}*`)
  return extended === undefined ? continued(parameters, wanted) : extendedText(extended)
}

function continued(parameters: ReadonlyMap<string, string>, wanted: string): string | undefined {
  let text: string | undefined
  let isEncoded = false
  for (let index = 0; ; index++) {
    const plain = parameters.get(`${wanted}*${index}`)
    const encoded = parameters.get(`${wanted}*${index}*`)
    if (plain === undefined && encoded === undefined) break
    isEncoded ||= encoded !== undefined
    // what is not encoded is made so, so that all can be decoded as one
    text = (text ?? '') + (encoded ?? encodeURIComponent(plain!))
  }
  if (text === undefined) return undefined
  return isEncoded ? extendedText(text.includes("'") ? text : `UTF-8''${text}`) : decodeURIComponent(text)
}

/** `UTF-8'en'%e2%82%ac` */
function extendedText(value: string): string {
  const [, charset = 'UTF-8', escaped = value] = /^([^']*)'[^']*'([\s\S]*)$/.exec(value) ?? []
  const bytes = Buffer.from(
    escaped.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
  return (findCharset(charset) ?? findCharset('UTF-8')!).decode(bytes)
}

interface State {
  readonly depth: number
  count: number
}

function parsePart(raw: Buffer, defaultType: string, state: State): MimePart {
  if (state.depth > MAX_DEPTH || ++state.count > MAX_PARTS)
    throw errors.KF_CONN_REJECTED({ what: 'mail', reason: 'it has too many parts' }, { type: 'jakarta.mail.MessagingException' })
  const { headers, written } = splitHead(raw)
  const header = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? defaultType
  const type = header.split(';')[0]!.trim().toLowerCase() || defaultType
  const boundary = type.startsWith('multipart/') ? parameterOf(header, 'boundary') : undefined
  if (boundary === undefined) return { headers, type, parts: [], written }
  const within = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  const inner = { ...state, depth: state.depth + 1 }
  const parts = splitParts(written, boundary).map(part => parsePart(part, within, inner))
  state.count = inner.count
  return { headers, type, parts, written }
}

/** Headers up to the first empty line; continued lines are joined. */
function splitHead(raw: Buffer): { headers: MimeHeader[]; written: Buffer } {
  const headers: { name: string; value: string }[] = []
  let at = 0
  while (at < raw.length) {
    const end = raw.indexOf(BREAK, at)
    const line = raw.toString('utf8', at, end < 0 ? raw.length : end).replace(/\r$/, '')
    at = end < 0 ? raw.length : end + 1
    if (line === '') break
    const [, name, value] = /^([!-9;-~]+)[ \t]*:[ \t]*([\s\S]*)$/.exec(line) ?? []
    if (/^[ \t]/.test(line) && headers.length > 0) headers.at(-1)!.value += line.replace(/^[ \t]+/, ' ')
    else if (name !== undefined) headers.push({ name, value: value! })
  }
  return { headers, written: raw.subarray(at) }
}

/** The parts between boundaries; the line break before a boundary belongs to it. */
function splitParts(written: Buffer, boundary: string): Buffer[] {
  const mark = Buffer.from(`--${boundary}`, 'utf8')
  const parts: Buffer[] = []
  let from: number | undefined
  for (let at = written.indexOf(mark); at >= 0; at = written.indexOf(mark, at + mark.length)) {
    const end = lineEnd(written, at + mark.length)
    if (end === undefined || (at > 0 && written[at - 1] !== 0x0a)) continue
    if (from !== undefined) parts.push(withoutBreak(written.subarray(from, at)))
    from = end.isLast ? undefined : end.next
    if (end.isLast) break
  }
  if (from !== undefined) parts.push(written.subarray(from))
  return parts
}

/** Where the line of a boundary ends; `undefined` where something else stands behind it. */
function lineEnd(written: Buffer, at: number): { isLast: boolean; next: number } | undefined {
  const isLast = written[at] === 0x2d && written[at + 1] === 0x2d
  let next = isLast ? at + 2 : at
  while (written[next] === 0x20 || written[next] === 0x09 || written[next] === 0x0d) next += 1
  if (next >= written.length) return { isLast, next }
  return written[next] === 0x0a ? { isLast, next: next + 1 } : undefined
}

function withoutBreak(bytes: Buffer): Buffer {
  const end = bytes.at(-1) === 0x0a ? (bytes.at(-2) === 0x0d ? 2 : 1) : 0
  return bytes.subarray(0, bytes.length - end)
}
