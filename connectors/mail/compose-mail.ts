import type MimeNode from 'nodemailer/lib/mime-node'
import { charsetNamed, convertOrNull, toText } from '../../src/converters/index.ts'
import { ATTACHMENTS, type Attachment } from '../../src/core/attachment.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { usualSpelling } from '../../src/core/headers.ts'
import { splitAddresses } from './addresses.ts'
import { type ContentType, contentTypeOf } from './content-type.ts'
import { isInternalHeader } from './internal-header.ts'
import type { SmtpSinkOptions } from './sink-fields.ts'

/** The body of a mail and what belongs to it, taken from a message. */
interface Content {
  readonly type: string
  readonly bytes: Buffer
}

/** What a mail is made of: all of it is taken from the message at once. */
export interface MailParts {
  readonly from: string
  readonly sender: string | undefined
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly bcc: readonly string[]
  readonly replyTo: readonly string[]
  readonly subject: string | undefined
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Content
  readonly alternative: Content | undefined
  readonly attachments: readonly Attachment[]
  readonly inline: boolean
}

/** Headers that are made of options, or told in another way. */
const OWN = new Set([
  'to',
  'cc',
  'bcc',
  'from',
  'sender',
  'reply-to',
  'subject',
  'contenttype',
  'content-type',
  'content-transfer-encoding',
  'mime-version',
])

/** Takes a mail from a message. Suspends where the body is an unread stream; throws where nobody would get the mail. */
export function partsOf(exchange: Exchange, options: SmtpSinkOptions, user: string | undefined): MailParts {
  const type = contentTypeOf(exchange, options.contentType, options.ignoreUnsupportedCharset)
  const alternative = toText(exchange.header(options.alternativeBodyHeader), exchange)
  const parts = {
    ...recipients(exchange, options, user),
    ...sender(exchange, options),
    replyTo: splitAddresses((options.useHeaderReplyTo ? headerText(exchange, 'Reply-To') : undefined) ?? options.replyTo ?? ''),
    subject: (options.useHeaderSubject ? headerText(exchange, 'Subject') : undefined) ?? options.subject,
    headers: headersOf(exchange, options),
    body: { type: type.value, bytes: bodyBytes(exchange, type) },
    alternative: alternative === null ? undefined : plainText(alternative, type),
    attachments: [...((exchange.property(ATTACHMENTS) as ReadonlyMap<string, Attachment> | undefined)?.values() ?? [])],
    inline: options.useInlineAttachments,
  }
  if (parts.to.length + parts.cc.length + parts.bcc.length === 0)
    throw errors.KF_CONN_REJECTED({ what: 'smtp', reason: 'The mail message does not have any recipients set.' })
  return parts
}

/** Puts a mail together. */
export function composeMail(parts: MailParts, node: typeof MimeNode): MimeNode {
  const root = contentNode(parts, node)
  root.setHeader({
    From: parts.from,
    ...(parts.sender !== undefined && { Sender: parts.sender }),
    ...(parts.to.length > 0 && { To: parts.to.join(', ') }),
    ...(parts.cc.length > 0 && { Cc: parts.cc.join(', ') }),
    ...(parts.replyTo.length > 0 && { 'Reply-To': parts.replyTo.join(', ') }),
    ...(parts.subject !== undefined && { Subject: parts.subject }),
  })
  for (const [name, value] of parts.headers) root.addHeader(name, value)
  return root
}

/** The body alone; or as alternatives; or with attachments: mixed, or related where they are shown inside. */
function contentNode(parts: MailParts, node: typeof MimeNode): MimeNode {
  if (parts.alternative === undefined) return bodyNode(parts, node)
  const root = new node('multipart/alternative')
  root.appendChild(leaf(parts.alternative, node))
  root.appendChild(bodyNode(parts, node))
  return root
}

