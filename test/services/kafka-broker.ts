import { randomBytes } from 'node:crypto'
import kafkajs, { type Kafka, type KafkaMessage } from 'kafkajs'
import { service } from '../support/services.ts'

/** The broker of these tests, and an ordinary client that nobody here wrote. */
export const broker = await service(process.env['KAFKA_SERVICE'] ?? 'kafka')
export const {
  KAFKA_BROKERS = '',
  KAFKA_CA = '',
  KAFKA_PASSWORD = '',
  KAFKA_SASL = '',
  KAFKA_SASL_TLS = '',
  KAFKA_TLS = '',
  KAFKA_USER = '',
} = broker.env

export const client: Kafka = new kafkajs.Kafka({
  brokers: [KAFKA_BROKERS],
  logLevel: kafkajs.logLevel.NOTHING,
  retry: { initialRetryTime: 100, maxRetryTime: 1000, retries: 20 },
})

/** A name that no other test uses. */
export function unique(name: string): string {
  return `${name}-${randomBytes(4).toString('hex')}`
}

export async function createTopic(name: string, partitions = 1): Promise<string> {
  const topic = unique(name)
  const admin = client.admin()
  await admin.connect()
  await admin.createTopics({ topics: [{ topic, numPartitions: partitions }], waitForLeaders: true })
  await admin.disconnect()
  return topic
}

export interface Given {
  readonly key?: string | Buffer | null
  readonly value: string | Buffer | null
  readonly partition?: number
  readonly headers?: Record<string, string | Buffer>
}

export async function produce(topic: string, messages: readonly Given[]): Promise<void> {
  const producer = client.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner })
  await producer.connect()
  for (let i = 0; i < messages.length; i += 500) await producer.send({ topic, messages: messages.slice(i, i + 500) as never })
  await producer.disconnect()
}

export type Read = KafkaMessage & {
  readonly partition: number
}

/** Reads a topic from its beginning by an ordinary client until so many records are there, or for some time. */
export async function readAll(topic: string, count: number, ms = 20_000): Promise<Read[]> {
  const consumer = client.consumer({ groupId: unique('reader'), maxWaitTimeInMs: 100 })
  const messages: Read[] = []
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await new Promise<void>(resolve => {
    const timer = setTimeout(resolve, ms)
    void consumer.run({
      eachMessage: async ({ message, partition }) => {
        messages.push({ ...message, partition })
        if (messages.length < count) return
        clearTimeout(timer)
        resolve()
      },
    })
  })
  await consumer.disconnect()
  return messages
}

/** What a group has committed, by partition. */
export async function committed(groupId: string, topic: string): Promise<Record<number, number>> {
  const admin = client.admin()
  await admin.connect()
  const [answer] = await admin.fetchOffsets({ groupId, topics: [topic] })
  await admin.disconnect()
  return Object.fromEntries(answer!.partitions.map(({ partition, offset }) => [partition, Number(offset)]))
}
