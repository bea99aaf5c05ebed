import kafkajs, { type ICustomPartitioner, type Kafka, type Message, type Producer, type RecordMetadata as Written } from 'kafkajs'
import { errors } from '../../../src/core/errors.ts'
import type { KafkaProducer, OutgoingRecord, ProducerSettings, RecordMetadata } from '../client.ts'
import { choosePartition } from './choose-partition.ts'
import { wrapError } from './wrap-error.ts'

/** Connects; an idempotent producer gets its id. */
export async function openProducer(kafka: Kafka, what: string, settings: ProducerSettings): Promise<KafkaProducer> {
  const producer = kafka.producer({
    idempotent: settings.idempotent,
    // an idempotent producer of this client loses records when it sends several requests at a time
    maxInFlightRequests: 1,
    allowAutoTopicCreation: settings.createsTopics,
    metadataMaxAge: settings.metadataMaxAgeMs,
    createPartitioner: partitioner(settings.partitioner),
  })
  try {
    await producer.connect()
  } catch (error) {
    await producer.disconnect().catch(() => undefined)
    throw wrapError(error, what)
  }
  return new OpenProducer(producer, what, settings)
}

/**
 * The client asks again for each attempt. A record that would go elsewhere the second time changes what its first partition gets under
 * the same sequence number, and is dropped there as a repetition: it stays where it was put first.
 */
function partitioner(kind: ProducerSettings['partitioner']): ICustomPartitioner {
  return () => {
    const choose = choosePartition(kind)
    return ({ partitionMetadata, message }) => {
      message.partition ??= choose(message.key as Buffer | null, partitionMetadata)
      return message.partition
    }
  }
}

interface Slot {
  readonly record: OutgoingRecord
  readonly message: Message
}

class OpenProducer implements KafkaProducer {
  broken = false
  private readonly producer: Producer
  private readonly what: string
  private readonly settings: ProducerSettings

  constructor(producer: Producer, what: string, settings: ProducerSettings) {
    this.producer = producer
    this.what = what
    this.settings = settings
  }

  async send(records: readonly OutgoingRecord[]): Promise<readonly (RecordMetadata | Error)[]> {
    const slots = records.map(record => ({ record, message: messageOf(record) }))
    try {
      return this.fates(slots, await this.write(slots))
    } catch (error) {
      // what the brokers have taken of it is not known, and the sequence numbers of an idempotent producer are wrong from here on
      this.broken = true
      const wrapped = wrapError(error, this.what)
      return slots.map(() => wrapped)
    }
  }

  async close(): Promise<void> {
    await this.producer.disconnect()
  }

  private write(slots: readonly Slot[]): Promise<readonly Written[]> {
    const byTopic = new Map<string, Message[]>()
    for (const { record, message } of slots) {
      const messages = byTopic.get(record.topic)
      if (messages === undefined) byTopic.set(record.topic, [message])
      else messages.push(message)
    }
    const { acks, compression, requestTimeoutMs } = this.settings
    return this.producer.sendBatch({
      acks,
      timeout: requestTimeoutMs,
      compression: COMPRESSIONS[compression],
      topicMessages: [...byTopic].map(([topic, messages]) => ({ topic, messages })),
    })
  }

  /** A record whose partition has no answer was not sent: the client leaves out partitions that moved meanwhile, or that do not exist. */
  private fates(slots: readonly Slot[], written: readonly Written[]): (RecordMetadata | Error)[] {
    if (this.settings.acks === 0) return slots.map(({ record, message }) => metadata(record, message, undefined, 0))
    const answers = new Map(written.map(answer => [`${answer.topicName}/${answer.partition}`, answer]))
    const counts = new Map<string, number>()
    return slots.map(({ record, message }) => {
      const key = `${record.topic}/${message.partition}`
      const index = counts.get(key) ?? 0
      counts.set(key, index + 1)
      const answer = answers.get(key)
      return answer === undefined ? this.missing(record, message) : metadata(record, message, answer, index)
    })
  }

  private missing({ topic, partition }: OutgoingRecord, message: Message): Error {
    if (partition !== undefined)
      return errors.KF_CONN_REJECTED({
        what: this.what,
        reason: `partition ${partition} of topic ${topic} does not exist, or has no leader`,
      })
    this.broken = true
    return errors.KF_CONN_FAILED({ connector: 'kafka', reason: `partition ${message.partition} of topic ${topic} has moved` })
  }
}

const { CompressionTypes } = kafkajs
const COMPRESSIONS = {
  none: CompressionTypes.None,
  gzip: CompressionTypes.GZIP,
  snappy: CompressionTypes.Snappy,
  lz4: CompressionTypes.LZ4,
  zstd: CompressionTypes.ZSTD,
} as const

function messageOf({ headers, key, partition, timestamp, value }: OutgoingRecord): Message {
  const message: Message = { key, value }
  if (partition !== undefined) message.partition = partition
  if (timestamp !== undefined) message.timestamp = String(timestamp)
  if (headers.length > 0) message.headers = headersOf(headers)
  return message
}

function headersOf(headers: OutgoingRecord['headers']): NonNullable<Message['headers']> {
  const result: Record<string, Buffer | Buffer[]> = {}
  for (const { key, value } of headers) {
    const before = result[key]
    result[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return result
}

function metadata(
  { topic, timestamp }: OutgoingRecord,
  { partition = -1 }: Message,
  answer: Written | undefined,
  index: number,
): RecordMetadata {
  const base = answer?.baseOffset === undefined ? -1 : Number(answer.baseOffset)
  const appended = Number(answer?.logAppendTime ?? -1)
  return { topic, partition, offset: base < 0 ? -1 : base + index, timestamp: appended >= 0 ? appended : (timestamp ?? -1) }
}
