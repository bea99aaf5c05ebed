import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs'
import { errors } from '../../../src/core/errors.ts'
import type {
  ConsumerEvents,
  ConsumerSettings,
  FetchedRecords,
  KafkaConsumer,
  KafkaHeader,
  KafkaRecord,
  TopicPartition,
} from '../client.ts'
import { unlessAborted } from '../unless-aborted.ts'
import { assignor, type Cluster } from './assignors.ts'
import { Watchdog } from './watchdog.ts'
import { wrapError } from './wrap-error.ts'

/** How many partitions may be handed over at a time, so that one whose records wait does not hold up others. */
const HANDED_OVER = 64

/** Joins the group; resolves when it has got its partitions. */
export async function openConsumer(
  kafka: Kafka,
  what: string,
  settings: ConsumerSettings,
  events: ConsumerEvents,
  signal: AbortSignal,
): Promise<KafkaConsumer> {
  const membership = new Membership(settings, events)
  const consumer = kafka.consumer({
    groupId: settings.groupId,
    partitionAssigners: [assignor(settings.assignor, cluster => membership.watch(cluster))],
    sessionTimeout: settings.sessionTimeoutMs,
    rebalanceTimeout: settings.rebalanceTimeoutMs,
    heartbeatInterval: settings.heartbeatIntervalMs,
    minBytes: settings.fetchMinBytes,
    maxBytes: settings.fetchMaxBytes,
    maxBytesPerPartition: settings.fetchMaxBytesPerPartition,
    maxWaitTimeInMs: settings.fetchWaitMs,
    metadataMaxAge: settings.metadataMaxAgeMs,
    readUncommitted: !settings.readCommitted,
    allowAutoTopicCreation: settings.createsTopics,
    retry: { restartOnFailure: async () => false },
    ...(settings.rackId !== undefined && { rackId: settings.rackId }),
  })
  const opened = new OpenConsumer(consumer, what, settings, events, membership)
  try {
    await unlessAborted(opened.open(), signal, what)
    return opened
  } catch (error) {
    await opened.close()
    throw wrapError(error, what)
  }
}

/** What a member does before it joins its group, again and again. */
class Membership {
  /** Resolves when the partitions of the latest assignment are ready. */
  ready: Promise<void> = Promise.resolve()
  private readonly settings: ConsumerSettings
  private readonly events: ConsumerEvents

  constructor(settings: ConsumerSettings, events: ConsumerEvents) {
    this.settings = settings
    this.events = events
  }

  /** The client asks for the coordinator of its group whenever it is about to join, and waits for it: the one place to let go of partitions. */
  watch(cluster: Cluster): void {
    const find = cluster.findGroupCoordinator.bind(cluster)
    cluster.findGroupCoordinator = async of => {
      await this.events.revoking()
      const coordinator = await find(of)
      this.rememberName(coordinator as typeof coordinator & { joinGroup: { named?: true } })
      return coordinator
    }
  }

  joined(assignment: Readonly<Record<string, readonly number[]>>, consumer: KafkaConsumer): void {
    const partitions = Object.entries(assignment).flatMap(([topic, list]) => list.map(partition => ({ topic, partition })))
    this.ready = this.events.assigned(partitions, consumer)
  }

  /**
   * A client that was lost and comes again under a new name would have to wait until its old self is given up (`sessionTimeoutMs`).
   * It goes on under its old name where the group still knows it.
   */
  private rememberName(coordinator: { joinGroup: { (request: { memberId: string }): Promise<{ memberId: string }>; named?: true } }): void {
    if (coordinator.joinGroup.named) return
    const join = coordinator.joinGroup.bind(coordinator)
    const { member } = this.settings
    const named = async (request: { memberId: string }) => {
      const memberId = request.memberId === '' ? member.id : request.memberId
      // a name that the group does not know is tried once
      member.id = ''
      const answer = await join({ ...request, memberId })
      member.id = answer.memberId
      return answer
    }
    coordinator.joinGroup = Object.assign(named, { named: true as const })
  }
}

class OpenConsumer implements KafkaConsumer {
  private readonly consumer: Consumer
  private readonly what: string
  private readonly settings: ConsumerSettings
  private readonly events: ConsumerEvents
  private readonly membership: Membership
  private readonly watchdog: Watchdog
  private closed = false

