import { PassThrough, Readable } from 'node:stream'
import { errors } from '../core/errors.ts'

/** Statuses whose responses have no body. */
const WITHOUT_BODY: ReadonlySet<number> = new Set([101, 204, 205, 304])

interface Settle {
  resolve(response: Response): void
  reject(error: unknown): void
}

/**
 * What sources write as Node's `ServerResponse`, as a response of the Fetch API: given as soon as its head is written, with a body that is read
 * while it is written. One that ends before its head rejects (`KF_HTTP_REQUEST`, or why the request was aborted); one that breaks later breaks the body.
 */
export class FetchResponse extends PassThrough {
  headersSent = false
  shouldKeepAlive = true
  private readonly request: Request
  private readonly settle: Settle

  constructor(request: Request, settle: Settle) {
    super()
    this.request = request
    this.settle = settle
    // a client that goes away
    request.signal?.addEventListener('abort', () => this.destroy(request.signal.reason as Error), { once: true })
    this.once('close', () => settle.reject(this.errored ?? errors.KF_HTTP_REQUEST({ status: 499, reason: 'it ended without an answer' })))
    // told to whoever reads the body
    this.on('error', () => undefined)
  }

  writeHead(status: number, ...rest: readonly (string | HeaderList)[]): this {
    const list = rest.at(-1)
    const headers = new Headers()
    for (const [name, value] of pairs(Array.isArray(list) ? (list as HeaderList) : []))
      for (const each of [value].flat()) headers.append(name, each)
    this.headersSent = true
    const bodiless = WITHOUT_BODY.has(status) || this.request.method === 'HEAD'
    if (bodiless) this.resume()
    const body = bodiless ? null : (Readable.toWeb(this) as ReadableStream)
    this.settle.resolve(new Response(body, { status, headers, ...(typeof rest[0] === 'string' && { statusText: rest[0] }) }))
    return this
  }
}

/** Name, value, name, value …; a value is a list where the header comes several times. */
type HeaderList = readonly (string | readonly string[])[]

function* pairs(list: HeaderList): Generator<[string, string | readonly string[]]> {
  for (let i = 0; i < list.length; i += 2) yield [list[i] as string, list[i + 1]!]
}
