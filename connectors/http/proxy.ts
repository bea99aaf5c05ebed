import { request } from 'node:http'
import { type AgentOptions, Agent as HttpsAgent } from 'node:https'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { errors } from '../../src/core/errors.ts'
import { basicCredentials } from './authentication.ts'

/** A proxy that requests go through. */
export interface ProxyServer {
  readonly host: string
  readonly port: number
  readonly user: string | undefined
  readonly password: string | undefined
  /** Hosts that are reached without it: `localhost`, `*.example.com`, `192.168.*`. */
  readonly except: readonly string[]
}

/** Whether a host is reached without the proxy. */
export function goesDirect({ except }: ProxyServer, host: string): boolean {
  return except.some(pattern => {
    if (pattern === host || pattern === '*') return true
    if (pattern.startsWith('*.') || pattern.startsWith('.')) return host.endsWith(pattern.replace(/^\*/, ''))
    return pattern.endsWith('*') || pattern.endsWith('.') ? host.startsWith(pattern.replace(/\*$/, '')) : false
  })
}

/** What tells the proxy who asks. */
export function proxyHeaders({ user, password }: ProxyServer): readonly string[] {
  return user === undefined ? [] : ['Proxy-Authorization', basicCredentials(user, password ?? '')]
}

type Connected = (error: Error | null, socket?: Socket) => void

/** An agent whose TLS connections run through a tunnel (CONNECT) of the proxy. */
export function tunnelAgent(proxy: ProxyServer, options: AgentOptions): HttpsAgent {
  const agent = new HttpsAgent(options)
  const tunnelled = agent as unknown as { createConnection(target: Target, done: Connected): void }
  tunnelled.createConnection = (target, done) => openTunnel(proxy, target, done)
  return agent
}

interface Target {
  readonly host: string
  readonly port: number
  readonly servername?: string
}

function openTunnel(proxy: ProxyServer, target: Target, done: Connected): void {
  const authority = `${target.host}:${target.port}`
  const [name, value] = proxyHeaders(proxy)
  const connecting = request({
    host: proxy.host,
    port: proxy.port,
    method: 'CONNECT',
    path: authority,
    headers: { Host: authority, ...(name !== undefined && { [name]: value }) },
    agent: false,
  })
  connecting.on('connect', (response, socket) => {
    if (response.statusCode === 200) return done(null, connectTls({ ...target, socket }))
    socket.destroy()
    done(errors.KF_HTTP_PROTOCOL({ reason: `CONNECT refused by proxy: ${response.statusCode} ${response.statusMessage}` }))
  })
  connecting.on('error', error => done(error))
  connecting.end()
}