  constructor(consumer: Consumer, what: string, settings: ConsumerSettings, events: ConsumerEvents, membership: Membership) {
    this.consumer = consumer
    this.what = what
    this.settings = settings
    this.events = events
    this.membership = membership
    this.watchdog = new Watchdog(settings, ms => this.lost(errors.KF_CONN_TIMEOUT({ what: `${what}: the consumer stands still`, ms })))
  }

  async open(): Promise<void> {
    const joined = this.firstJoin()
    joined.catch(() => undefined)
    await this.consumer.connect()
    await this.subscribe()
    await this.consumer.run({ autoCommit: false, partitionsConsumedConcurrently: HANDED_OVER, eachBatch: batch => this.take(batch) })
    await joined
    await this.membership.ready
  }

  commit(positions: readonly { topic: string; partition: number; offset: number }[]): Promise<void> {
    const offsets = positions.map(({ topic, partition, offset }) => ({ topic, partition, offset: String(offset) }))
    return this.consumer.commitOffsets(offsets).catch(error => {
      throw wrapError(error, this.what)
    })
  }

  pause({ topic, partition }: TopicPartition): void {
    if (!this.closed) this.consumer.pause([{ topic, partitions: [partition] }])
  }

  resume({ topic, partition }: TopicPartition): void {
    if (!this.closed) this.consumer.resume([{ topic, partitions: [partition] }])
  }

  seek({ topic, partition, offset }: TopicPartition & { offset: number }): void {
    this.consumer.seek({ topic, partition, offset: String(offset) })
  }

  async close(): Promise<void> {
    this.closed = true
    this.watchdog.stop()
    await this.consumer.disconnect()
  }

  private async subscribe(): Promise<void> {
    const { topics, fromBeginning } = this.settings
    const list = topics instanceof RegExp ? [topics] : [...topics]
    await this.consumer.subscribe({ topics: list, fromBeginning })
  }

  /** Resolves when the group has given partitions for the first time. Later events go on from here. */
  private firstJoin(): Promise<void> {
    const { consumer, membership, watchdog } = this
    return new Promise((resolve, reject) => {
      consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
        watchdog.joined()
        membership.joined(payload.memberAssignment, this)
        resolve()
      })
      consumer.on(consumer.events.REBALANCING, () => watchdog.joining())
      consumer.on(consumer.events.FETCH, () => watchdog.moved())
      consumer.on(consumer.events.HEARTBEAT, () => watchdog.moved())
      consumer.on(consumer.events.CRASH, ({ payload }) => {
        const error = wrapError(payload.error, this.what)
        reject(error)
        this.lost(error)
      })
    })
  }

  private lost(cause: unknown): void {
    if (this.closed) return
    this.watchdog.stop()
    this.events.lost(cause)
  }

  private async take({ batch, isStale, isRunning }: EachBatchPayload): Promise<void> {
    await this.membership.ready
    if (isStale() || !isRunning() || this.closed) return
    await this.events.records(fetched(batch))
  }
}

function fetched(batch: EachBatchPayload['batch']): FetchedRecords {
  const { topic, partition, highWatermark, messages } = batch
  const records = messages.map(message => recordOf(topic, partition, message))
  const last = records.at(-1)
  if (last !== undefined) records[records.length - 1] = { ...last, next: Number(batch.lastOffset()) + 1 }
  return { topic, partition, records, end: Number(highWatermark) }
}

function recordOf(topic: string, partition: number, message: KafkaMessage): KafkaRecord {
  const offset = Number(message.offset)
  const { key, value, headers } = message
  return { topic, partition, offset, next: offset + 1, timestamp: Number(message.timestamp), key, value, headers: headersOf(headers) }
}

const NO_HEADERS: readonly KafkaHeader[] = []

function headersOf(headers: KafkaMessage['headers']): readonly KafkaHeader[] {
  if (headers === undefined) return NO_HEADERS
  return Object.entries(headers).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap(each => (each === undefined ? [] : [{ key, value: Buffer.from(each as Buffer) }])),
  )
}
