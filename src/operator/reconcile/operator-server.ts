import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { errors } from '../../core/errors.ts'

export interface OperatorServerOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Whether everything has been read once: a stand-by is ready, too. */
  readonly isReady: () => boolean
  readonly metrics: () => string
}

/** Serves `/healthz`, `/readyz` and `/metrics` of an operator. Rejects with `KF_HTTP_LISTEN`. */
export function startOperatorServer({
  host,
  port,
  isReady,
  metrics,
}: OperatorServerOptions): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]!
    const [status, type, text] = answer(path)
    response.writeHead(status, { 'content-type': type }).end(request.method === 'HEAD' ? '' : text)
  })
  const answer = (path: string): readonly [number, string, string] => {
    if (path === '/healthz') return [200, 'text/plain', 'ok\n']
    if (path === '/readyz') return isReady() ? [200, 'text/plain', 'ok\n'] : [503, 'text/plain', 'the caches are not filled yet\n']
    if (path === '/metrics') return [200, 'text/plain; version=0.0.4; charset=utf-8', metrics()]
    return [404, 'text/plain', 'see /healthz, /readyz and /metrics\n']
  }
  return new Promise((resolve, reject) => {
    server.once('error', cause => reject(errors.KF_HTTP_LISTEN({ address: `${host}:${port}`, reason: cause.message }, { cause })))
    server.listen(port, host, () => {
      server.unref()
      resolve({ url: `http://${host}:${(server.address() as AddressInfo).port}`, close: () => closed(server) })
    })
  })
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise(resolve => server.close(() => resolve()))
}
