import type { Readable } from 'node:stream'
import { errors } from './errors.ts'
import { Suspension } from './suspension.ts'

/** Something that a body can be read from, more than once: where streaming steps (split, file, http) get their chunks without reading all into memory. */
export interface ByteSource {
  /** Opens a stream over the bytes. */
  open(): Readable
  /** The bytes, where they are in memory already. */
  readonly bytes: Buffer | undefined
  /** Reads all into memory; afterwards `bytes` is set. */
  load(): Promise<void>
  /** The bytes as text (UTF-8), where they were made from text: saves decoding them. */
  readonly text?: string | undefined
  /** Called when the bytes were taken for their value, by a source that can be read only once. */
  used?(): void
}

/** Whether a body is a byte source (a stream or a file) rather than a value. */
export function isByteSource(body: unknown): body is ByteSource {
  return (
    body instanceof StreamBody || (typeof body === 'object' && body !== null && (body as { isByteSource?: boolean }).isByteSource === true)
  )
}

/** The bytes of a byte source; suspends the step until they are in memory. */
export function bytesOf(source: ByteSource): Buffer {
  const { bytes } = source
  if (bytes === undefined) throw new Suspension(() => source.load())
  source.used?.()
  return bytes
}

/**
 * A body that is a stream: it is passed on unread, or read into memory when somebody asks for its value, and then stays readable as
 * often as wanted (Camel's stream caching). It can be opened once unread, or any number of times when in memory. Made from text, it
 * is encoded (UTF-8) only when somebody wants bytes.
 */
export class StreamBody implements ByteSource {
  /** Known so in another copy of the package too. */
  declare readonly isByteSource: true
  readonly text: string | undefined
  /** The Java class that stands behind it, where it is not the usual one. */
  readonly javaClass: string | undefined
  private loaded: Buffer | undefined
  private readonly source: Readable | undefined
  private loading: Promise<void> | undefined
  private consumed = false

  constructor(source: Readable | Buffer | string, javaClass?: string) {
    this.javaClass = javaClass
    this.text = typeof source === 'string' ? source : undefined
    this.loaded = Buffer.isBuffer(source) ? source : undefined
    this.source = typeof source === 'string' || Buffer.isBuffer(source) ? undefined : source
  }

  get bytes(): Buffer | undefined {
    if (this.loaded === undefined && this.text !== undefined) this.loaded = Buffer.from(this.text, 'utf8')
    return this.loaded
  }

  open(): Readable {
    if (this.bytes !== undefined) return readableFrom(this.bytes)
    if (this.consumed) throw errors.KF_FORMAT_STREAM_READ({})
    this.consumed = true
    return this.source!
  }

  load(): Promise<void> {
    this.loading ??= this.read()
    return this.loading
  }

  private async read(): Promise<void> {
    if (this.bytes !== undefined) return
    const chunks: Buffer[] = []
    for await (const chunk of this.open()) chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk))
    this.loaded = Buffer.concat(chunks)
  }
}

// on the prototype, so that bodies do not carry it
Object.defineProperty(StreamBody.prototype, 'isByteSource', { value: true })

let readable: typeof import('node:stream').Readable | undefined

/** `node:stream` costs start-up time; it is loaded by the first body that is really opened. */
function readableFrom(bytes: Buffer): Readable {
  readable ??= process.getBuiltinModule('node:stream').Readable
  return readable.from([bytes], { objectMode: false })
}
