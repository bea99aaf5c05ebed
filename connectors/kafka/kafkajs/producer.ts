import kafkajs, { type ICustomPartitioner, type Kafka, type Message, type Producer, type RecordMetadata as Written } from 'kafkajs'
import { errors } from '../../../src/core/errors.ts'
import type { KafkaProducer, OutgoingRecord, ProducerSettings, RecordMetadata } from '../client.ts'
import { BatchMessage, BatchMessages } from './batch-message.ts'
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
    const messages = records.map(record => new BatchMessage(record))
    try {
      return this.fates(messages, await this.write(messages))
    } catch (error) {
      // what the brokers have taken of it is not known, and the sequence numbers of an idempotent producer are wrong from here on
      this.broken = true
      const wrapped = wrapError(error, this.what)
      return messages.map(() => wrapped)
    }
  }

  async close(): Promise<void> {
    await this.producer.disconnect()
  }

  private write(all: readonly BatchMessage[]): Promise<readonly Written[]> {
    const byTopic = new Map<string, BatchMessages>()
    for (const message of all) {
      const { topic } = message.record
      let messages = byTopic.get(topic)
      if (messages === undefined) byTopic.set(topic, (messages = new BatchMessages()))
      messages.push(message)
    }
    const { acks, compression, requestTimeoutMs } = this.settings
    return this.producer.sendBatch({
      acks,
      timeout: requestTimeoutMs,
      compression: COMPRESSIONS[compression],
      topicMessages: [...byTopic].map(([topic, messages]) => ({ topic, messages: messages as Message[] })),
    })
  }

  /** A record whose partition has no answer was not sent: the client leaves out partitions that moved meanwhile, or that do not exist. */
  private fates(messages: readonly BatchMessage[], written: readonly Written[]): (RecordMetadata | Error)[] {
    if (this.settings.acks === 0) return messages.map(message => metadata(message, undefined, 0))
    const answers = new Answers(written)
    return messages.map(message => {
      const answer = answers.of(message)
      return answer === undefined ? this.missing(message) : metadata(message, answer.written, answer.count++)
    })
  }

  private missing(message: BatchMessage): Error {
    const { topic, partition } = message.record
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

interface Answer {
  readonly written: Written
  /** How many records of its partition have been looked at. */
  count: number
}

/** What brokers have said of each partition. */
class Answers {
  private readonly byTopic = new Map<string, Map<number, Answer>>()

  constructor(written: readonly Written[]) {
    for (const each of written) {
      let partitions = this.byTopic.get(each.topicName)
      if (partitions === undefined) this.byTopic.set(each.topicName, (partitions = new Map()))
      partitions.set(Number(each.partition), { written: each, count: 0 })
    }
  }

  of({ partition = -1, record }: BatchMessage): Answer | undefined {
    return this.byTopic.get(record.topic)?.get(Number(partition))
  }
}

function metadata({ partition = -1, record }: BatchMessage, answer: Written | undefined, index: number): RecordMetadata {
  const base = answer?.baseOffset === undefined ? -1 : Number(answer.baseOffset)
  const appended = Number(answer?.logAppendTime ?? -1)
  return {
    topic: record.topic,
    partition,
    offset: base < 0 ? -1 : base + index,
    timestamp: appended >= 0 ? appended : (record.timestamp ?? -1),
  }
}
