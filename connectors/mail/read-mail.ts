import { randomUUID } from 'node:crypto'
import PostalMime, { decodeWords, type Email, type Attachment as Part } from 'postal-mime'
import { findCharset } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Attachment } from '../../src/languages/simple/functions/attachments.ts'
import type { MailSourceOptions } from './source-fields.ts'

/** What a message is made of. */
export interface ReadMail {
  readonly body: unknown
  /** A header that is there several times has a list. */
  readonly headers: Readonly<Record<string, unknown>>
  readonly attachments: ReadonlyMap<string, Attachment>
  /** Names of attachments that were left out, since another one has the same name. */
  readonly leftOut: readonly string[]
}

export type ReadMailOptions = Pick<
  MailSourceOptions,
  | 'mapMailMessage'
  | 'mimeDecodeHeaders'
  | 'generateMissingAttachmentNames'
  | 'handleDuplicateAttachmentNames'
  | 'failOnDuplicateFileAttachment'
>

/** Reads a mail as it was sent. Rejects where it cannot be read. */
export async function readMail(raw: Buffer, options: ReadMailOptions): Promise<ReadMail> {
  const mail = await parse(raw)
  const headers = headersOf(mail, options)
  if (!options.mapMailMessage) return { body: raw, headers, attachments: new Map(), leftOut: [] }
  const type = typeOf(mail)
  if (!type.startsWith('multipart/')) return { body: singleBody(mail, type), headers, attachments: new Map(), leftOut: [] }
  if (mail.text !== undefined || mail.html !== undefined)
    headers['Content-Type'] = mail.text === undefined ? 'text/html; charset=UTF-8' : 'text/plain; charset=UTF-8'
  return { body: mail.text ?? mail.html ?? null, headers, ...attachmentsOf(mail.attachments, options) }
}

async function parse(raw: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(raw, { rfc822Attachments: true })
  } catch (cause) {
    throw errors.KF_CONN_REJECTED(
      { what: 'mail', reason: `it cannot be read: ${(cause as Error).message}` },
      { cause, type: 'jakarta.mail.MessagingException' },
    )
  }
}

/** Headers under their names; those of Camel's own do not come from outside. */
function headersOf({ headers }: Email, { mimeDecodeHeaders }: ReadMailOptions): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  const names = new Map<string, string>()
  for (const { key, originalKey, value: written } of headers) {
    if (key.startsWith('camel') || key.startsWith('org.apache.camel')) continue
    const value = mimeDecodeHeaders ? decodeWords(written) : written
    const name = names.get(key)
    if (name === undefined) {
      names.set(key, originalKey)
      result[originalKey] = value
    } else result[name] = [result[name], value].flat()
  }
  return result
}

function typeOf({ headers }: Email): string {
  const value = headers.find(({ key }) => key === 'content-type')?.value ?? 'text/plain'
  return value.split(';')[0]!.trim().toLowerCase()
}

/** The body of a mail that is one part: text where it is text, else bytes. */
function singleBody(mail: Email, type: string): unknown {
  const text = type === 'text/html' ? mail.html : mail.text
  if (text !== undefined && /^text\/(plain|html)$/.test(type)) return text
  const [part] = mail.attachments
  const bytes = part === undefined ? Buffer.alloc(0) : bytesOf(part)
  return /^text\/(plain|html|xml)$/.test(type) ? decode(bytes, mail) : bytes
}

function decode(bytes: Buffer, { headers }: Email): string {
  const type = headers.find(({ key }) => key === 'content-type')?.value ?? ''
  const name = /charset\s*=\s*"?([^";\s]+)/i.exec(type)?.[1] ?? 'UTF-8'
  return (findCharset(name) ?? findCharset('UTF-8')!).decode(bytes)
}

function bytesOf({ content }: Part): Buffer {
  return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer)
}

function attachmentsOf(parts: readonly Part[], options: ReadMailOptions): Pick<ReadMail, 'attachments' | 'leftOut'> {
  const attachments = new Map<string, Attachment>()
  const leftOut: string[] = []
  for (const part of parts) {
    const given = part.filename?.trim() || (options.generateMissingAttachmentNames === 'uuid' ? randomUUID() : undefined)
    if (given === undefined) continue
    const name = attachments.has(given) ? otherName(given, options) : given
    if (name === undefined) leftOut.push(given)
    else attachments.set(name, { name, content: bytesOf(part), contentType: part.mimeType, headers: partHeaders(part) })
  }
  return { attachments, leftOut }
}

/** The name of a second attachment; `undefined` where it is left out. */
function otherName(name: string, options: ReadMailOptions): string | undefined {
  const { handleDuplicateAttachmentNames: how, failOnDuplicateFileAttachment: fails } = options
  const dot = name.lastIndexOf('.')
  if (how === 'uuidPrefix') return `${randomUUID()}_${name}`
  if (how === 'uuidSuffix') return dot < 0 ? `${name}_${randomUUID()}` : `${name.slice(0, dot)}_${randomUUID()}${name.slice(dot)}`
  if (fails)
    throw errors.KF_CONN_REJECTED(
      { what: 'mail', reason: `Duplicate file attachment: ${name}` },
      { type: 'jakarta.mail.MessagingException' },
    )
  return undefined
}

function partHeaders(part: Part): Record<string, unknown> {
  return {
    'Content-Type': part.mimeType,
    ...(part.disposition !== null && { 'Content-Disposition': part.disposition }),
    ...(part.contentId !== undefined && { 'Content-ID': part.contentId }),
    ...(part.description !== undefined && { 'Content-Description': part.description }),
  }
}
