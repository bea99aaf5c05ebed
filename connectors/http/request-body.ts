import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { charsetNamed, mandatoryBody, toText } from '../../src/converters/index.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { isFileBody } from '../../src/core/file-facts.ts'
import { type ByteSource, bytesOf, isByteSource } from '../../src/core/stream-body.ts'
import { mediaTypeOfFile } from '../../src/http/file-types.ts'
import { headerText } from './target.ts'

/** The body of a request, as it is sent: bytes (which can be sent again), a stream (once), or none. */
export interface RequestBody {
  readonly content: Buffer | Readable | undefined
  readonly contentType: string | undefined
  /** The length is not announced: streams are sent in chunks, also those that are in memory. */
  readonly chunked?: boolean
}

export interface BodyOptions {
  readonly multipartUpload: boolean
  readonly multipartUploadName: string
  readonly contentTypeCharsetEnabled: boolean
  readonly bridgeEndpoint: boolean
}

/** Makes the body of a request. Numbers, booleans, lists and maps are no bodies: `InvalidPayloadException`. */
export function requestBody(exchange: Exchange, options: BodyOptions): RequestBody {
  const { body } = exchange
  if (body === null || body === undefined) return { content: Buffer.alloc(0), contentType: undefined }
  const type = contentTypeOf(exchange)
  if (options.multipartUpload) return multipart(exchange, options, type)
  const plain = typeof body === 'string' ? textBody(exchange, body, type, options) : binaryBody(exchange, type)
  return { ...plain, content: compressed(exchange, plain.content, options) }
}

function contentTypeOf(exchange: Exchange): string | undefined {
  const given = headerText(exchange, 'Content-Type')
  if (given === null) return undefined
  const [name = '', ...parameters] = given.split(';').map(part => part.trim())
  if (parameters.length === 0) return name.toLowerCase()
  return [name, ...parameters].join('; ')
}

/** Text is written in the charset of the exchange or the content type, and UTF-8 without; the content type then says so. */
function textBody(exchange: Exchange, text: string, type: string | undefined, { contentTypeCharsetEnabled }: BodyOptions): RequestBody {
  const named = /charset="?([^;"\s]+)/i.exec(type ?? '')?.[1]
  const ofExchange = contentTypeCharsetEnabled ? toText(exchange.property('CamelCharsetName')) : null
  const contentType = type !== undefined && named === undefined && ofExchange !== null ? `${type}; charset=${ofExchange}` : type
  const charset = named ?? (type === undefined ? undefined : (ofExchange ?? undefined))
  return { content: charset === undefined ? Buffer.from(text) : charsetNamed(charset).encode(text), contentType }
}

function binaryBody(exchange: Exchange, type: string | undefined): RequestBody {
  const { body } = exchange
  if (Buffer.isBuffer(body)) return { content: body, contentType: type }
  const source = (isByteSource(body) ? body : mandatoryBody(exchange, 'java.io.InputStream', true)) as ByteSource
  const contentType = type ?? (isFileBody(body) ? (mediaTypeOfFile(body.nameOnly) ?? 'application/octet-stream') : undefined)
  return { content: source.bytes ?? source.open(), contentType, chunked: !isFileBody(body) }
}

/** A message that says `Content-Encoding: gzip` is compressed, unless the endpoint is a bridge, which passes bodies on as they are. */
function compressed(exchange: Exchange, content: RequestBody['content'], { bridgeEndpoint }: BodyOptions): RequestBody['content'] {
  if (bridgeEndpoint || !headerText(exchange, 'Content-Encoding')?.toLowerCase().includes('gzip')) return content
  return gzipSync(Buffer.isBuffer(content) ? content : bytesOf(exchange.body as ByteSource))
}

/** The body as one part of a form: a file keeps its name. */
function multipart(exchange: Exchange, { multipartUploadName }: BodyOptions, type: string | undefined): RequestBody {
  const { body } = exchange
  const boundary = `kafila_${randomUUID()}`
  const fileName = isFileBody(body) ? `; filename="${body.nameOnly}"` : ''
  const partType = type ?? (isFileBody(body) ? (mediaTypeOfFile(body.nameOnly) ?? 'application/octet-stream') : defaultPartType(body))
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${multipartUploadName}"${fileName}\r\nContent-Type: ${partType}\r\n\r\n`
  const content = typeof body === 'string' ? Buffer.from(body) : bytesOf(mandatoryBody(exchange, 'java.io.InputStream', true) as ByteSource)
  return {
    content: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  }
}

function defaultPartType(body: unknown): string {
  return typeof body === 'string' ? 'text/plain; charset=UTF-8' : 'application/octet-stream'
}
