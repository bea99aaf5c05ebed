import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { errors } from '../core/errors.ts'
import { RequestRouter } from './request-router.ts'

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
export class HttpServer extends RequestRouter {
  private readonly options: HttpServerOptions
  private server: Server | undefined
  private starting: Promise<void> | undefined
  private ended: Promise<void> | undefined

  constructor(options: HttpServerOptions) {
    super()
    this.options = options
  }

  /** The port that it listens on; 0 before it does. */
  get port(): number {
    return (this.server?.address() as AddressInfo | null)?.port ?? 0
  }

  /** Resolves once the server listens; any number of sources may ask. Rejects with `KF_HTTP_LISTEN`, and then may be asked again. */
  override listen(): Promise<void> {
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
}
