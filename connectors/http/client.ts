import { type ClientRequest, type Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { Clock } from '../../src/core/clock.ts'
import { errors } from '../../src/core/errors.ts'
import type { Address } from './address.ts'
import { connectionError } from './connection-error.ts'

export interface ClientTimeouts {
  /** Milliseconds until a connection must stand; 0 for ever. */
  readonly connect: number
  /** Milliseconds without a byte of the answer; 0 for ever. */
  readonly response: number
  /** Milliseconds that a request may wait for a free connection of the pool; 0 for ever. */
  readonly pool: number
}

export interface OutgoingRequest {
  readonly method: string
  readonly address: Address
  /** Name, value, name, value …; without Host and length. */
  readonly headers: readonly string[]
  readonly body: Buffer | Readable | undefined
  /** Sends the body in chunks, without announcing its length; a stream always is. */
  readonly chunked?: boolean | undefined
}

/** Sends one request over pooled connections. */
export interface Client {
  /** Resolves with the head of the answer, its body unread. Rejects with an error of the table. */
  send(request: OutgoingRequest): Promise<IncomingMessage>
}

export interface Transport {
  /** The pool for an address. */
  agent(address: Address): HttpAgent
  /** Where the connection goes and how the request line names the target: differs where there is a proxy. */
  via(address: Address): { readonly host: string; readonly port: number; readonly path: string; readonly headers: readonly string[] }
}

/** A client on Node's own HTTP. A request that finds a kept connection closed by the server is sent once more, where that does no harm. */
export function makeClient(transport: Transport, timeouts: ClientTimeouts, clock: Clock): Client {
  const attempt = (outgoing: OutgoingRequest, last: boolean): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { address, method, body } = outgoing
      const { host, port, path, headers } = transport.via(address)
      const request = httpRequest({
        agent: transport.agent(address),
        host,
        port,
        path,
        method,
        headers: completeHeaders(outgoing, headers),
      })
      const release = limitTimes(request, address, timeouts, clock)
      request.on('response', response => {
        release()
        resolve(response)
      })
      request.on('error', error => {
        release()
        if (!last && isStale(request, error) && canRepeat(outgoing)) resolve(attempt(outgoing, true))
        else reject(connectionError(error, address))
      })
      write(request, body)
    })
  return { send: outgoing => attempt(outgoing, false) }
}

function completeHeaders({ headers, address, body, method, chunked }: OutgoingRequest, added: readonly string[]): string[] {
  const complete = [...headers, ...added]
  if (!headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')) complete.unshift('Host', address.authority)
  if (Buffer.isBuffer(body) && !chunked) complete.push('Content-Length', String(body.length))
  else if (body !== undefined) complete.push('Transfer-Encoding', 'chunked')
  else if (method === 'POST' || method === 'PUT' || method === 'PATCH') complete.push('Content-Length', '0')
  return complete
}

function write(request: ClientRequest, body: OutgoingRequest['body']): void {
  if (body === undefined || Buffer.isBuffer(body)) request.end(body)
  else {
    body.on('error', error => request.destroy(error))
    body.pipe(request)
  }
}

/** Time-outs while the request waits for a connection, for the connection to stand, and for the answer. Returns what ends them. */
function limitTimes(request: ClientRequest, address: Address, { connect, response, pool }: ClientTimeouts, clock: Clock): () => void {
  let cancel = after(clock, pool, () => request.destroy(errors.KF_HTTP_TIMEOUT({ what: 'Pool', address: address.origin })))
  request.once('socket', socket => {
    cancel()
    const awaitAnswer = () => {
      cancel()
      cancel = after(clock, response, () => request.destroy(errors.KF_HTTP_TIMEOUT({ what: 'Read', address: address.origin })))
    }
    if (!socket.connecting) return awaitAnswer()
    cancel = after(clock, connect, () => request.destroy(errors.KF_HTTP_TIMEOUT({ what: 'Connect', address: address.origin })))
    socket.once(address.secure ? 'secureConnect' : 'connect', awaitAnswer)
  })
  return () => cancel()
}

function after(clock: Clock, ms: number, action: () => void): () => void {
  return ms > 0 ? clock.after(ms, action, { background: true }) : () => undefined
}

/** The server closed a kept connection at the moment that it was used again. */
function isStale(request: ClientRequest, error: Error): boolean {
  return request.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(String((error as NodeJS.ErrnoException).code))
}

function canRepeat({ method, body }: OutgoingRequest): boolean {
  return method !== 'POST' && method !== 'PATCH' && (body === undefined || Buffer.isBuffer(body))
}
