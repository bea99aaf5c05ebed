import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { errors } from '../../core/errors.ts'
import { exceptionMessage } from '../../core/exceptions.ts'
import type { ClusterConfig } from './cluster-config.ts'

export interface TransportRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
  /** How long the server may take to answer, in milliseconds. */
  readonly timeoutMs: number
  /** How long it may be silent within its answer; default: as long. */
  readonly idleMs?: number
}

/** Probes a silent connection after so long: a peer that is gone without a word is noticed. */
const KEEP_ALIVE_MS = 15_000

/** Makes HTTP requests to one API server over connections that are kept; the token is asked for each request. */
export class HttpTransport {
  private readonly config: ClusterConfig
  private readonly agent: HttpAgent | HttpsAgent
  private readonly secure: boolean

  constructor(config: ClusterConfig) {
    this.config = config
    this.secure = config.server.startsWith('https:')
    const options = { keepAlive: true, keepAliveMsecs: KEEP_ALIVE_MS, maxFreeSockets: 32 }
    const { ca, cert, key, serverName } = config
    const tls = {
      ...(ca !== undefined && { ca }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
      ...(serverName !== undefined && { servername: serverName }),
      rejectUnauthorized: !config.skipTlsVerify,
    }
    this.agent = this.secure ? new HttpsAgent({ ...options, ...tls }) : new HttpAgent(options)
  }

  get server(): string {
    return this.config.server
  }

  /** Resolves with the answer when its head is there; the body is still to be read. Rejects with `KF_KUBE_UNREACHABLE`, or the signal's reason. */
  send({ method, path, headers, body, signal, timeoutMs, idleMs = timeoutMs }: TransportRequest): Promise<IncomingMessage> {
    const url = new URL(`${this.config.server}${this.config.basePath}${path}`)
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const options = { method, agent: this.agent, headers: { ...this.identity(), ...headers, ...length }, ...(signal && { signal }) }
    return new Promise((resolve, reject) => {
      let allowedMs = timeoutMs
      const outgoing = (this.secure ? requestHttps : requestHttp)(url, options, answer => {
        allowedMs = idleMs
        outgoing.setTimeout(idleMs)
        resolve(answer)
      })
      outgoing.setTimeout(timeoutMs)
      outgoing.on('timeout', () => outgoing.destroy(new SilentError(allowedMs)))
      outgoing.on('error', cause => reject(signal?.aborted ? signal.reason : this.unreachable(cause)))
      outgoing.end(body)
    })
  }

  unreachable(cause: unknown): Error {
    return errors.KF_KUBE_UNREACHABLE({ server: this.config.server, reason: exceptionMessage(cause) }, { cause })
  }

  close(): void {
    this.agent.destroy()
  }

  private identity(): Record<string, string> {
    const { token, basic, impersonate } = this.config
    const authorization =
      token !== undefined ? `Bearer ${token()}` : basic && `Basic ${Buffer.from(`${basic.username}:${basic.password}`).toString('base64')}`
    return {
      ...(authorization !== undefined && { authorization }),
      ...(impersonate && { 'impersonate-user': impersonate.user }),
      ...(impersonate && impersonate.groups.length > 0 && { 'impersonate-group': impersonate.groups.join(', ') }),
    }
  }
}

/** Node's own name for it is `socket hang up`, which tells nobody that time ran out. */
class SilentError extends Error {
  constructor(timeoutMs: number) {
    super(`no answer for ${timeoutMs / 1000} s`)
    this.name = 'SilentError'
  }
}
