import { errors } from '../core/errors.ts'
import type { CredentialFinder, Credentials } from './credentials.ts'
import { readSmall, send } from './http.ts'

/** The `Authorization` header for a registry, learned from what it asks for. One header per scope is kept. */
export class Authorization {
  private readonly registry: string
  private readonly find: CredentialFinder
  private readonly known = new Map<string, string>()

  constructor(registry: string, find: CredentialFinder) {
    this.registry = registry
    this.find = find
  }

  /** What is known for a scope, `repository:NAME:pull,push`. */
  header(scope: string): string | undefined {
    return this.known.get(scope)
  }

  /** Gets what a `WWW-Authenticate` header asks for. Rejects with `KF_OCI_AUTH` where the registry gives no token. */
  async answer(challenge: string, scope: string): Promise<void> {
    const credentials = await this.find(this.registry)
    const [scheme] = challenge.trim().split(/\s+/, 1)
    if (scheme?.toLowerCase() === 'basic') this.known.set(scope, basic(credentials, this.registry))
    else if (scheme?.toLowerCase() === 'bearer')
      this.known.set(scope, `Bearer ${await this.token(parameters(challenge), scope, credentials)}`)
    else throw errors.KF_OCI_AUTH({ address: this.registry, reason: `it asks for the unknown scheme ${JSON.stringify(scheme ?? '')}` })
  }

  private async token(asked: Readonly<Record<string, string>>, scope: string, credentials: Credentials | undefined): Promise<string> {
    const realm = asked['realm']
    if (realm === undefined) throw errors.KF_OCI_AUTH({ address: this.registry, reason: 'it asks for a token and does not say where' })
    const url = new URL(realm)
    const answer = isIdentity(credentials)
      ? await this.exchange(url, asked, scope, credentials.identityToken)
      : await this.request(url, asked, scope, credentials)
    const body = await readSmall(answer)
    if (answer.statusCode !== 200)
      throw errors.KF_OCI_AUTH({ address: url.host, reason: `no token: ${answer.statusCode} ${body.toString('utf8').slice(0, 200)}` })
    const { token, access_token: access } = JSON.parse(body.toString('utf8')) as { token?: string; access_token?: string }
    const given = token ?? access
    if (given === undefined) throw errors.KF_OCI_AUTH({ address: url.host, reason: 'the answer holds no token' })
    return given
  }

  private request(url: URL, asked: Readonly<Record<string, string>>, scope: string, credentials: Credentials | undefined) {
    if (asked['service'] !== undefined) url.searchParams.set('service', asked['service'])
    url.searchParams.set('scope', scope)
    return send({ method: 'GET', url, headers: credentials === undefined ? {} : { authorization: basic(credentials, this.registry) } })
  }

  private exchange(url: URL, asked: Readonly<Record<string, string>>, scope: string, refresh: string) {
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refresh,
      client_id: 'kafila',
      scope,
      ...(asked['service'] !== undefined && { service: asked['service'] }),
    })
    const bytes = Buffer.from(form.toString())
    return send({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: { size: bytes.length, open: async () => bodyOf(bytes) },
    })
  }
}

async function bodyOf(bytes: Buffer) {
  const { Readable } = await import('node:stream')
  return Readable.from([bytes])
}

function isIdentity(credentials: Credentials | undefined): credentials is { readonly identityToken: string } {
  return credentials !== undefined && 'identityToken' in credentials
}

function basic(credentials: Credentials | undefined, registry: string): string {
  if (credentials === undefined || isIdentity(credentials))
    throw errors.KF_OCI_AUTH({ address: registry, reason: 'it wants a user and a password, and none are known' })
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`
}

/** The parameters of a challenge: `Bearer realm="…",service="…"`. */
function parameters(challenge: string): Record<string, string> {
  const found = challenge.matchAll(/([a-z_]+)=(?:"([^"]*)"|([^\s,]+))/gi)
  return Object.fromEntries([...found].map(([, name, quoted, plain]) => [name!.toLowerCase(), quoted ?? plain ?? '']))
}
