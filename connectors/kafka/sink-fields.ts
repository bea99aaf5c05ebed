import { boolean, choice, duration, integer, sinkFields, text } from '../../src/kit/index.ts'
import { commonFields, JVM } from './common-fields.ts'

const POOL = 'there are no thread pools'
const SOCKET = 'Has no effect: the operating system chooses the sizes of buffers.'
const TRANSACTIONS = 'records are written at once, each batch by an idempotent producer; the offset of their source is committed after them'
const METRICS = 'the metrics of endpoints are there'

export const kafkaSinkFields = {
  ...sinkFields,
  ...commonFields,
  key: text({ describe: 'The key of all records; before CamelKafkaKey.' }),
  partitionKey: integer({ describe: 'The partition of all records; before CamelKafkaPartitionKey.' }),
  requestRequiredAcks: choice(['all', '-1', '0', '1'], {
    describe: 'Who must have a record before it counts as sent: all replicas in sync, the leader (1), or nobody (0).',
    default: 'all',
  }),
  enableIdempotence: boolean({
    describe: 'Whether a request that is sent again writes its records once. Off where requestRequiredAcks is not all.',
    default: true,
  }),
  useIterator: boolean({ describe: 'Whether each item of a list is a record of its own.', default: true }),
  batchWithIndividualHeaders: boolean({
    describe: 'Whether items of a list that are exchanges are sent with their own headers instead of those of the message.',
    default: false,
  }),
  recordMetadata: boolean({
    describe: 'Whether CamelKafkaRecordMeta tells topic, partition, offset and timestamp of each record afterwards.',
    default: false,
    advanced: true,
  }),
  keySerializer: text({ describe: 'The Java class that writes keys.', default: 'org.apache.kafka.common.serialization.StringSerializer' }),
  valueSerializer: text({
    describe: 'The Java class that writes values.',
    default: 'org.apache.kafka.common.serialization.StringSerializer',
  }),
  headerSerializer: text({ describe: 'Writes headers.', advanced: true, unsupported: JVM }),
  compressionCodec: choice(['none', 'gzip', 'snappy', 'lz4', 'zstd'], { describe: 'How batches are compressed.', default: 'none' }),
  lingerMs: duration({
    describe:
      'How long a record waits for others. Without it, not at all: what comes while a request is under way goes together in the next.',
  }),
  producerBatchSize: integer({ describe: 'With lingerMs: a batch of so many bytes waits no longer.', default: 16_384, advanced: true }),
  maxRequestSize: integer({ describe: 'How large a record, and a request, may be in bytes.', default: 1_048_576 }),
  maxBlockMs: duration({ describe: 'How long a message waits for the connection before it fails.', default: 60_000 }),
  deliveryTimeoutMs: duration({ describe: 'How long a record is sent again after failures that pass, before it fails.', default: 120_000 }),
  requestTimeoutMs: duration({ describe: 'How long an answer of a broker may take.', default: 30_000, advanced: true }),
  partitioner: text({
    describe: 'Java class that chooses partitions: DefaultPartitioner, or RoundRobinPartitioner, which ignores keys.',
    advanced: true,
  }),
  partitionerIgnoreKeys: boolean({ describe: 'Whether records with a key are spread like those without.', default: false, advanced: true }),
  transacted: boolean({ describe: 'Whether the records of a message are a transaction.', default: false, unsupported: TRANSACTIONS }),
  transactionalId: text({ describe: 'The name of the producer of transactions.', unsupported: TRANSACTIONS }),
  retries: integer({ describe: 'Has no effect: deliveryTimeoutMs says how long is tried.', advanced: true }),
  maxInFlightRequest: integer({
    describe: 'Has no effect: one request is under way at a time, so that the order is kept.',
    default: 5,
    advanced: true,
  }),
  bufferMemorySize: integer({
    describe: 'How many bytes may wait to be sent; further messages wait.',
    default: 33_554_432,
    advanced: true,
  }),
  connectionMaxIdleMs: duration({ describe: 'Has no effect: connections are kept.', default: 540_000, advanced: true }),
  reconnectBackoffMs: duration({ describe: 'The first pause before a lost connection is tried again.', default: 50, advanced: true }),
  queueBufferingMaxMessages: integer({ describe: 'Has no effect, as with Camel.', default: 10_000, advanced: true }),
  receiveBufferBytes: integer({ describe: SOCKET, default: 65_536, advanced: true }),
  sendBufferBytes: integer({ describe: SOCKET, default: 131_072, advanced: true }),
  metricReporters: text({ describe: 'Classes that report metrics.', advanced: true, unsupported: METRICS }),
  metricsSampleWindowMs: duration({ describe: 'Metrics of the client.', default: 30_000, advanced: true, unsupported: METRICS }),
  noOfMetricsSample: integer({ describe: 'Metrics of the client.', default: 2, advanced: true, unsupported: METRICS }),
  workerPool: text({ describe: 'Threads that go on with messages.', advanced: true, unsupported: POOL }),
  workerPoolCoreSize: integer({ describe: 'Threads that go on with messages.', default: 10, advanced: true, unsupported: POOL }),
  workerPoolMaxSize: integer({ describe: 'Threads that go on with messages.', default: 20, advanced: true, unsupported: POOL }),
}
