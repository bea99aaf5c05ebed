import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { Clock } from '../core/clock.ts'
import { errors, isKafilaError } from '../core/errors.ts'
import { Authorization } from './authorization.ts'
import type { CredentialFinder } from './credentials.ts'
import type { Blob, Descriptor } from './descriptor.ts'
import { digestOf } from './descriptor.ts'
import { type HttpRequest, readSmall, send } from './http.ts'
import type { ImageSource, ImageTarget, StoredManifest } from './image-source.ts'
import { ACCEPTED } from './media-types.ts'
import { type Reference, referenceText } from './reference.ts'
import { verified, verifyBytes } from './verified.ts'

export interface RegistryOptions {
  readonly credentials: CredentialFinder
  readonly clock: Clock
  /** Speaks HTTP without TLS; registries on this machine are always spoken to so. */
  readonly insecure?: boolean
}

const TRIES = 4
const FIRST_DELAY_MS = 500
const MAX_REDIRECTS = 5
/** Failures that pass: the registry is busy, or something before it. */
const PASSING = [429, 500, 502, 503, 504]

interface Ask {
  readonly method: string
  readonly url: URL
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: HttpRequest['body']
  /** What the request needs: `pull`, or `pull,push`. */
  readonly actions: string
  /** Statuses that are an answer, not a failure. */
  readonly expected: readonly number[]
}

/** A repository of a registry, read and written by the OCI distribution protocol. Requests that fail in passing are tried again with growing delay. */
export class RegistryImage implements ImageSource, ImageTarget {
  readonly name: string
  readonly reference: Reference
  private readonly options: RegistryOptions
  private readonly authorization: Authorization
  private readonly base: string

  constructor(reference: Reference, options: RegistryOptions) {
    this.reference = reference
    this.name = referenceText(reference)
    this.options = options
    this.authorization = new Authorization(reference.registry, options.credentials)
    this.base = `${this.isPlain ? 'http' : 'https'}://${reference.registry}/v2/${reference.repository}`
  }

