import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { ConnectorContext, SharedResource } from '../../src/kit/index.ts'
import type { Address } from './address.ts'
import type { Transport } from './client.ts'
import { goesDirect, type ProxyServer, proxyHeaders, tunnelAgent } from './proxy.ts'

export interface PoolOptions {
  readonly connectionsPerRoute: number
  readonly maxTotalConnections: number
  /** What `node:tls` takes: `ca`, `cert`, `key`, `rejectUnauthorized` …; `undefined` for the defaults of the system. */
  readonly tls: Readonly<Record<string, unknown>> | undefined
  readonly proxy: ProxyServer | undefined
}

/** Connections of one runtime that are kept and shared by endpoints of equal options. */
class Pool implements SharedResource {
  readonly plain: HttpAgent
  readonly secure: HttpsAgent

  constructor({ connectionsPerRoute, maxTotalConnections, tls, proxy }: PoolOptions) {
    const options = { keepAlive: true, maxSockets: connectionsPerRoute, maxTotalSockets: maxTotalConnections, scheduling: 'lifo' as const }
    this.plain = new HttpAgent(options)
    this.secure = proxy === undefined ? new HttpsAgent({ ...options, ...tls }) : tunnelAgent(proxy, { ...options, ...tls })
  }

  close(): void {
    this.plain.destroy()
    this.secure.destroy()
  }
}

const tlsNumbers = new WeakMap<object, number>()
let nextTls = 0

/** The pool for these options, shared by all endpoints of the runtime that have the same. */
export function makeTransport(context: ConnectorContext, options: PoolOptions): Transport {
  const direct = sharedPool(context, { ...options, proxy: undefined })
  const { proxy } = options
  const proxied = proxy === undefined ? direct : sharedPool(context, options)
  return {
    agent(address) {
      const pool = proxy === undefined || goesDirect(proxy, address.host) ? direct : proxied
      return address.secure ? pool.secure : pool.plain
    },
    via(address) {
      return proxy === undefined || address.secure || goesDirect(proxy, address.host) ? directly(address) : throughProxy(address, proxy)
    },
  }
}

function sharedPool(context: ConnectorContext, options: PoolOptions): Pool {
  const { connectionsPerRoute, maxTotalConnections, tls, proxy } = options
  const key = ['http-pool', connectionsPerRoute, maxTotalConnections, tlsNumber(tls), proxy?.host, proxy?.port, proxy?.user].join(':')
  return context.shared(key, () => new Pool(options))
}

function tlsNumber(tls: object | undefined): number {
  if (tls === undefined) return 0
  const known = tlsNumbers.get(tls) ?? ++nextTls
  tlsNumbers.set(tls, known)
  return known
}

function directly({ host, port, path }: Address) {
  return { host, port, path, headers: [] }
}

/** A proxy for plain HTTP is given the whole address in the request line. */
function throughProxy(address: Address, proxy: ProxyServer) {
  return { host: proxy.host, port: proxy.port, path: `${address.origin}${address.path}`, headers: proxyHeaders(proxy) }
}
