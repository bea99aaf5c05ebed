import { createServer, type IncomingMessage, request as requestHttp, type Server, type ServerResponse } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { ClusterConfig } from '../../../../src/operator/client/cluster-config.ts'

export interface ProxiedRequest {
  readonly number: number
  readonly at: number
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly watch: boolean
}

/** What happens to a request on its way: an answer of the proxy's own, a cut, silence, another version, or lines of a watch that are added or taken out. */
export type ProxyFault =
  | { readonly status: number; readonly retryAfter?: number }
  | 'cut'
  | 'cut-after'
  | 'silent'
  | { readonly resourceVersion: string }
  | { readonly cutAfterBytes: number }
  | 'without-bookmarks'

/** Stands between a client and a real API server, counts, and does harm. It speaks plain HTTP to the client, and identifies itself to the server as the configuration says. */
export class FaultProxy {
  readonly requests: ProxiedRequest[] = []
  fault: ((request: ProxiedRequest) => ProxyFault | undefined) | undefined
  private readonly server: Server
  private readonly target: ClusterConfig
  private readonly watches = new Set<ServerResponse>()

  private constructor(target: ClusterConfig) {
    this.target = target
    this.server = createServer((request, response) => void this.handle(request, response))
  }

  static async start(target: ClusterConfig): Promise<FaultProxy> {
    const proxy = new FaultProxy(target)
    await new Promise<void>(resolve => proxy.server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get config(): ClusterConfig {
    const { port } = this.server.address() as AddressInfo
    return { server: `http://127.0.0.1:${port}`, basePath: '', skipTlsVerify: false, namespace: 'default' }
  }

  get writes(): ProxiedRequest[] {
    return this.requests.filter(({ method }) => method !== 'GET')
  }

  cutWatches(): void {
    for (const each of this.watches) each.destroy()
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise(resolve => this.server.close(resolve))
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url!, 'http://proxy')
    const watch = url.searchParams.get('watch') === 'true'
    const seen = {
      number: this.requests.length + 1,
      at: Date.now(),
      method: request.method!,
      path: url.pathname,
      query: url.searchParams,
      watch,
    }
    this.requests.push(seen)
    const fault = this.fault?.(seen)
    if (fault === 'silent') return
    if (fault === 'cut') return void request.socket.destroy()
    if (typeof fault === 'object' && 'status' in fault) return refuse(response, fault)
    if (typeof fault === 'object' && 'resourceVersion' in fault) url.searchParams.set('resourceVersion', fault.resourceVersion)
    this.forward(request, `${url.pathname}${url.search}`, Buffer.concat(chunks), response, fault)
  }

  private forward(request: IncomingMessage, path: string, body: Buffer, response: ServerResponse, fault: ProxyFault | undefined): void {
    const { server, ca, cert, key, token } = this.target
    const send = server.startsWith('https:') ? requestHttps : requestHttp
    const { host: _host, connection: _connection, ...headers } = request.headers
    const identity = token === undefined ? {} : { authorization: `Bearer ${token()}` }
    const tls = { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) }
    const outgoing = send(new URL(path, server), { method: request.method!, headers: { ...headers, ...identity }, ...tls }, answer => {
      if (fault === 'cut-after') return void answer.resume().on('end', () => request.socket.destroy())
      response.writeHead(answer.statusCode!, answer.headers)
      if (path.includes('watch=true')) this.relayWatch(answer, response, fault)
      else answer.pipe(response)
    })
    outgoing.on('error', () => response.destroy())
    response.on('close', () => outgoing.destroy())
    outgoing.end(body)
  }

  private relayWatch(answer: IncomingMessage, response: ServerResponse, fault: ProxyFault | undefined): void {
    response.flushHeaders()
    this.watches.add(response)
    response.on('close', () => this.watches.delete(response))
    let left = typeof fault === 'object' && 'cutAfterBytes' in fault ? fault.cutAfterBytes : Number.POSITIVE_INFINITY
    answer.on('data', (chunk: Buffer) => {
      const shown = fault === 'without-bookmarks' ? Buffer.from(chunk.toString('utf8').replaceAll(/.*"type":"BOOKMARK".*\n/g, '')) : chunk
      response.write(shown.subarray(0, left))
      left -= shown.length
      if (left <= 0) response.destroy()
    })
    answer.on('end', () => response.end())
    answer.on('error', () => response.destroy())
  }
}

function refuse(response: ServerResponse, { status, retryAfter }: { readonly status: number; readonly retryAfter?: number }): void {
  if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter))
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify({ kind: 'Status', code: status, reason: 'Injected', message: 'injected' }))
}
