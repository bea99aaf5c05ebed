import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { errors } from '../core/errors.ts'
import type { Kafila } from '../runtime/kafila.ts'
import { healthOf, type Probe } from './health.ts'
import { metricsText } from './metrics.ts'

export interface ObserverOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** The interface to listen on; default `127.0.0.1`: what it says is for this machine, unless a pod's probes must reach it. */
  readonly host?: string
}

/** A running observer. */
export interface Observer {
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves the health and the metrics of a runtime: `/health` (as ready), `/health/started`, `/health/ready`, `/health/live` answer 200 or
 * 503 with the checks as JSON, `/metrics` in the text form of Prometheus; all of them also below `/observe`, as with Camel. It may be started before the runtime, and outlives its stop,
 * so that probes see both. Rejects with `KF_HTTP_LISTEN`.
 */
export function startObserver(kafila: Kafila, { port, host = '127.0.0.1' }: ObserverOptions): Promise<Observer> {
  const server = createServer((request, response) => answer(kafila, request, response))
  return new Promise((resolve, reject) => {
    server.once('error', cause => reject(errors.KF_HTTP_LISTEN({ address: `${host}:${port}`, reason: cause.message }, { cause })))
    server.listen(port, host, () => {
      const { port: actual } = server.address() as AddressInfo
      server.unref()
      resolve({ url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`, close: () => close(server) })
    })
  })
}

const PROBES: Readonly<Record<string, Probe>> = {
  '/health': 'ready',
  '/health/started': 'started',
  '/health/ready': 'ready',
  '/health/live': 'live',
  // the paths of Camel's observability services, which probes of existing pods ask
  '/observe/health': 'ready',
  '/observe/health/started': 'started',
  '/observe/health/ready': 'ready',
  '/observe/health/live': 'live',
}

const METRICS: readonly string[] = ['/metrics', '/observe/metrics']

function answer(kafila: Kafila, request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '/').split('?')[0]!
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, 'text/plain', '')
  if (METRICS.includes(path)) return send(response, 200, 'text/plain; version=0.0.4; charset=utf-8', metricsText(kafila))
  const probe = PROBES[path]
  if (probe === undefined) return send(response, 404, 'text/plain', 'see /health/started, /health/ready, /health/live and /metrics\n')
  const health = healthOf(kafila, probe)
  send(response, health.status === 'UP' ? 200 : 503, 'application/json', `${JSON.stringify(health)}\n`)
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body), 'Cache-Control': 'no-store' })
  response.end(body)
}

function close(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
