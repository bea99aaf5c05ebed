import type { Exchange } from '../../src/core/exchange.ts'
import { type ConnectorContext, outcomeOf, type PolledSource } from '../../src/kit/index.ts'
import { closeClient, makeClient } from './client.ts'
import { type Connection, superviseBucket } from './connection.ts'
import { ObjectPoller } from './poller.ts'
import { isAway } from './s3-error.ts'
import { checkSourceOptions, needsOf } from './source.ts'
import type { S3SourceOptions } from './source-fields.ts'

const ONE = { index: 0, size: 1 }

/** Takes single objects, for pollEnrich: looks at once, and then every `delay` milliseconds until the time is over. */
export async function openS3Poller(options: S3SourceOptions, context: ConnectorContext): Promise<PolledSource> {
  checkSourceOptions(options)
  return new S3Poller(options, context, await makeClient(options))
}

class S3Poller implements PolledSource {
  private readonly options: S3SourceOptions
  private readonly context: ConnectorContext
  private readonly client: Connection['client']
  private readonly supervisor: ReturnType<typeof superviseBucket>
  private readonly poller: ObjectPoller
  private readonly closing = new AbortController()

  constructor(options: S3SourceOptions, context: ConnectorContext, client: Connection['client']) {
    this.options = options
    this.context = context
    this.client = client
    this.supervisor = superviseBucket(client, options, needsOf(options), context)
    this.poller = new ObjectPoller(options, context)
  }

  async receive(timeoutMs: number, given?: AbortSignal): Promise<Exchange | undefined> {
    const { signal: closed } = this.closing
    const signal = given === undefined ? closed : AbortSignal.any([given, closed])
    const { clock } = this.context.services
    const end = timeoutMs < 0 ? Number.POSITIVE_INFINITY : clock.now() + timeoutMs
    for (;;) {
      const taken = await this.one(signal)
      const left = end - clock.now()
      if (taken !== undefined || left <= 0 || signal.aborted) return taken
      await clock.sleep(Math.min(left, Math.max(1, this.options.delay)), signal).catch(() => undefined)
    }
  }

  async close(): Promise<void> {
    this.closing.abort()
    await this.supervisor.stop()
    closeClient(this.client, this.options)
  }

  private async one(signal: AbortSignal): Promise<Exchange | undefined> {
    await this.supervisor.start()
    const connection = await this.supervisor.acquire(this.options.connectionTimeout)
    try {
      return (await this.next(connection, signal)) ?? (this.options.sendEmptyMessageWhenIdle ? this.poller.emptyMessage() : undefined)
    } catch (error) {
      if (isAway(error)) connection.lost(error)
      throw error
    }
  }

  private async next(connection: Connection, signal: AbortSignal): Promise<Exchange | undefined> {
    for (const object of await this.poller.find(connection, 1, signal)) {
      const taken = await this.poller.take(connection, object, ONE, signal)
      if (taken === undefined) continue
      this.context.meter.received += 1
      const exchange = taken.make()
      exchange.unit().settle(ended => taken.settle(outcomeOf(ended)))
      return exchange
    }
    return undefined
  }
}
