import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

/** A request of the Fetch API as sources see requests: those parts of Node's `IncomingMessage` that they look at. */
export class FetchRequest extends Readable {
  readonly method: string
  readonly url: string
  /** Name, value, name, value …, with `host`, which the Fetch API leaves to the transport. */
  readonly rawHeaders: string[]
  readonly socket: object
  private readonly content: ReturnType<typeof iteratorOf>

  constructor(request: Request) {
    super()
    const { hostname, host, port, pathname, search, protocol } = new URL(request.url)
    this.method = request.method
    this.url = pathname + search
    this.rawHeaders = [...request.headers].flat()
    if (!request.headers.has('host')) this.rawHeaders.push('host', host)
    // a length that nobody announced: what Node's own client sends then
    if (request.body !== null && !request.headers.has('content-length')) this.rawHeaders.push('transfer-encoding', 'chunked')
    this.socket = {
      localAddress: hostname,
      localPort: Number(port || (protocol === 'https:' ? 443 : 80)),
      remoteAddress: '0.0.0.0',
      remotePort: 0,
    }
    this.content = iteratorOf(request)
  }

  override _read(): void {
    const { content } = this
    if (content === undefined) this.push(null)
    else
      content.next().then(
        ({ done, value }) => this.push(done ? null : value),
        error => this.destroy(error),
      )
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    // the platform's stream is given back unread, without waiting for it
    this.content?.return?.().catch(() => undefined)
    done(error)
  }
}

function iteratorOf({ body }: Request): AsyncIterator<Uint8Array> | undefined {
  return body === null ? undefined : (body as ReadableStream<Uint8Array>)[Symbol.asyncIterator]()
}