function bodyNode({ body, attachments, inline, alternative }: MailParts, node: typeof MimeNode): MimeNode {
  if (attachments.length === 0) return leaf(body, node)
  const root = new node(alternative !== undefined && inline ? 'multipart/related' : 'multipart/mixed')
  root.appendChild(leaf(body, node))
  for (const attachment of attachments) root.appendChild(attachmentNode(attachment, inline, node))
  return root
}

function leaf({ type, bytes }: Content, node: typeof MimeNode): MimeNode {
  const part = new node(type)
  if (!/^text\//i.test(type)) part.setHeader('Content-Transfer-Encoding', 'base64')
  return part.setContent(bytes)
}

/** `cid:NAME` is an attachment that the body refers to by that name. */
function attachmentNode({ name, content, contentType, headers }: Attachment, inline: boolean, node: typeof MimeNode): MimeNode {
  const isReferred = /^cid:/i.test(name)
  const filename = isReferred ? name.slice(4) : name
  const part = new node(contentType, { filename })
  for (const [key, value] of Object.entries(headers))
    if (!/^content-(type|disposition|transfer-encoding)$/i.test(key)) part.setHeader(key, String(value))
  part.setHeader('Content-Disposition', inline ? 'inline' : 'attachment')
  part.setHeader('Content-Transfer-Encoding', 'base64')
  if (isReferred) part.setHeader('Content-Id', `<${filename}>`)
  return part.setContent(Buffer.from((convertOrNull(content, 'byte[]') as Uint8Array | null) ?? []))
}

function recipients(exchange: Exchange, options: SmtpSinkOptions, user: string | undefined): Pick<MailParts, 'to' | 'cc' | 'bcc'> {
  const names = ['To', 'Cc', 'Bcc'] as const
  const given = options.useHeaderRecipients && names.some(name => exchange.header(name) !== undefined)
  const of = (name: (typeof names)[number], option: string | undefined) =>
    given ? headerTexts(exchange, name).flatMap(splitAddresses) : splitAddresses(option ?? '')
  return { to: of('To', options.to ?? user), cc: of('Cc', options.cc), bcc: of('Bcc', options.bcc) }
}

function sender(exchange: Exchange, { useHeaderFrom, from }: SmtpSinkOptions): Pick<MailParts, 'from' | 'sender'> {
  if (!useHeaderFrom) return { from, sender: undefined }
  return { from: headerText(exchange, 'From') ?? from, sender: headerText(exchange, 'Sender') }
}

function headersOf(exchange: Exchange, { alternativeBodyHeader }: SmtpSinkOptions): [string, string][] {
  const { headers } = exchange
  const result: [string, string][] = []
  for (const folded in headers) {
    if (OWN.has(folded) || folded === alternativeBodyHeader.toLowerCase() || isInternalHeader(folded)) continue
    const name = exchange.spellings?.get(folded) ?? usualSpelling(folded)
    // what is no name of a header would break the mail
    if (!/^[!-9;-~]+$/.test(name)) continue
    for (const value of headerTexts(exchange, folded)) result.push([name, value])
  }
  return result
}

function bodyBytes(exchange: Exchange, { isText, charset }: ContentType): Buffer {
  if (!isText && exchange.body instanceof Uint8Array) return Buffer.from(exchange.body)
  if (!isText) return Buffer.from((convertOrNull(exchange.body, 'byte[]', exchange) as Uint8Array | null) ?? [])
  return charsetNamed(charset).encode(toText(exchange.body, exchange) ?? '')
}

function plainText(text: string, { charset }: ContentType): Content {
  return { type: `text/plain; charset=${charset}`, bytes: charsetNamed(charset).encode(text) }
}

function headerText(exchange: Exchange, name: string): string | undefined {
  return headerTexts(exchange, name)[0]
}

function headerTexts(exchange: Exchange, name: string): string[] {
  const value = exchange.header(name)
  if (value === undefined || value === null) return []
  return (Array.isArray(value) ? value : [value]).map(each => oneLine(toText(each, exchange) ?? ''))
}

/** A line break would begin another header. */
function oneLine(value: string): string {
  return value.replaceAll(/[\r\n\0]+/g, ' ')
}
