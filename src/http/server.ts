import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { errors, isKafilaError } from '../core/errors.ts'
import { normalizePath } from './normalize-path.ts'
import type { PathParameters } from './path-pattern.ts'
import { rawHeader } from './raw-headers.ts'
import { refuseRequest } from './refuse-request.ts'
import { HttpRouter, type Wanted } from './router.ts'

/** A request for which a route was found: its normalised path, and what the path gave to the route's parameters. */
export interface RoutedRequest {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly path: string
  readonly parameters: PathParameters
}

export type RequestHandler = (routed: RoutedRequest) => void

export interface HttpServerOptions {
  /** The interface to listen on; `0.0.0.0` for all. */
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Told once the server listens: its address for people, `http://localhost:8080`. */
  readonly listening?: (url: string) => void
}

/**
 * One HTTP server for all routes of a runtime that share a port. It is told about the runtime's stop: `quiesce` takes no new
 * connection and closes idle ones while requests in flight are finished, `close` ends what is left.
 */
export class HttpServer {
  readonly router = new HttpRouter<RequestHandler>()
  /** Set while the runtime stops: answers then close their connection. */
  stopping = false
  /** Set while the runtime is about to stop: answers close their connection, too, but all are served. */
  private leaving = false
  private readonly options: HttpServerOptions
  private server: Server | undefined
  private starting: Promise<void> | undefined
  private ended: Promise<void> | undefined

  constructor(options: HttpServerOptions) {
    this.options = options
  }

  /** The port that it listens on; 0 before it does. */
  get port(): number {
    return (this.server?.address() as AddressInfo | null)?.port ?? 0
  }

  /** Resolves once the server listens; any number of sources may ask. Rejects with `KF_HTTP_LISTEN`, and then may be asked again. */
  listen(): Promise<void> {
    this.starting ??= this.open().catch(error => {
      this.starting = undefined
      throw error
    })
    return this.starting
  }

  /** Has clients connect anew, so that they find another server, and goes on serving them. */
  leave(): void {
    this.leaving = true
  }

  /** Takes no new connection. Connections that wait for a request are closed; the others after their answer. */
  quiesce(deadline: AbortSignal): void {
    const { server } = this
    this.stopping = true
    if (server === undefined) return
    this.ended = new Promise(resolve => {
      server.close(() => resolve())
      deadline.addEventListener('abort', () => resolve(), { once: true })
      if (deadline.aborted) resolve()
    })
    server.closeIdleConnections()
  }

  /** Waits until all answers have left, or the deadline given to `quiesce`, and ends what is left. */
  async close(): Promise<void> {
    const { server, ended } = this
    await ended
    this.server = undefined
    this.starting = undefined
    this.ended = undefined
    this.stopping = false
    this.leaving = false
    if (server?.listening) server.close()
    server?.closeAllConnections()
  }

  private open(): Promise<void> {
    const { host, port, listening } = this.options
    const server = createServer((request, response) => this.route(request, response))
    this.server = server
    return new Promise((resolve, reject) => {
      server.once('error', cause => reject(errors.KF_HTTP_LISTEN({ address: `${host}:${port}`, reason: cause.message }, { cause })))
      server.listen(port, host, () => {
        listening?.(`http://${host === '0.0.0.0' ? 'localhost' : host}:${this.port}`)
        resolve()
      })
    })
  }

  private route(request: IncomingMessage, response: ServerResponse): void {
    if (this.stopping || this.leaving) response.shouldKeepAlive = false
    try {
      const url = request.url!
      const question = url.indexOf('?')
      const path = normalizePath(question < 0 ? url : url.slice(0, question))
      const found = this.router.find(new Request(request, path))
      // a route that has stopped already is not a resource that does not exist
      if (typeof found === 'number') refuseRequest(request, response, this.stopping ? 503 : found)
      else found.route.handler({ request, response, path, parameters: found.parameters })
    } catch (error) {
      refuseRequest(request, response, isKafilaError(error) && error.code === 'KF_HTTP_REQUEST' ? Number(error.details['status']) : 500)
    }
  }
}

/** What the router asks of a request; headers are looked up only when a route restricts them. */
class Request implements Wanted {
  readonly method: string
  readonly path: string
  private readonly request: IncomingMessage

  constructor(request: IncomingMessage, path: string) {
    this.method = request.method!
    this.path = path
    this.request = request
  }

  header(name: 'content-type' | 'accept'): string | undefined {
    return rawHeader(this.request.rawHeaders, name)
  }
}
