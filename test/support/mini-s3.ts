import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A request as it came in, its content decoded from `aws-chunked`. */
export interface S3Request {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly content: Buffer
}

export interface S3Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly content?: string | Buffer
}

interface StoredObject {
  readonly content: Buffer
  readonly etag: string
  readonly modified: Date
  readonly headers: Readonly<Record<string, string>>
}

/**
 * A little of S3 in memory, for tests that need Node alone: what is sent is kept to be looked at, and any request can be answered
 * otherwise. It signs and checks nothing; what S3 itself does is tested against a real service.
 */
export class MiniS3 {
  readonly objects = new Map<string, StoredObject>()
  readonly requests: S3Request[] = []
  /** Answers a request in place of the server; may wait. */
  instead: (request: S3Request) => S3Answer | undefined | Promise<S3Answer | undefined> = () => undefined
  private readonly uploads = new Map<string, Map<number, Buffer>>()
  private readonly server = createServer((request, response) => void this.serve(request, response))
  private clock = Date.parse('2026-01-01T00:00:00Z')

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async start(port = 0): Promise<void> {
    await new Promise<void>(resolve => this.server.listen(port, '127.0.0.1', resolve))
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise(resolve => this.server.close(resolve))
  }

  /** Stores an object, a second younger than the one before. */
  put(key: string, content: string | Buffer, headers: Readonly<Record<string, string>> = {}): void {
    const bytes = Buffer.from(content)
    const etag = `"${createHash('md5').update(bytes).digest('hex')}"`
    this.clock += 1000
    this.objects.set(key, { content: bytes, etag, modified: new Date(this.clock), headers })
  }

  text(key: string): string | undefined {
    return this.objects.get(key)?.content.toString()
  }

  /** Requests of a method whose path and query contain a text. */
  asked(method: string, part = ''): readonly S3Request[] {
    return this.requests.filter(each => each.method === method && `${each.path}?${each.query}`.includes(part))
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming)
    this.requests.push(request)
    const { status, headers = {}, content = '' } = (await this.instead(request)) ?? this.answer(request)
    response.writeHead(status, { 'Content-Length': Buffer.byteLength(content), ...headers })
    response.end(request.method === 'HEAD' ? undefined : content)
  }

  private answer(request: S3Request): S3Answer {
    const key = request.path.split('/').slice(2).map(decodeURIComponent).join('/')
    if (key === '') return request.method === 'GET' ? this.list(request.query) : { status: 200 }
    if (request.method === 'PUT') return this.write(request, key)
    if (request.method === 'POST') return this.multipart(request, key)
    if (request.query.has('uploadId')) return { status: this.uploads.delete(request.query.get('uploadId')!) ? 204 : 404 }
    return this.readOrDelete(request, key)
  }

  private list(query: URLSearchParams): S3Answer {
    const [prefix, after] = [query.get('prefix') ?? '', query.get('continuation-token') ?? query.get('start-after') ?? '']
    const most = Number(query.get('max-keys') ?? 1000)
    const keys = [...this.objects.keys()].filter(each => each.startsWith(prefix) && each > after).sort()
    const page = keys.slice(0, most)
    const contents = page.map(key => {
      const { etag, content, modified } = this.objects.get(key)!
      return `<Contents><Key>${key}</Key><ETag>${etag}</ETag><Size>${content.length}</Size><LastModified>${modified.toISOString()}</LastModified></Contents>`
    })
    const more = keys.length > most ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
    return xml(200, `<ListBucketResult>${more}${contents.join('')}</ListBucketResult>`)
  }

  private write({ query, headers, content }: S3Request, key: string): S3Answer {
    const upload = query.get('uploadId')
    if (upload !== null) {
      this.uploads.get(upload)!.set(Number(query.get('partNumber')), content)
      return { status: 200, headers: { ETag: `"part-${query.get('partNumber')}"` } }
    }
    if (headers['if-none-match'] === '*' && this.objects.has(key)) return failure(412, 'PreconditionFailed')
    const source = headers['x-amz-copy-source']
    if (source !== undefined) return this.copy(source, key)
    this.put(
      key,
      content,
      Object.fromEntries(Object.entries(headers).filter(([name]) => /^(content-type|x-amz-meta-)/.test(name)) as [string, string][]),
    )
    return { status: 200, headers: { ETag: this.objects.get(key)!.etag } }
  }

  private copy(source: string, key: string): S3Answer {
    const from = this.objects.get(source.split('/').slice(1).map(decodeURIComponent).join('/'))
    if (from === undefined) return failure(404, 'NoSuchKey')
    this.put(key, from.content, from.headers)
    return xml(200, `<CopyObjectResult><ETag>${from.etag}</ETag></CopyObjectResult>`)
  }

  private multipart({ query }: S3Request, key: string): S3Answer {
    const upload = query.get('uploadId')
    if (upload === null) {
      const id = `upload-${this.uploads.size + 1}`
      this.uploads.set(id, new Map())
      return xml(200, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`)
    }
    const parts = [...this.uploads.get(upload)!].sort(([a], [b]) => a - b)
    this.uploads.delete(upload)
    this.put(key, Buffer.concat(parts.map(([, content]) => content)))
    return xml(200, `<CompleteMultipartUploadResult><ETag>${this.objects.get(key)!.etag}</ETag></CompleteMultipartUploadResult>`)
  }

  /** How many uploads are open: what they have got so far is no object. */
  get openUploads(): number {
    return this.uploads.size
  }

  private readOrDelete({ method, headers }: S3Request, key: string): S3Answer {
    const object = this.objects.get(key)
    if (object === undefined) return method === 'DELETE' ? { status: 204 } : failure(404, 'NoSuchKey')
    if (headers['if-match'] !== undefined && headers['if-match'] !== object.etag) return failure(412, 'PreconditionFailed')
    if (method === 'DELETE') {
      this.objects.delete(key)
      return { status: 204 }
    }
    const facts = { ETag: object.etag, 'Last-Modified': object.modified.toUTCString(), ...object.headers }
    return { status: 200, headers: facts, content: object.content }
  }
}

/** Starts a server that ends with the test. */
export async function miniS3(): Promise<MiniS3> {
  const server = new MiniS3()
  await server.start()
  onTestFinished(() => server.stop())
  return server
}

/** The answer of a service that fails. */
export function failure(status: number, code: string, headers: Readonly<Record<string, string>> = {}): S3Answer {
  return {
    ...xml(status, `<Error><Code>${code}</Code><Message>${code} it is</Message></Error>`),
    headers: { 'Content-Type': 'application/xml', ...headers },
  }
}

function xml(status: number, content: string): S3Answer {
  return { status, headers: { 'Content-Type': 'application/xml' }, content: `<?xml version="1.0" encoding="UTF-8"?>${content}` }
}

async function readRequest(incoming: IncomingMessage): Promise<S3Request> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const url = new URL(incoming.url!, 'http://localhost')
  const headers = incoming.headers as Record<string, string | undefined>
  const raw = Buffer.concat(chunks)
  const chunked = headers['x-amz-decoded-content-length'] !== undefined
  return { method: incoming.method!, path: url.pathname, query: url.searchParams, headers, content: chunked ? dechunk(raw) : raw }
}

/** Takes the chunks of `aws-chunked` apart: a length in hexadecimal with extensions, the bytes, an empty chunk, trailers. */
function dechunk(raw: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const end = raw.indexOf('\r\n', at)
    const size = Number.parseInt(raw.toString('latin1', at, end), 16)
    if (!(size > 0)) return Buffer.concat(parts)
    parts.push(raw.subarray(end + 2, end + 2 + size))
    at = end + 4 + size
  }
}
