import type { Kafka } from 'kafkajs'
import type { KafkaInquirer } from '../client.ts'
import { wrapError } from './wrap-error.ts'

/** Connects, and asks brokers what they know. */
export async function openInquirer(kafka: Kafka, what: string): Promise<KafkaInquirer> {
  const admin = kafka.admin()
  const ask = <T>(work: () => Promise<T>): Promise<T> =>
    work().catch(error => {
      throw wrapError(error, what)
    })
  const inquirer: KafkaInquirer = {
    ping: () => ask(async () => void (await admin.describeCluster())),
    topics: () => ask(() => admin.listTopics()),
    committed: (groupId, topic) =>
      ask(async () => {
        const [answer] = await admin.fetchOffsets({ groupId, topics: [topic] })
        return new Map(answer?.partitions.flatMap(({ partition, offset }) => (Number(offset) < 0 ? [] : [[partition, Number(offset)]])))
      }),
    bounds: topic =>
      ask(async () => {
        const answer = await admin.fetchTopicOffsets(topic)
        return new Map(answer.map(({ partition, low, high }) => [partition, { begin: Number(low), end: Number(high) }]))
      }),
    close: () => admin.disconnect(),
  }
  try {
    await ask(() => admin.connect())
    return inquirer
  } catch (error) {
    await admin.disconnect().catch(() => undefined)
    throw error
  }
}
