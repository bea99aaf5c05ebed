import type { ClientRequest, IncomingMessage } from 'node:http'
import { charsetNamed, findCharset } from '../../src/converters/index.ts'
import { errors, type KafilaError } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { foldHeader } from '../../src/core/headers.ts'
import { StreamBody } from '../../src/core/stream-body.ts'
import { isCamelHeader, staysWithAnswer } from '../../src/http/header-filter.ts'
import { decoded, isStale, readBody } from './read-answer.ts'

export interface AnswerOptions {
  readonly throwExceptionOnFailure: boolean
  readonly isOk: (status: number) => boolean
  readonly ignoreResponseBody: boolean
  readonly skipResponseHeaders: boolean
  readonly copyHeaders: boolean
  /** Passes the body on unread, whatever its size. */
  readonly disableStreamCache: boolean
  /** Milliseconds without a byte; 0 for ever. */
  readonly idleMs: number
}

/** Node gives the request with its answer; its types do not say so. */
type Answered = IncomingMessage & { readonly req?: ClientRequest }

/** Turns an answer into the message, or into `HttpOperationFailedException` where its status is not among the good ones. */
export async function takeAnswer(exchange: Exchange, response: IncomingMessage, url: string, options: AnswerOptions): Promise<void> {
  const failed = options.throwExceptionOnFailure && !options.isOk(response.statusCode!)
  const body = await bodyOf(response, exchange, options, failed)
  if (failed) {
    setStatus(exchange, response)
    setCharset(exchange, response, undefined)
    throw failure(response, url, body)
  }
  const before = exchange.headerEntries()
  exchange.replaceHeaders([])
  setStatus(exchange, response)
  setCharset(exchange, response, 'UTF-8')
  if (!options.skipResponseHeaders) addHeaders(exchange, response)
  if (options.copyHeaders) keepHeaders(exchange, before)
  exchange.body = body ?? null
}

async function bodyOf(
  response: IncomingMessage,
  exchange: Exchange,
  { ignoreResponseBody, disableStreamCache, idleMs }: AnswerOptions,
  failed: boolean,
): Promise<StreamBody | undefined> {
  const status = response.statusCode!
  const empty = status === 204 || status === 304 || (response as Answered).req?.method === 'HEAD'
  if (empty || ignoreResponseBody) {
    response.resume()
    return undefined
  }
  const source = decoded(response)
  if (!disableStreamCache || failed) return readBody(response, source, idleMs)
  exchange.unit().add(() => void response.destroy())
  return new StreamBody(source)
}

function setStatus(exchange: Exchange, { statusCode, statusMessage }: IncomingMessage): void {
  exchange.setHeader('CamelHttpResponseCode', statusCode!)
  if (statusMessage) exchange.setHeader('CamelHttpResponseText', statusMessage)
}

/** The charset that the content type names, else the usual one, is that of the exchange from now on. */
function setCharset(exchange: Exchange, { headers }: IncomingMessage, usual: string | undefined): void {
  const type = headers['content-type']
  const charset = type === undefined ? undefined : (charsetIn(type) ?? usual)
  if (charset !== undefined) exchange.setProperty('CamelCharsetName', charset)
}

function charsetIn(contentType: string): string | undefined {
  const name = /(?:^|;)\s*charset=["']?([^;"']+)/i.exec(contentType)?.[1]?.trim()
  return name?.toLowerCase() === 'utf-8' ? 'UTF-8' : name
}

function addHeaders(exchange: Exchange, response: IncomingMessage): void {
  const { rawHeaders } = response
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const folded = foldHeader(rawHeaders[i]!)
    if (isCamelHeader(folded) || isStale(response, folded)) continue
    const name = folded === 'content-type' ? 'Content-Type' : rawHeaders[i]!
    addHeader(exchange, name, headerValue(rawHeaders[i + 1]!))
  }
}

/** `[a, b]` is a list: how Camel's client writes one. */
function headerValue(value: string): unknown {
  const trimmed = value.trim()
  if (!trimmed.startsWith('[') || !trimmed.endsWith(']')) return value
  return trimmed
    .slice(1, -1)
    .split(',')
    .map(part => part.trim())
}

function addHeader(exchange: Exchange, name: string, value: unknown): void {
  const present = exchange.header(name)
  if (present === undefined || present === null) exchange.setHeader(name, value)
  else exchange.setHeader(name, Array.isArray(present) ? [...present, value] : [present, value])
}

function keepHeaders(exchange: Exchange, before: readonly (readonly [string, unknown])[]): void {
  for (const [name, value] of before) {
    const folded = foldHeader(name)
    if (value !== null && exchange.headers[folded] === undefined && staysWithAnswer(folded)) exchange.setHeader(name, value)
  }
}

function failure(response: IncomingMessage, uri: string, body: StreamBody | undefined): KafilaError {
  const status = response.statusCode!
  const { location } = response.headers
  return errors.KF_HTTP_FAILED(
    {
      uri,
      statusCode: status,
      statusText: response.statusMessage ?? null,
      redirectLocation: location !== undefined && status >= 300 && status < 400 ? location : null,
      responseHeaders: plainHeaders(response),
      responseBody: body?.bytes === undefined ? null : bodyText(body.bytes, response),
    },
    { retryable: status >= 500 || status === 408 || status === 429 },
  )
}

function plainHeaders({ rawHeaders }: IncomingMessage): Record<string, string> {
  const result: Record<string, string> = {}
  for (let i = 0; i < rawHeaders.length; i += 2) result[rawHeaders[i]!] = rawHeaders[i + 1]!
  return result
}

function bodyText(bytes: Buffer, { headers }: IncomingMessage): string {
  const named = charsetIn(headers['content-type'] ?? '') ?? 'UTF-8'
  return (findCharset(named) ?? charsetNamed('UTF-8')).decode(bytes)
}
