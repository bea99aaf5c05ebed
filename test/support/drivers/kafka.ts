import { randomBytes } from 'node:crypto'
import kafkajs, { type Admin, type IHeaders, type Kafka, type KafkaMessage } from 'kafkajs'
import kafka from '../../../connectors/kafka/index.ts'
import type { ConnectorDriver, RawMessage } from '../../../src/testing/index.ts'
import { service } from '../services.ts'
import { breakableWay } from '../toxiproxy.ts'

const PARTITIONS = 4
const AT_A_TIME = 1000
/** A reader that was killed holds its partitions for so long; no broker takes less. */
const FAST = 'sessionTimeoutMs=6000&heartbeatIntervalMs=500&fetchWaitMaxMs=100'
const BYTES = 'org.apache.kafka.common.serialization.ByteArray'

/** Topics of four partitions, each read by a group of its own. */
export async function kafkaDriver({ breakable = false } = {}): Promise<ConnectorDriver> {
  const broker = await service('kafka@kit')
  const { KAFKA_BROKERS, KAFKA_PASSWORD, KAFKA_PROXY_LISTEN, KAFKA_PROXY_UPSTREAM, KAFKA_SASL, KAFKA_USER } = broker.env
  const way = breakable ? await breakableWay(KAFKA_PROXY_UPSTREAM!, KAFKA_PROXY_LISTEN) : undefined
  const brokers = `brokers=${way === undefined ? KAFKA_BROKERS : KAFKA_PROXY_LISTEN}`
  const client = new kafkajs.Kafka({
    brokers: [KAFKA_BROKERS!],
    logLevel: kafkajs.logLevel.NOTHING,
    retry: { initialRetryTime: 100, maxRetryTime: 1000, retries: 30 },
  })
  const writer = client.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner })
  await writer.connect()
  return {
    connector: kafka,
    keyHeader: 'CamelKafkaKey',
    secrets: ['not-the-password', KAFKA_PASSWORD!],
    wrongCredentials: `kafka:any?brokers=${KAFKA_SASL}&saslAuthType=PLAIN&securityProtocol=SASL_PLAINTEXT&saslUsername=${KAFKA_USER}&saslPassword=not-the-password`,
    service: { down: () => broker.kill9(), up: () => broker.start() },
    ...(way && { network: way }),
    async place() {
      const name = `kit-${randomBytes(5).toString('hex')}`
      const [input, output] = [`${name}-in`, `${name}-out`]
      await createTopics(client, [input, output])
      const reader = new Reader(client, output)
      return {
        source: `kafka:${input}?${brokers}&groupId=${name}&autoOffsetReset=earliest&${FAST}&valueDeserializer=${BYTES}Deserializer`,
        sink: `kafka:${output}?${brokers}&valueSerializer=${BYTES}Serializer`,
        async write(messages) {
          const records = messages.map(({ body, key, headers }) => ({
            key: key ?? null,
            value: Buffer.from(body),
            ...(headers && { headers }),
          }))
          for (let from = 0; from < records.length; from += AT_A_TIME)
            await writer.send({ topic: input, messages: records.slice(from, from + AT_A_TIME) })
        },
        read: () => reader.take(),
      }
    },
  }
}

async function createTopics(client: Kafka, topics: readonly string[]): Promise<void> {
  const admin = client.admin()
  await admin.connect()
  await admin.createTopics({ topics: topics.map(topic => ({ topic, numPartitions: PARTITIONS })), waitForLeaders: false })
  while (!(await haveLeaders(admin, topics))) await new Promise(resolve => setTimeout(resolve, 50))
  await admin.disconnect()
}

/** A broker that has just come up may not know a new topic at once. */
function haveLeaders(admin: Admin, topics: readonly string[]): Promise<boolean> {
  return admin.fetchTopicMetadata({ topics: [...topics] }).then(
    answer => answer.topics.every(({ partitions }) => partitions.length === PARTITIONS && partitions.every(({ leader }) => leader >= 0)),
    () => false,
  )
}

/** Reads a topic on and on by the ordinary client, from the first look on. */
class Reader {
  private readonly client: Kafka
  private readonly topic: string
  private started: Promise<void> | undefined
  private fresh: RawMessage[] = []
  private readonly ends = new Map<number, bigint>()

  constructor(client: Kafka, topic: string) {
    this.client = client
    this.topic = topic
  }

  async take(): Promise<readonly RawMessage[]> {
    await (this.started ??= this.start())
    const { fresh } = this
    this.fresh = []
    return fresh
  }

  private async start(): Promise<void> {
    const consumer = this.client.consumer({ groupId: `${this.topic}-reader`, maxWaitTimeInMs: 50 })
    await consumer.connect()
    await consumer.subscribe({ topic: this.topic, fromBeginning: true })
    await consumer.run({ eachMessage: async ({ partition, message }) => this.note(partition, message) })
  }

  /** After a lost connection some come again. */
  private note(partition: number, { headers = {}, key, offset, value }: KafkaMessage): void {
    if (BigInt(offset) <= (this.ends.get(partition) ?? -1n)) return
    this.ends.set(partition, BigInt(offset))
    this.fresh.push({ body: value ?? Buffer.alloc(0), headers: asText(headers), ...(key && { key: key.toString() }) })
  }
}

/** Numbers travel in binary, in four bytes of which the first is none of a text. */
function asText(headers: IHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const bytes = Buffer.from(value as Buffer)
      return [name, bytes.length === 4 && bytes[0] === 0 ? String(bytes.readInt32BE()) : bytes.toString('utf8')]
    }),
  )
}
