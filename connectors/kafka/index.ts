import { defineConnector, text } from '../../src/kit/index.ts'
import { otherNames, refuses } from './additional-properties.ts'
import { shareProducer } from './share.ts'
import { kafkaSinkFields } from './sink-fields.ts'
import { kafkaSourceFields } from './source-fields.ts'

export default defineConnector({
  name: 'kafka',
  summary: 'Reads and writes topics of Apache Kafka.',
  notes: [
    'Positions are committed after the outcome: up to where all records of a partition have ended, at most 20 ms later (autoCommitIntervalMs), at a stop, and before partitions are given back. After a crash what was not committed comes again.',
    'A record that fails is tried again where it is, with growing delay, and holds up what comes behind it; breakOnFirstError=false leaves it out. A dead letter channel or onException deals with it in the route.',
    'One record at a time is worked on, as with Camel; concurrency=N works on N and keeps the order of each key. Together with a sink to Kafka that makes batches.',
    'A record is sent when all replicas in sync have it; an idempotent producer writes it once, whatever is sent again. After a lost connection a record may be there twice.',
    'Members of a group may be Kafila and Java: partitions are shared out by the same rules under the same names (range, roundrobin).',
    'Without a committed position a source with autoOffsetReset=latest commits where it begins, so that a crash before its first record loses nothing.',
    'TLS: sslTruststoreLocation and sslKeystoreLocation are files in PEM, the latter also in PKCS12; Java key stores are not read.',
    'additionalProperties.* are taken where an option says the same (linger.ms, acks, fetch.min.bytes, …), and refused by name where none does.',
  ],
  syntax: 'kafka:topic',
  path: { topic: text({ describe: 'The topic; a source may read several, with commas between.', required: true }) },
  otherNames,
  refuses,
  source: {
    fields: kafkaSourceFields,
    async open(options, context) {
      const { openKafkaSource } = await import('./source.ts')
      return openKafkaSource(options, context)
    },
  },
  sink: {
    fields: kafkaSinkFields,
    async open(options, context) {
      const { openKafkaSink } = await import('./sink.ts')
      return openKafkaSink(options, context)
    },
    share: shareProducer,
  },
  delivery: {
    source: { acks: 'offset', order: 'partition', redelivery: 'replay', persistent: true, resume: 'broker', groups: true, batchRead: true },
    sink: { durable: 'remote', idempotentWrite: false, batchWrite: true },
    headers: 'all',
    maxBody: 1_048_576,
    notes: ['Headers come back as bytes; numbers travel in binary, as with Camel.'],
  },
  examples: [
    {
      title: 'From topic to topic',
      yaml: `- from:
    uri: kafka:orders
    parameters:
      brokers: localhost:9092
      groupId: billing
      autoOffsetReset: earliest
      concurrency: 100
    steps:
      - setBody: { simple: "\${body.toUpperCase()}" }
      - to:
          uri: kafka:invoices
          parameters: { brokers: "localhost:9092" }
`,
    },
    {
      title: 'With a password, and a topic for what failed',
      yaml: `- errorHandler:
    deadLetterChannel:
      deadLetterUri: kafka:orders-failed?brokers=localhost:9093&saslAuthType=SCRAM_SHA_512&saslUsername=app&saslPassword=secret
- from:
    uri: kafka:orders
    parameters:
      brokers: localhost:9093
      groupId: billing
      saslAuthType: SCRAM_SHA_512
      saslUsername: app
      saslPassword: secret
    steps:
      - to: direct:process
- from:
    uri: direct:process
    steps:
      - log: "\${header.CamelKafkaKey} \${body}"
`,
    },
  ],
})
