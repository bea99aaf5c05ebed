import { type ServerResponse, validateHeaderName, validateHeaderValue } from 'node:http'
import { pipeline } from 'node:stream'
import { convert, convertOrNull } from '../../src/converters/index.ts'
import { causeChain, exceptionMessage, exceptionType } from '../../src/core/exceptions.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { usualSpelling } from '../../src/core/headers.ts'
import { type ByteSource, isByteSource } from '../../src/core/stream-body.ts'
import { Suspension } from '../../src/core/suspension.ts'
import { goesIntoResponse } from '../../src/http/header-filter.ts'
import { headerTexts, latin } from '../../src/http/header-values.ts'
import { NO_PARAMETERS, type PathParameters } from '../../src/http/path-pattern.ts'
import { reasonPhrase } from '../../src/http/reason-phrase.ts'
import { refuseRequest } from '../../src/http/refuse-request.ts'
import type { RoutedRequest } from '../../src/http/request-router.ts'

export interface ResponseSettings {
  readonly muteException: boolean
  readonly returnHttpRequestHeaders: boolean
}

type AnswerBody = string | Buffer | ByteSource | null
/** Name, value, name, value …; a value is a list where the header comes several times. */
type HeaderList = (string | string[])[]

const NOT_ASCII = /[^\0-\x7f]/
const EXCEPTION_TYPE = 'text/plain; charset=utf-8'

/**
 * Writes what an exchange has become as the answer. Where it cannot be one (a list as body, a header with a line break) the answer is
 * 500 with the headers that were good, and the failure is returned. Throws `Suspension` where a stream must be read first.
 */
export function writeExchange(exchange: Exchange, { request, response, parameters }: RoutedRequest, settings: ResponseSettings): unknown {
  const headers: HeaderList = []
  try {
    const status = statusOf(exchange)
    addHeaders(headers, exchange, parameters, settings)
    writeAnswer(response, status, headers, answerBody(exchange, settings))
  } catch (error) {
    if (error instanceof Suspension) throw error
    refuseRequest(request, response, 500, validHeaders(headers))
    return error
  }
  return undefined
}

function writeAnswer(response: ServerResponse, status: number, headers: HeaderList, body: AnswerBody): void {
  // the text comes first: asking for its bytes would encode it
  if (isByteSource(body) && body.text === undefined && body.bytes === undefined) return writeStream(response, status, headers, body)
  const plain = isByteSource(body) ? (body.text ?? body.bytes!) : (body ?? '')
  // Node writes headers in the encoding of a text that follows them
  const content = typeof plain === 'string' && !isAscii(headers) ? Buffer.from(plain) : plain
  if (status === 204 || status === 304) writeHead(response, status, headers)
  else {
    headers.push('Content-Length', String(byteLength(content)))
    writeHead(response, status, headers)
  }
  response.end(content)
}

function isAscii(headers: HeaderList): boolean {
  for (let i = 1; i < headers.length; i += 2) {
    const value = headers[i]!
    if (typeof value === 'string' ? NOT_ASCII.test(value) : value.some(each => NOT_ASCII.test(each))) return false
  }
  return true
}

function byteLength(content: string | Buffer): number {
  return typeof content === 'string' ? Buffer.byteLength(content) : content.length
}

/** The header `CamelHttpResponseCode`, else 500 after a failure, 204 without a body, 200. */
function statusOf(exchange: Exchange): number {
  const given = exchange.headers['camelhttpresponsecode']
  const code = given === undefined || given === null ? null : (convert(given, 'java.lang.Integer', exchange) as number | null)
  if (code !== null) return code
  if (exchange.exception !== undefined) return 500
  const { body } = exchange
  return body === null || body === undefined || (typeof body === 'string' && body.trim() === '') ? 204 : 200
}

function answerBody(exchange: Exchange, { muteException }: ResponseSettings): AnswerBody {
  const { body, exception } = exchange
  if (exception !== undefined) return muteException ? '' : stackTrace(exception)
  if (body === null || body === undefined) return null
  if (typeof body === 'string' || Buffer.isBuffer(body) || isByteSource(body)) return body
  return (convertOrNull(body, 'java.io.InputStream', exchange) ?? convert(body, 'java.nio.ByteBuffer', exchange)) as AnswerBody
}

/** Names of response headers by folded names of message headers, `null` for those that are not returned. */
type ResponseNames = Map<string, string | null>

const namesWithout: ResponseNames = new Map()
const namesWith: ResponseNames = new Map()
const MAX_NAMES = 1000

/** Decided once per name, since most headers come with every message. */
function responseName(folded: string, withRequestHeaders: boolean): string | null {
  const names = withRequestHeaders ? namesWith : namesWithout
  const known = names.get(folded)
  if (known !== undefined) return known
  const name = goesIntoResponse(folded, withRequestHeaders) ? usualSpelling(folded) : null
  if (names.size < MAX_NAMES) names.set(folded, name)
  return name
}

function addHeaders(
  list: HeaderList,
  exchange: Exchange,
  parameters: PathParameters,
  { returnHttpRequestHeaders }: ResponseSettings,
): void {
  const { headers, spellings } = exchange
  for (const folded in headers) {
    const usual = responseName(folded, returnHttpRequestHeaders)
    const value = headers[folded]
    if (usual === null || value === undefined || value === null) continue
    const name = spellings?.get(folded) ?? usual
    if (parameters !== NO_PARAMETERS && Object.hasOwn(parameters, name)) continue
    if (typeof value === 'string') list.push(name, value)
    else addTexts(list, name, headerTexts(value, exchange))
  }
  const type = exchange.exception === undefined ? headers['content-type'] : EXCEPTION_TYPE
  if (type !== undefined && type !== null) list.push('Content-Type', headerTexts(type, exchange)[0] ?? '')
}

function addTexts(list: HeaderList, name: string, texts: readonly string[]): void {
  if (texts.length > 0) list.push(name, texts.length === 1 ? texts[0]! : [...texts])
}

/** The class and message of a failure and of its causes, as Java begins its stack traces; there are no Java frames to show. */
function stackTrace(exception: unknown): string {
  return causeChain(exception)
    .map((each, index) => `${index === 0 ? '' : 'Caused by: '}${exceptionType(each)}: ${exceptionMessage(each)}\n`)
    .join('')
}

function writeHead(response: ServerResponse, status: number, headers: HeaderList): void {
  const reason = reasonPhrase(status)
  try {
    response.writeHead(status, reason, headers as string[])
  } catch {
    response.writeHead(status, reason, headers.map((each, index) => (index % 2 === 0 ? each : latinValue(each))) as string[])
  }
}

/** Characters that HTTP cannot carry become `?`. */
function latinValue(value: string | string[]): string | string[] {
  return Array.isArray(value) ? value.map(latin) : latin(value)
}

/** The headers before the first that HTTP cannot carry (a line break, a blank in the name). */
function validHeaders(headers: HeaderList): string[] {
  const valid: HeaderList = []
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string
    const value = latinValue(headers[i + 1]!)
    try {
      validateHeaderName(name)
      for (const each of [value].flat()) validateHeaderValue(name, each)
    } catch {
      break
    }
    valid.push(name, value)
  }
  return valid as string[]
}

/** An unread stream is passed on in chunks, with back-pressure; where it breaks, so does the connection. */
function writeStream(response: ServerResponse, status: number, headers: HeaderList, body: ByteSource): void {
  writeHead(response, status, headers)
  pipeline(body.open(), response, error => {
    if (error) response.destroy()
  })
}
