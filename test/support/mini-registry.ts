import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A registry in memory: the parts of the distribution protocol that pushing and pulling use, with tokens where wanted. */
export interface MiniRegistry {
  readonly host: string
  readonly blobs: Map<string, Buffer>
  /** By `repository:tag` and `repository@digest`. */
  readonly manifests: Map<string, { type: string; bytes: Buffer }>
  /** Method and path of each request. */
  readonly requests: string[]
  /** Statuses with which the next requests are answered instead. */
  readonly failures: number[]
  close(): Promise<void>
}

export async function startMiniRegistry({ token }: { readonly token?: string } = {}): Promise<MiniRegistry> {
  const blobs = new Map<string, Buffer>()
  const owned = new Set<string>()
  const manifests = new Map<string, { type: string; bytes: Buffer }>()
  const requests: string[] = []
  const failures: number[] = []
  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, 'http://registry')
    requests.push(`${request.method} ${url.pathname}`)
    const body = await read(request)
    const failure = failures.shift()
    if (failure !== undefined) return end(response, failure, {}, '{"errors":[{"code":"BUSY","message":"later"}]}')
    if (url.pathname === '/token') {
      const known = request.headers.authorization === `Basic ${Buffer.from('robot:secret').toString('base64')}`
      return known ? end(response, 200, {}, JSON.stringify({ token })) : end(response, 401, {}, 'wrong password')
    }
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`)
      return end(response, 401, { 'www-authenticate': `Bearer realm="http://${request.headers.host}/token",service="mini"` }, '')
    const [, repository, kind, rest] = /^\/v2\/(.+)\/(blobs|manifests)\/(.*)$/.exec(url.pathname) ?? []
    if (repository === undefined) return end(response, 404, {}, '')
    if (kind === 'manifests') return manifest(repository, rest!, request, body, response)
    if (rest === 'uploads/' && request.method === 'POST') return begin(repository, url, response)
    if (rest!.startsWith('uploads/')) return finish(repository, url, body, response)
    const found = owned.has(`${repository}@${rest}`) ? blobs.get(rest!) : undefined
    return found === undefined ? end(response, 404, {}, '') : end(response, 200, {}, request.method === 'HEAD' ? '' : found)
  })

  function begin(repository: string, url: URL, response: ServerResponse) {
    const mount = url.searchParams.get('mount')
    if (mount !== null && owned.has(`${url.searchParams.get('from')}@${mount}`)) {
      owned.add(`${repository}@${mount}`)
      return end(response, 201, {}, '')
    }
    return end(response, 202, { location: `/v2/${repository}/blobs/uploads/${randomUUID()}?state=x` }, '')
  }

  function finish(repository: string, url: URL, body: Buffer, response: ServerResponse) {
    const digest = url.searchParams.get('digest')!
    if (digest !== sha(body)) return end(response, 400, {}, '{"errors":[{"code":"DIGEST_INVALID","message":"not that content"}]}')
    blobs.set(digest, body)
    owned.add(`${repository}@${digest}`)
    return end(response, 201, {}, '')
  }

  function manifest(repository: string, name: string, request: IncomingMessage, body: Buffer, response: ServerResponse) {
    const key = name.startsWith('sha256:') ? `${repository}@${name}` : `${repository}:${name}`
    if (request.method !== 'PUT') {
      const found = manifests.get(key)
      return found === undefined
        ? end(response, 404, {}, '{"errors":[{"code":"MANIFEST_UNKNOWN","message":"no such image"}]}')
        : end(response, 200, { 'content-type': found.type }, found.bytes)
    }
    const entry = { type: request.headers['content-type']!, bytes: body }
    manifests.set(key, entry)
    manifests.set(`${repository}@${sha(body)}`, entry)
    return end(response, 201, {}, '')
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { host: `127.0.0.1:${port}`, blobs, manifests, requests, failures, close }
}

export function sha(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function end(response: ServerResponse, status: number, headers: Record<string, string>, body: string | Buffer): void {
  response.writeHead(status, headers).end(body)
}