  private get isPlain(): boolean {
    return this.options.insecure === true || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|$)/.test(this.reference.registry)
  }

  async manifest(digest?: string): Promise<StoredManifest> {
    const { reference } = this
    const wanted = digest ?? reference.digest ?? reference.tag!
    const answer = await this.ask({
      method: 'GET',
      url: new URL(`${this.base}/manifests/${wanted}`),
      headers: { accept: ACCEPTED },
      actions: 'pull',
      expected: [200],
    })
    const bytes = await readSmall(answer)
    if (wanted.startsWith('sha256:')) verifyBytes(bytes, wanted)
    const mediaType = (answer.headers['content-type'] ?? '').split(';')[0]!.trim()
    return { bytes, descriptor: { mediaType, digest: digestOf(bytes), size: bytes.length } }
  }

  async blob(descriptor: Descriptor): Promise<Readable> {
    const url = new URL(`${this.base}/blobs/${descriptor.digest}`)
    return verified(await this.ask({ method: 'GET', url, actions: 'pull', expected: [200] }), descriptor)
  }

  async writeBlob({ descriptor, open }: Blob, from?: ImageSource): Promise<boolean> {
    const { digest, size } = descriptor
    const head = await this.ask({
      method: 'HEAD',
      url: new URL(`${this.base}/blobs/${digest}`),
      actions: 'pull,push',
      expected: [200, 404],
    })
    head.resume()
    if (head.statusCode === 200) return false
    const start = new URL(`${this.base}/blobs/uploads/`)
    if (from instanceof RegistryImage && from.reference.registry === this.reference.registry) {
      start.searchParams.set('mount', digest)
      start.searchParams.set('from', from.reference.repository)
    }
    const begun = await this.ask({ method: 'POST', url: start, actions: 'pull,push', expected: [201, 202] })
    begun.resume()
    if (begun.statusCode === 201 && start.searchParams.has('mount')) return false
    const location = begun.headers.location
    if (location === undefined) throw this.refused('POST', start, begun, 'it does not say where to upload')
    const upload = new URL(location, start)
    upload.searchParams.set('digest', digest)
    const done = await this.ask({
      method: 'PUT',
      url: upload,
      headers: { 'content-type': 'application/octet-stream' },
      body: { size, open },
      actions: 'pull,push',
      expected: [201],
    })
    done.resume()
    return true
  }

  async writeManifest({ descriptor, bytes }: StoredManifest, named: boolean): Promise<void> {
    const name = named && this.reference.tag !== undefined ? this.reference.tag : descriptor.digest
    const answer = await this.ask({
      method: 'PUT',
      url: new URL(`${this.base}/manifests/${name}`),
      headers: { 'content-type': descriptor.mediaType },
      body: { size: bytes.length, open: async () => Readable.from([bytes]) },
      actions: 'pull,push',
      expected: [201],
    })
    answer.resume()
  }

  /** Sends a request as often as it takes: again with a token, at another address, or after a failure that passes. */
  private async ask(asked: Ask): Promise<IncomingMessage> {
    for (let tries = 1; ; tries++) {
      const answer = await this.authorized(asked).catch(error => {
        if (tries >= TRIES || !isKafilaError(error) || error.code !== 'KF_OCI_UNREACHABLE') throw error
        return undefined
      })
      const status = answer?.statusCode ?? 0
      if (answer !== undefined && asked.expected.includes(status)) return answer
      if (answer !== undefined && !(PASSING.includes(status) && tries < TRIES)) throw await this.failure(asked, answer)
      const wanted = Number(answer?.headers['retry-after']) * 1000
      answer?.resume()
      await this.options.clock.sleep(Math.min(wanted || FIRST_DELAY_MS * 2 ** (tries - 1), 30_000))
    }
  }

  private async authorized(asked: Ask): Promise<IncomingMessage> {
    const scope = `repository:${this.reference.repository}:${asked.actions}`
    const answer = await this.redirected(asked, this.authorization.header(scope))
    const challenge = answer.headers['www-authenticate']
    if (answer.statusCode !== 401 || challenge === undefined) return answer
    answer.resume()
    await this.authorization.answer(challenge, scope)
    return this.redirected(asked, this.authorization.header(scope))
  }

  /** Credentials are for the registry only: what it sends one on to gets none. */
  private async redirected({ method, url, headers, body }: Ask, authorization: string | undefined): Promise<IncomingMessage> {
    let at = url
    for (let hops = 0; ; hops++) {
      const own = at.host === url.host && authorization !== undefined ? { authorization } : {}
      const answer = await send({ method, url: at, headers: { ...headers, ...own }, ...(body && { body }) })
      const location = answer.headers.location
      if (![301, 302, 303, 307, 308].includes(answer.statusCode ?? 0) || location === undefined || hops >= MAX_REDIRECTS) return answer
      answer.resume()
      at = new URL(location, at)
    }
  }

  private async failure({ method, url }: Ask, answer: IncomingMessage): Promise<Error> {
    const reason = reasonOf(await readSmall(answer))
    const address = this.reference.registry
    if (answer.statusCode === 401 || answer.statusCode === 403)
      return errors.KF_OCI_AUTH({ address, reason: `${method} ${url.pathname}: ${answer.statusCode} ${reason}` })
    return this.refused(method, url, answer, reason)
  }

  private refused(method: string, url: URL, answer: IncomingMessage, reason: string): Error {
    return errors.KF_OCI_REGISTRY({ method, address: `${url.host}${url.pathname}`, status: answer.statusCode ?? 0, reason })
  }
}

/** The registry's own words: `{ errors: [{ code, message }] }`, or the beginning of whatever it says. */
function reasonOf(body: Buffer): string {
  const text = body.toString('utf8')
  try {
    const { errors: list } = JSON.parse(text) as { errors?: { code?: string; message?: string }[] }
    return list?.map(({ code, message }) => [code, message].filter(Boolean).join(': ')).join('; ') || text.slice(0, 200)
  } catch {
    return text.slice(0, 200) || 'no reason is given'
  }
}
