import { errors, isKafilaError } from '../../src/core/errors.ts'
import { beforeDeadline, HeldDelivery, Lanes, PollLoop, pollTimes, type Source, type SourceContext } from '../../src/kit/index.ts'
import { closeClient, makeClient } from './client.ts'
import { type Connection, superviseBucket } from './connection.ts'
import type { ListedObject } from './list-objects.ts'
import { ObjectPoller, type Place } from './poller.ts'
import { isAway, s3Error, s3Name } from './s3-error.ts'
import type { S3SourceOptions } from './source-fields.ts'

/** Makes messages of the objects in a bucket. Rejects where the options do not fit together. */
export async function openS3Source(options: S3SourceOptions, context: SourceContext): Promise<Source> {
  checkSourceOptions(options)
  return new S3Source(options, context, await makeClient(options))
}

/** Options that contradict each other, or would lose or repeat messages without anybody wanting it. */
export function checkSourceOptions({ moveAfterRead, destinationBucket, sortBy, deleteAfterRead, idempotent }: S3SourceOptions): void {
  if (moveAfterRead && destinationBucket === undefined)
    throw errors.KF_ROUTE_INVALID({ what: 'aws2-s3', reason: 'moveAfterRead needs destinationBucket' })
  if (sortBy === 'lastModified' && !deleteAfterRead && !idempotent)
    throw errors.KF_ROUTE_INVALID({
      what: 'aws2-s3',
      reason: 'sortBy=lastModified needs deleteAfterRead or idempotent: the oldest objects would come for ever',
    })
}

class S3Source implements Source {
  private readonly options: S3SourceOptions
  private readonly context: SourceContext
  private readonly client: Connection['client']
  private readonly supervisor: ReturnType<typeof superviseBucket>
  private readonly poller: ObjectPoller
  private readonly loop: PollLoop
  private held: HeldDelivery
  private stopping = new AbortController()

  constructor(options: S3SourceOptions, context: SourceContext, client: Connection['client']) {
    this.options = options
    this.context = context
    this.client = client
    this.supervisor = superviseBucket(client, options, needsOf(options), context)
    this.poller = new ObjectPoller(options, context)
    this.held = new HeldDelivery(context, { maximumAttempts: 1 })
    this.loop = new PollLoop(() => this.poll(), pollTimes(options), context.services.clock, {
      failed: error => this.failed(error),
      ...(options.sendEmptyMessageWhenIdle && { idle: () => this.idle() }),
    })
  }

  async start(): Promise<void> {
    this.stopping = new AbortController()
    this.held = new HeldDelivery(this.context, { maximumAttempts: 1 })
    await this.supervisor.start()
    this.loop.start()
  }

  async stop(deadline: AbortSignal): Promise<void> {
    this.stopping.abort()
    await beforeDeadline(this.loop.stop(), deadline)
    this.held.stop()
    await this.supervisor.stop()
    closeClient(this.client, this.options)
  }

  suspend(): void {
    this.loop.suspend()
  }

  resume(): void {
    this.loop.resume()
  }

  private async poll(): Promise<number> {
    const connection = await this.supervisor.acquire(0)
    try {
      return await this.batch(connection, this.stopping.signal)
    } catch (error) {
      if (this.stopping.signal.aborted) return 0
      if (endsConnection(error)) connection.lost(error)
      throw error
    }
  }

  /** Works off one batch, several objects at a time; the first failure of the service ends it. */
  private async batch(connection: Connection, signal: AbortSignal): Promise<number> {
    const found = await this.poller.find(connection, this.options.maxMessagesPerPoll, signal)
    const lanes = new Lanes(this.options.concurrency, this.options.concurrency)
    let failure: unknown
    let delivered = 0
    for (const [index, object] of found.entries()) {
      await lanes.submit(undefined, async () => {
        if (signal.aborted || failure !== undefined) return
        try {
          if (await this.deliver(connection, object, { index, size: found.length })) delivered += 1
        } catch (error) {
          failure = s3Error(error)
        }
      })
    }
    await lanes.drained()
    if (failure !== undefined) throw failure
    return delivered
  }

  private async deliver(connection: Connection, object: ListedObject, place: Place): Promise<boolean> {
    const taken = await this.poller.take(connection, object, place, this.stopping.signal)
    if (taken === undefined) return false
    await this.held.deliver(taken.make, taken.settle)
    return true
  }

  /** A poll that a stop has cut short is not idle. */
  private async idle(): Promise<void> {
    if (!this.stopping.signal.aborted) await this.context.deliver(this.poller.emptyMessage())
  }

  /** That the service is away is told by its connection. */
  private async failed(error: unknown): Promise<void> {
    if (this.supervisor.current === undefined && !isAway(error)) return
    this.context.meter.errors += 1
    await this.context.failed(error)
  }
}

/** What a source needs of its connection. */
export function needsOf({ fileName, moveAfterRead, destinationBucket }: S3SourceOptions) {
  return { lists: fileName === undefined, buckets: moveAfterRead && destinationBucket !== undefined ? [destinationBucket] : [] }
}

/** Whether it makes no sense to poll on before the bucket has been looked at again. */
function endsConnection(error: unknown): boolean {
  return isAway(error) || (isKafilaError(error) && (error.fatal || s3Name(error.cause) === 'NoSuchBucket'))
}
