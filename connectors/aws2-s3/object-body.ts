import { PassThrough, type Readable } from 'node:stream'
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import type { Exchange } from '../../src/core/exchange.ts'
import { StreamBody } from '../../src/core/stream-body.ts'
import { answered, s3Error } from './s3-error.ts'

/** Up to this size content is read at once, which costs less than asking twice. */
export const AT_ONCE = 256 * 1024

/** Which content of which object: the version and ETag make sure that it is the one that the headers describe. */
export interface ObjectReference {
  readonly bucket: string
  readonly key: string
  readonly etag: string | undefined
  readonly versionId: string | undefined
  readonly size: number
  /** Only these bytes of it: `bytes=0-99`. */
  readonly range?: string
  readonly customerKey: CustomerKey
}

/** The key of one's own that an object is encrypted with. */
export interface CustomerKey {
  readonly SSECustomerKey?: string
  readonly SSECustomerKeyMD5?: string
  readonly SSECustomerAlgorithm?: string
}

/**
 * A body that stands for the content of an object, which is read when somebody wants it: as often as wanted, in chunks where steps
 * stream. Reading fails where the object has another content meanwhile.
 */
export class ObjectBody extends StreamBody {
  readonly length: number
  private readonly client: S3Client
  private readonly object: ObjectReference
  private content: Buffer | undefined
  private readonly opened = new Set<Readable>()
  private first: Readable | undefined

  /** `first`: an answer that is under way already, for who reads first. */
  constructor(client: S3Client, object: ObjectReference, first?: Readable) {
    super(Buffer.alloc(0), 'software.amazon.awssdk.core.ResponseInputStream')
    this.client = client
    this.object = object
    this.length = object.size
    this.first = first
    // a connection that breaks before anybody reads: whoever reads then asks again
    first?.on('error', () => {
      if (this.first === first) this.first = undefined
    })
  }

  override get bytes(): Buffer | undefined {
    return this.content
  }

  override open(): Readable {
    const stream = new PassThrough()
    this.opened.add(stream)
    // who reads is told of a failure; one that nobody reads any more must not end the process
    stream.on('error', () => {})
    stream.once('close', () => this.opened.delete(stream))
    if (this.content === undefined) this.download(stream).catch(error => stream.destroy(error))
    else stream.end(this.content)
    return stream
  }

  override async load(): Promise<void> {
    this.content ??= await readAll(this.open())
  }

  /** Closes what is still being read. */
  close(): void {
    this.first?.destroy()
    this.first = undefined
    for (const stream of this.opened) stream.destroy()
  }

  private async download(target: PassThrough): Promise<void> {
    const { first } = this
    this.first = undefined
    pour(first ?? (await this.ask()), target, this.object.key)
  }

  private async ask(): Promise<Readable> {
    const { bucket, key, etag, versionId, range, customerKey } = this.object
    const command = new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: etag, VersionId: versionId, Range: range, ...customerKey })
    const { Body } = await answered(this.client.send(command), `object ${key}`)
    return Body as Readable
  }
}

/** Streams an answer's body into another stream; a failure of either ends both. */
export function pour(source: Readable, target: PassThrough, key: string): void {
  source.on('error', error => target.destroy(s3Error(error, `object ${key}`)))
  if (target.destroyed) {
    source.destroy()
    return
  }
  target.once('close', () => source.destroy())
  source.pipe(target)
}

/** Reads a stream into memory. */
export async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Closes a body when its message has ended. */
export function closeWith(exchange: Exchange, body: ObjectBody): void {
  exchange.unit().add(() => body.close())
}
