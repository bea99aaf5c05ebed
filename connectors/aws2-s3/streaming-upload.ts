import { Readable } from 'node:stream'
import { convert } from '../../src/converters/index.ts'
import { errors, isKafilaError } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { Expression } from '../../src/core/expression.ts'
import { Batcher, type ConnectorContext, FlowGate } from '../../src/kit/index.ts'
import type { Connection } from './connection.ts'
import { type Content, contentOf } from './content.ts'
import { evaluateText } from './evaluate-text.ts'
import { setHeaders } from './headers.ts'
import { ObjectNames, withSuffix } from './object-names.ts'
import { storeObject } from './put-object.ts'
import { putRequest } from './put-request.ts'
import { readUpTo } from './read-up-to.ts'
import { s3Status } from './s3-error.ts'
import type { S3SinkOptions } from './sink-fields.ts'
import { missing } from './target.ts'

/** How often another name is tried where somebody else writes objects of the same name. */
const MAX_NAMES = 20

interface Part {
  readonly exchange: Exchange
  readonly bytes: Buffer
}

/** The messages of one window that gather for an object. */
interface Group {
  readonly batcher: Batcher<Part>
  members: number
}

/** Writes many messages into one object. Each ends when the object that holds it is stored. Bounded: messages wait while four objects gather. */
export class StreamingUpload {
  private readonly options: S3SinkOptions
  private readonly context: ConnectorContext
  private readonly keyName: Expression
  private readonly connect: () => Promise<Connection>
  private readonly names: ObjectNames
  private readonly gate: FlowGate
  private readonly groups = new Map<string, Group>()

  constructor(options: S3SinkOptions, context: ConnectorContext, connect: () => Promise<Connection>) {
    if (options.keyName === undefined) throw errors.KF_ROUTE_INVALID({ what: 'aws2-s3', reason: 'streamingUploadMode needs keyName' })
    this.options = options
    this.context = context
    this.keyName = options.keyName
    this.connect = connect
    this.names = new ObjectNames(options, context.services.clock)
    this.gate = new FlowGate({ maxMessages: options.batchMessageNumber * 4, maxBytes: options.batchSize * 4 })
  }

  /** Resolves when the message is stored; answers how many bytes it has, where they are known. */
  async add(exchange: Exchange): Promise<number> {
    const content = await contentOf(exchange)
    const window = this.windowOf(exchange)
    const bytes = await readUpTo(this.options.batchSize, content)
    if (bytes instanceof Readable) return this.alone(exchange, window, { ...content, body: bytes })
    await this.gate.enter(bytes.length)
    try {
      await this.gather(window, { exchange, bytes })
      return bytes.length
    } finally {
      this.gate.leave(bytes.length)
    }
  }

  /** Stores what has gathered. */
  async close(): Promise<void> {
    await Promise.all([...this.groups.values()].map(({ batcher }) => batcher.close()))
  }

  private async gather(window: string, part: Part): Promise<void> {
    const group = this.groups.get(window) ?? this.newGroup(window)
    group.members += 1
    try {
      await group.batcher.add(part, part.bytes.length)
    } finally {
      group.members -= 1
      if (group.members === 0) this.groups.delete(window)
    }
  }

  private newGroup(window: string): Group {
    const { batchMessageNumber: count, batchSize: bytes, streamingUploadTimeout: periodMs } = this.options
    const batcher = new Batcher<Part>({ count, bytes, periodMs }, this.context.services.clock, parts => this.flush(window, parts))
    const group = { batcher, members: 0 }
    this.groups.set(window, group)
    return group
  }

  private async flush(window: string, parts: readonly Part[]): Promise<void> {
    const body = Buffer.concat(parts.map(({ bytes }) => bytes))
    const exchanges = parts.map(({ exchange }) => exchange)
    await this.store(exchanges, window, { body, length: body.length, file: undefined })
  }

  /** A message that is longer than an object should be has one of its own, and is streamed. */
  private async alone(exchange: Exchange, window: string, content: Content): Promise<number> {
    await this.store([exchange], window, content)
    return content.length ?? 0
  }

  /** The first message says how the object is described; all are told its name. */
  private async store(exchanges: readonly Exchange[], window: string, content: Content): Promise<void> {
    const [first] = exchanges as [Exchange]
    const connection = await this.connect()
    const name = await evaluateText(this.keyName, first)
    const base = window === '' ? name : withSuffix(name, window)
    const { ContentMD5: _, ...request } = await putRequest(first, this.options)
    const { key, stored } = await this.storeUnderNewName(connection, base, { request, content })
    for (const exchange of exchanges)
      setHeaders(exchange, {
        CamelAwsS3ETag: stored.ETag,
        CamelAwsS3VersionId: stored.VersionId,
        CamelAwsS3ProducedKey: key,
        CamelAwsS3ProducedBucketName: this.options.bucketNameOrArn,
      })
  }

  private async storeUnderNewName(
    connection: Connection,
    base: string,
    object: Pick<Parameters<typeof storeObject>[1], 'request' | 'content'>,
  ) {
    for (let attempt = 1; ; attempt++) {
      const key = await this.names.next(connection, base)
      try {
        const stored = await storeObject(connection.client, { bucket: this.options.bucketNameOrArn, key, ...object }, this.options)
        return { key, stored }
      } catch (error) {
        if (!this.isTaken(error) || attempt >= MAX_NAMES || !Buffer.isBuffer(object.content.body)) throw error
        this.names.forget(base)
      }
    }
  }

  /** Whether somebody else has an object of this name, and must not lose it. */
  private isTaken(error: unknown): boolean {
    return this.options.conditionalWritesEnabled && isKafilaError(error) && s3Status(error) === 412
  }

  /** The beginning of the window that a message belongs to, where messages are grouped by time: `20261126T042500Z`. */
  private windowOf(exchange: Exchange): string {
    const { timestampGroupingEnabled, timestampHeaderName, timestampWindowSizeMillis: size } = this.options
    if (!timestampGroupingEnabled) return ''
    const time = toMillis(exchange.header(timestampHeaderName) ?? this.context.services.clock.now(), exchange)
    if (!Number.isFinite(time)) throw missing(`${timestampHeaderName} is no number of milliseconds`)
    return new Date(Math.floor(time / size) * size).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  }
}

function toMillis(value: unknown, exchange: Exchange): number {
  return value instanceof Date ? value.getTime() : Number(convert(value, 'long', exchange))
}
