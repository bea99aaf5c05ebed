import { randomBytes } from 'node:crypto'
import kafkajs, { type Consumer, type Kafka, type Producer } from 'kafkajs'
import { service } from '../../test/support/services.ts'
import { createKafila } from './library.ts'
import { cpuMs, median, type Result } from './measure.ts'

const RECORDS = 40_000
const PARTITIONS = 4
const BATCH = 500
const ROUNDS = 5

interface Sample {
  /** From the first record to the last that was written, in milliseconds. */
  readonly wall: number
  /** Processor time of this process meanwhile. */
  readonly cpu: number
}

/** Records from topic to topic, each changed: a route against a loop over the same client that writes batches of the same size. */
export async function bench(): Promise<Result> {
  const { env } = await service('kafka')
  const broker = env['KAFKA_BROKERS']!
  const kafka = new kafkajs.Kafka({ brokers: [broker], logLevel: kafkajs.logLevel.NOTHING })
  const input = await fill(kafka)
  const output = await createTopic(kafka)
  const variants = [
    { label: 'hand-written: eachBatch, sendBatch of 500', run: () => byHand(kafka, input, output) },
    { label: 'route: kafka, setBody, kafka; 500 at a time', run: () => byRoute(broker, input, output) },
  ]
  const samples = variants.map(() => [] as Sample[])
  for (let round = -1; round < ROUNDS; round++) {
    for (const [index, { run }] of variants.entries()) {
      const sample = await run()
      if (round >= 0) samples[index]!.push(sample)
    }
  }
  const rate = ({ wall }: Sample) => RECORDS / (wall / 1000)
  return {
    unit: 'records per second',
    rows: variants.map(({ label }, index) => ({
      label,
      value: median(samples[index]!.map(rate)),
      ratio: median(samples[index]!.map((sample, round) => rate(sample) / rate(samples[0]![round]!))),
      note: `${median(samples[index]!.map(({ cpu }) => (cpu * 1000) / RECORDS)).toFixed(1)} µs of CPU per record`,
    })),
  }
}

function unique(name: string): string {
  return `${name}-${randomBytes(4).toString('hex')}`
}

async function createTopic(kafka: Kafka): Promise<string> {
  const topic = unique('bench')
  const admin = kafka.admin()
  await admin.connect()
  await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS }], waitForLeaders: true })
  await admin.disconnect()
  return topic
}

async function fill(kafka: Kafka): Promise<string> {
  const topic = await createTopic(kafka)
  const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner })
  await producer.connect()
  for (let from = 0; from < RECORDS; from += BATCH) {
    const messages = Array.from({ length: BATCH }, (_, i) => ({ key: `k${(from + i) % 1000}`, value: recordOf(from + i) }))
    await producer.send({ topic, messages })
  }
  await producer.disconnect()
  return topic
}

function recordOf(id: number): string {
  return JSON.stringify({ id, customer: `customer ${id % 97}`, note: 'a'.repeat(160) })
}

/** A clock that runs from the first record to the last. */
class Stopwatch {
  private began: Sample | undefined
  private count = 0
  private finish: (sample: Sample) => void = () => undefined
  readonly ended = new Promise<Sample>(resolve => {
    this.finish = resolve
  })

  first(): void {
    this.began ??= { wall: performance.now(), cpu: cpuMs() }
  }

  written(records: number): void {
    this.count += records
    if (this.count < RECORDS) return
    this.finish({ wall: performance.now() - this.began!.wall, cpu: cpuMs() - this.began!.cpu })
  }
}

async function byHand(kafka: Kafka, input: string, output: string): Promise<Sample> {
  const consumer = kafka.consumer({ groupId: unique('hand'), maxWaitTimeInMs: 500 })
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
  })
  const watch = new Stopwatch()
  await Promise.all([consumer.connect(), producer.connect()])
  await consumer.subscribe({ topic: input, fromBeginning: true })
  await run(consumer, producer, output, watch)
  const sample = await watch.ended
  await Promise.all([consumer.disconnect(), producer.disconnect()])
  return sample
}

function run(consumer: Consumer, producer: Producer, topic: string, watch: Stopwatch): Promise<void> {
  return consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch, heartbeat }) => {
      watch.first()
      for (let from = 0; from < batch.messages.length; from += BATCH) {
        const slice = batch.messages.slice(from, from + BATCH)
        const messages = slice.map(({ key, value, headers }) => ({
          key: key?.toString() ?? null,
          value: `<${value}>`,
          ...(headers && { headers }),
        }))
        await producer.send({ topic, acks: -1, messages })
        await consumer.commitOffsets([{ topic: batch.topic, partition: batch.partition, offset: String(Number(slice.at(-1)!.offset) + 1) }])
        watch.written(slice.length)
        await heartbeat()
      }
    },
  })
}

async function byRoute(broker: string, input: string, output: string): Promise<Sample> {
  const watch = new Stopwatch()
  const kafila = await createKafila({
    routes: [
      {
        file: 'bench.yaml',
        text: `
- route:
    from:
      uri: kafka:${input}
      parameters: { brokers: "${broker}", groupId: ${unique('route')}, autoOffsetReset: earliest, concurrency: ${BATCH} }
      steps:
        - process: { ref: first }
        - setBody: { simple: "<\${body}>" }
        - to: { uri: "kafka:${output}", parameters: { brokers: "${broker}" } }
        - process: { ref: written }
`,
      },
    ],
    beans: { first: () => watch.first(), written: () => watch.written(1) },
    logger: { enabled: () => false, write: () => undefined },
  })
  await kafila.start()
  const sample = await watch.ended
  await kafila.stop({ timeoutMs: 5000 })
  return sample
}
