import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { errors } from '../core/errors.ts'

export interface HttpRequest {
  readonly method: string
  readonly url: URL
  readonly headers?: Readonly<Record<string, string>>
  /** Opened anew for each try. `size` is in bytes. */
  readonly body?: { readonly size: number; open(): Promise<Readable> }
}

/** How long a registry may say nothing. */
const SILENCE_MS = 60_000

/** Sends a request; the caller reads the answer's body or destroys it. Rejects with `KF_OCI_UNREACHABLE`. */
export async function send({ method, url, headers = {}, body }: HttpRequest): Promise<IncomingMessage> {
  const make = url.protocol === 'https:' ? httpsRequest : httpRequest
  const length = method === 'GET' || method === 'HEAD' ? {} : { 'content-length': String(body?.size ?? 0) }
  const request = make(url, { method, headers: { ...headers, ...length }, timeout: SILENCE_MS })
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve)
    request.on('error', cause => reject(errors.KF_OCI_UNREACHABLE({ address: url.host, reason: reasonOf(cause) }, { cause })))
    request.on('timeout', () => request.destroy(errors.KF_OCI_UNREACHABLE({ address: url.host, reason: `silent for ${SILENCE_MS} ms` })))
  })
  if (body === undefined) request.end()
  // an answer may come before all is sent, and end the sending: it is the answer that tells why
  else pipeline(await body.open(), request).catch(cause => request.destroy(cause))
  return answer
}

function reasonOf(error: Error & { code?: string }): string {
  return error.message || (error.code ?? 'the connection failed')
}

/** All of a body that is small by its nature: a manifest, a token, the text of an error. */
export async function readSmall(message: IncomingMessage, limit = 4_194_304): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit)
      throw errors.KF_OCI_UNREACHABLE({ address: message.headers.host ?? '', reason: `the answer is longer than ${limit} bytes` })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
