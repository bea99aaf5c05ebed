import type { IncomingMessage } from 'node:http'
import type { Clock } from '../../src/core/clock.ts'
import { errors } from '../../src/core/errors.ts'
import { type Address, parseAddress } from './address.ts'
import type { Authentication } from './authentication.ts'
import type { Client, OutgoingRequest } from './client.ts'
import type { CookieJar } from './cookie-jar.ts'
import { carriesBody, type Method } from './method.ts'

/** What may follow a first request before its answer counts. */
export interface ConversationPolicy {
  readonly followRedirects: boolean
  /** Whether 429 and 503 are asked once more, after the time that the server says or a second. */
  readonly retryBusy: boolean
  readonly authentication: Authentication
  readonly cookies: CookieJar | undefined
}

const MAX_REDIRECTS = 50
const BUSY_WAIT_MS = 1000
const MAX_BUSY_WAIT_MS = 60_000

/** Sends a request and whatever its answer asks for: credentials, another address, a little patience. Resolves with the last answer. */
export class Conversation {
  private readonly client: Client
  private readonly policy: ConversationPolicy
  private readonly clock: Clock

  constructor(client: Client, policy: ConversationPolicy, clock: Clock) {
    this.client = client
    this.policy = policy
    this.clock = clock
  }

  async send(first: OutgoingRequest): Promise<IncomingMessage> {
    let request = first
    let authorized = false
    let patient = this.policy.retryBusy
    for (let redirects = 0; ; ) {
      const response = await this.once(request)
      const next = this.redirected(request, response)
      if (next !== undefined) {
        if (++redirects > MAX_REDIRECTS) throw errors.KF_HTTP_PROTOCOL({ reason: `Maximum redirects (${MAX_REDIRECTS}) exceeded` })
        request = next
      } else if (!authorized && response.statusCode === 401 && isRepeatable(request)) {
        const answer = this.policy.authentication.answer(String(response.headers['www-authenticate'] ?? ''))
        if (answer === undefined) return response
        authorized = true
        request = { ...request, headers: [...without(request.headers, 'authorization'), 'Authorization', answer] }
      } else if (patient && isBusy(response) && isRepeatable(request)) {
        patient = false
        await this.clock.sleep(busyWait(response, this.clock))
      } else return response
      response.resume()
    }
  }

  private async once(request: OutgoingRequest): Promise<IncomingMessage> {
    const { cookies } = this.policy
    const given = await this.policy.authentication.initial(request.address)
    const cookie = cookies?.header(request.address, this.clock.now())
    const headers = [...request.headers]
    if (given !== undefined && !has(headers, 'authorization')) headers.push('Authorization', given)
    if (cookie !== undefined) headers.push('Cookie', cookie)
    const response = await this.client.send({ ...request, headers })
    const set = response.headers['set-cookie']
    if (set !== undefined) cookies?.store(request.address, set, this.clock.now())
    return response
  }

  private redirected(request: OutgoingRequest, response: IncomingMessage): OutgoingRequest | undefined {
    const { location } = response.headers
    const status = response.statusCode!
    if (!this.policy.followRedirects || location === undefined || ![301, 302, 303, 307, 308].includes(status)) return undefined
    const address = parseAddress(new URL(location, request.address.url).href)
    const asGet = status === 303 || ((status === 301 || status === 302) && request.method === 'POST')
    if (!asGet && !isRepeatable(request)) return undefined
    const kept = sameOrigin(address, request.address) ? request.headers : without(request.headers, 'authorization', 'cookie')
    if (!asGet) return { ...request, address, headers: kept }
    return { method: 'GET', address, headers: without(kept, 'content-type', 'content-encoding'), body: undefined }
  }
}

function isBusy({ statusCode }: IncomingMessage): boolean {
  return statusCode === 429 || statusCode === 503
}

/** `Retry-After` in seconds or as a date, within reason. */
function busyWait(response: IncomingMessage, clock: Clock): number {
  const after = response.headers['retry-after']
  if (after === undefined) return BUSY_WAIT_MS
  const ms = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - clock.now()
  return Number.isNaN(ms) ? BUSY_WAIT_MS : Math.min(Math.max(ms, 0), MAX_BUSY_WAIT_MS)
}

function isRepeatable({ body, method }: OutgoingRequest): boolean {
  return body === undefined || Buffer.isBuffer(body) || !carriesBody(method as Method)
}

function sameOrigin(a: Address, b: Address): boolean {
  return a.secure === b.secure && a.host === b.host && a.port === b.port
}

function has(headers: readonly string[], name: string): boolean {
  return headers.some((each, index) => index % 2 === 0 && each.toLowerCase() === name)
}

function without(headers: readonly string[], ...names: readonly string[]): string[] {
  const kept: string[] = []
  for (let i = 0; i < headers.length; i += 2) if (!names.includes(headers[i]!.toLowerCase())) kept.push(headers[i]!, headers[i + 1]!)
  return kept
}
