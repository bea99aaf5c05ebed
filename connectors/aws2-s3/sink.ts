import type { Exchange } from '../../src/core/exchange.ts'
import type { ConnectorContext, Sink } from '../../src/kit/index.ts'
import { closeClient, makeClient } from './client.ts'
import { type Connection, superviseBucket } from './connection.ts'
import { operations } from './operations/index.ts'
import { putObject } from './put-object.ts'
import { isAway } from './s3-error.ts'
import { OPERATIONS, type Operation, type S3SinkOptions } from './sink-fields.ts'
import { StreamingUpload } from './streaming-upload.ts'
import { headerText, missing, Target } from './target.ts'

/** Writes messages as objects, or does what their operation says. Rejects where the options do not fit together. */
export async function openS3Sink(options: S3SinkOptions, context: ConnectorContext): Promise<Sink> {
  return new S3Sink(options, context, await makeClient(options, { fewChecksums: options.checksum === 'required' }))
}

class S3Sink implements Sink {
  private readonly options: S3SinkOptions
  private readonly context: ConnectorContext
  private readonly client: Connection['client']
  private readonly supervisor: ReturnType<typeof superviseBucket>
  private readonly target: Target
  private readonly streaming: StreamingUpload | undefined
  private signing: Promise<Connection['client']> | undefined

  constructor(options: S3SinkOptions, context: ConnectorContext, client: Connection['client']) {
    this.options = options
    this.context = context
    this.client = client
    this.supervisor = superviseBucket(client, options, { lists: false }, context)
    this.target = new Target(options, context)
    this.streaming = options.streamingUploadMode ? new StreamingUpload(options, context, () => this.connect()) : undefined
  }

  start(): Promise<void> {
    return this.supervisor.start()
  }

  async send(exchange: Exchange): Promise<void> {
    const { meter } = this.context
    try {
      meter.sentBytes += await this.act(exchange, await this.connect())
      meter.sent += 1
    } catch (error) {
      meter.errors += 1
      if (isAway(error)) this.supervisor.current?.lost(error)
      throw error
    }
  }

  async close(): Promise<void> {
    await this.streaming?.close()
    await this.supervisor.stop()
    closeClient(this.client, this.options)
    if (this.signing !== undefined) closeClient(await this.signing, this.options)
  }

  private connect(): Promise<Connection> {
    return this.supervisor.acquire(this.options.connectionWait)
  }

  private async act(exchange: Exchange, { client }: Connection): Promise<number> {
    const { target, options, streaming } = this
    if (streaming !== undefined) return streaming.add(exchange)
    const operation = operationOf(exchange, options)
    if (operation === undefined) return putObject(exchange, client, target, options)
    await operations[operation]({ exchange, client, target, options, signer: () => this.signer() })
    return 0
  }

  private signer(): Promise<Connection['client']> {
    this.signing ??= makeClient(this.options, { fewChecksums: true })
    return this.signing
  }
}

function operationOf(exchange: Exchange, { operation }: S3SinkOptions): Operation | undefined {
  const given = headerText(exchange, 'CamelAwsS3Operation')
  if (given === undefined) return operation
  const known = OPERATIONS.find(each => each === given)
  if (known === undefined) throw missing(`unknown operation ${given}`)
  return known
}
