import { type ClientRequest, Agent as HttpAgent, request as requestPlain } from 'node:http'
import { Agent as HttpsAgent, request as requestSecure } from 'node:https'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { errors } from '../../src/core/errors.ts'
import type { ClientOptions } from './common-fields.ts'

/** How many connections one endpoint has at most. */
const MAX_SOCKETS = 64

interface Proxy {
  readonly host: string
  readonly port: number
  readonly secure: boolean
}

interface Target {
  readonly host: string
  readonly port: number
  readonly servername?: string
}

/** The agents of a client: kept connections, a proxy, any certificate. */
export function makeAgents(options: ClientOptions): { httpAgent: HttpAgent; httpsAgent: HttpsAgent } {
  const kept = { keepAlive: true, maxSockets: MAX_SOCKETS }
  const tls = { ...kept, rejectUnauthorized: !options.trustAllCertificates }
  const proxy = proxyOf(options)
  if (proxy === undefined) return { httpAgent: new HttpAgent(kept), httpsAgent: new HttpsAgent(tls) }
  return { httpAgent: forwardingAgent(proxy), httpsAgent: tunnellingAgent(proxy, tls) }
}

function proxyOf({ proxyHost, proxyPort, proxyProtocol }: ClientOptions): Proxy | undefined {
  if (proxyHost === undefined) return undefined
  const secure = proxyProtocol === 'HTTPS'
  return { host: proxyHost, port: proxyPort ?? (secure ? 443 : 80), secure }
}

/** Plain requests go to the proxy with their whole address. Each has a connection of its own, as the agent keeps them by target. */
function forwardingAgent(proxy: Proxy): HttpAgent {
  const agent = (proxy.secure ? new HttpsAgent() : new HttpAgent()) as HttpAgent & {
    addRequest(request: ClientRequest, target: Record<string, unknown>): void
  }
  const add = agent.addRequest.bind(agent)
  agent.addRequest = (request, target) => {
    request.path = `http://${request.getHeader('host')}${request.path}`
    add(request, { ...target, host: proxy.host, port: proxy.port, servername: proxy.host })
  }
  return agent
}

type Connected = (error: Error | null, socket?: Socket) => void

/** Encrypted requests go through a tunnel (CONNECT). */
function tunnellingAgent(proxy: Proxy, tls: { rejectUnauthorized: boolean }): HttpsAgent {
  const agent = new HttpsAgent(tls)
  const tunnelled = agent as unknown as { createConnection(target: Target, done: Connected): void }
  tunnelled.createConnection = (target, done) => openTunnel(proxy, target, done)
  return agent
}

function openTunnel(proxy: Proxy, target: Target, done: Connected): void {
  const authority = `${target.host}:${target.port}`
  const request = proxy.secure ? requestSecure : requestPlain
  const headers = { Host: authority }
  const connecting = request({ host: proxy.host, port: proxy.port, method: 'CONNECT', path: authority, headers, agent: false })
  connecting.on('connect', (response, socket) => {
    if (response.statusCode === 200) return done(null, connectTls({ ...target, socket }))
    socket.destroy()
    done(errors.KF_CONN_FAILED({ connector: 'aws2-s3', reason: `the proxy refuses: ${response.statusCode} ${response.statusMessage}` }))
  })
  connecting.on('error', error => done(error))
  connecting.end()
}
