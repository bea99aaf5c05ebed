import { randomUUID } from 'node:crypto'
import { decodeWords } from 'postal-mime'
import type { Attachment } from '../../src/core/attachment.ts'
import { errors } from '../../src/core/errors.ts'
import { isInternalHeader } from './internal-header.ts'
import { bytesOf, dispositionOf, fileNameOf, headerOf, type MimePart, parseMime, textOf } from './mime-part.ts'
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

/** Reads a mail as it was sent. Throws where it cannot be read. */
export function readMail(raw: Buffer, options: ReadMailOptions): ReadMail {
  const mail = parseMime(raw)
  const headers = headersOf(mail, options)
  const none = { attachments: new Map<string, Attachment>(), leftOut: [] }
  if (!options.mapMailMessage) return { body: raw, headers, ...none }
  if (!mail.type.startsWith('multipart/')) return { body: contentOf(mail), headers, ...none }
  const text = mail.parts.map(firstLeaf).find(({ type }) => type.startsWith('text/'))
  const type = text && (headerOf(text, 'content-type') ?? text.type)
  return {
    body: text === undefined ? null : textOf(text),
    headers: type === undefined ? headers : { ...headers, 'Content-Type': type },
    ...attachmentsOf(mail, options),
  }
}

/** Headers under their names; those of Camel's own do not come from outside. */
function headersOf(mail: MimePart, { mimeDecodeHeaders }: ReadMailOptions): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  const names = new Map<string, string>()
  for (const { name, value: written } of mail.headers) {
    const folded = name.toLowerCase()
    if (isInternalHeader(folded)) continue
    const value = mimeDecodeHeaders ? decodeWords(written) : written
    const known = names.get(folded)
    if (known === undefined) {
      names.set(folded, name)
      result[name] = value
    } else result[known] = [result[known], value].flat()
  }
  return result
}

/** Text where it is text, else bytes. */
function contentOf(part: MimePart): unknown {
  return /^text\/(plain|html|xml)$/.test(part.type) ? textOf(part) : bytesOf(part)
}

/** The first part of the first part and so on, which is where the text of a mail stands. */
function firstLeaf(part: MimePart): MimePart {
  const [first] = part.parts
  return first === undefined ? part : firstLeaf(first)
}

function leavesOf(part: MimePart): MimePart[] {
  return part.type.startsWith('multipart/') ? part.parts.flatMap(leavesOf) : [part]
}

function attachmentsOf(mail: MimePart, options: ReadMailOptions): Pick<ReadMail, 'attachments' | 'leftOut'> {
  const attachments = new Map<string, Attachment>()
  const leftOut: string[] = []
  for (const part of leavesOf(mail)) {
    const given = nameOf(part, options)
    if (given === undefined) continue
    const name = attachments.has(given) ? otherName(given, options) : given
    if (name === undefined) leftOut.push(given)
    else attachments.set(name, { name, content: bytesOf(part), contentType: part.type, headers: partHeaders(part) })
  }
  return { attachments, leftOut }
}

/** The name of an attachment; a part without one is none, unless it says that it is one and names are made. */
function nameOf(part: MimePart, { generateMissingAttachmentNames: generate }: ReadMailOptions): string | undefined {
  const isMeant = /^(attachment|inline)$/.test(dispositionOf(part) ?? '')
  return fileNameOf(part) ?? (generate === 'uuid' && isMeant ? randomUUID() : undefined)
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

function partHeaders({ headers }: MimePart): Record<string, unknown> {
  return Object.fromEntries(headers.map(({ name, value }) => [name, value]))
}
