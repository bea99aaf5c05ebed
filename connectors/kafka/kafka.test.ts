import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Decoder from 'kafkajs/src/protocol/decoder.js'
import crc32C from 'kafkajs/src/protocol/recordBatch/crc32C/index.js'
import decodeBatch from 'kafkajs/src/protocol/recordBatch/v0/decoder.js'
import { expect, test } from 'vitest'
import { createKafila } from '../../src/index.ts'
import { newFolder, runRoutes } from '../../test/helpers/run-routes.ts'
import { parseJaas } from './jaas.ts'
import { shareInTurn, shareRanges } from './kafkajs/assignors.ts'
import { BatchMessage } from './kafkajs/batch-message.ts'
import { recordBatch } from './kafkajs/record-batch.ts'
import { murmur2 } from './murmur2.ts'

const silent = { enabled: () => false, write() {} }

/** What is wrong with an endpoint. */
async function problem(uri: string): Promise<string> {
  const text = `- route: { id: r, from: { uri: "direct:start", steps: [ { to: "${uri}" } ] } }\n`
  try {
    const kafila = await createKafila({ routes: [{ file: 'a.yaml', text }], logger: silent })
    await kafila.start()
    await kafila.stop()
    return kafila.diagnostics.map(each => each.message).join('\n')
  } catch (error) {
    return String((error as Error).message)
  }
}

test('a line of JAAS gives its module and options, quoted or not, and is not shown where it is wrong', () => {
  const text = 'org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="p;a\\"b\'c";'
  expect(parseJaas(text)).toEqual({ module: 'PlainLoginModule', options: { username: 'u', password: 'p;a"b\'c' } })
  expect(parseJaas("x.ScramLoginModule required username=u password='p'").options).toEqual({ username: 'u', password: 'p' })
  expect(() => parseJaas('username=secret')).toThrow(/^(?!.*secret).*saslJaasConfig/)
})

test('the hash of keys is that of the Java client', () => {
  // from Apache Kafka's own UtilsTest
  const known: readonly [string, number][] = [
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ]
  for (const [text, hash] of known) expect(murmur2(Buffer.from(text))).toBe(hash)
})

test.each([0, 1])('records are written as the client itself reads them (compression %d)', async compression => {
  const records = [
    {
      key: Buffer.from('k'),
      value: Buffer.from('one'),
      timestamp: 1_700_000_000_000,
      headers: [{ key: 'ä', value: Buffer.from([0, 255]) }],
    },
    { key: null, value: null, timestamp: undefined, headers: [] },
    { key: Buffer.alloc(0), value: Buffer.alloc(70_000, 'x'), timestamp: 1_600_000_000_000, headers: [] },
  ]
  const messages = records.map(record => new BatchMessage({ topic: 't', partition: 3, ...record }))
  const settings = { compression, producerId: 7n, producerEpoch: 2, firstSequence: 5, transactional: false }
  const batch = await recordBatch(messages, settings, 1_700_000_000_005)
  expect(batch.readUInt32BE(17)).toBe(crc32C(batch.subarray(21)))
  const read = await decodeBatch(new Decoder(batch))
  expect(read).toMatchObject({
    producerEpoch: 2,
    firstSequence: 5,
    lastOffsetDelta: 2,
    firstTimestamp: '1700000000000',
    maxTimestamp: '1700000000005',
  })
  expect(read.producerId).toBe('7')
  const found = read.records.map(({ key, value, timestamp, headers }) => ({ key, value, timestamp, headers }))
  expect(found).toEqual([
    { key: records[0]!.key, value: records[0]!.value, timestamp: '1700000000000', headers: { ä: Buffer.from([0, 255]) } },
    { key: null, value: null, timestamp: '1700000000005', headers: {} },
    { key: records[2]!.key, value: records[2]!.value, timestamp: '1600000000000', headers: {} },
  ])
})

test('partitions are shared out in ranges or in turn, among those who read the topic', () => {
  const members = [
    { id: 'a', topics: ['t', 'u'] },
    { id: 'b', topics: ['t'] },
    { id: 'c', topics: ['t', 'u'] },
  ]
  const topics = new Map([
    ['t', [0, 1, 2, 3]],
    ['u', [0, 1]],
  ])
  expect(Object.fromEntries(shareRanges(members, topics))).toEqual({ a: { t: [0, 1], u: [0] }, b: { t: [2] }, c: { t: [3], u: [1] } })
  expect(Object.fromEntries(shareInTurn(members, topics))).toEqual({ a: { t: [0, 3], u: [1] }, b: { t: [1] }, c: { t: [2], u: [0] } })
})

test.each([
  ['kafka:t', /brokers: there are none/],
  ['kafka:t?brokers=localhost', /expected host:port.*"localhost"/],
  ['kafka:t?brokers=a:99999', /expected host:port/],
  ['kafka:t?brokers=a:1&saslAuthType=PLAIN&saslUsername=u', /saslPassword: PLAIN needs it/],
  ['kafka:t?brokers=a:1&saslAuthType=AWS_MSK_IAM', /AWS_MSK_IAM is not supported/],
  ['kafka:t?brokers=a:1&securityProtocol=SASL_SSL', /saslMechanism: GSSAPI is not supported/],
  ['kafka:t?brokers=a:1&transactionalId=x', /transactionalId/],
  ['kafka:t?brokers=a:1&transacted=true', /transacted .*is not supported/],
  ['kafka:t?brokers=a:1&additionalProperties.transactional.id=x', /transactionalId/],
  ['kafka:t?brokers=a:1&additionalProperties.linger.ms=soon', /lingerMs: .*soon/],
  [
    'kafka:t?brokers=a:1&additionalProperties.schema.registry.url=http://r',
    /additionalProperties\.schema\.registry\.url .*schema registries are not supported/,
  ],
  ['kafka:t?brokers=a:1&additionalProperties.client.rack=r', /no counterpart of the property client\.rack/],
  ['kafka:t?brokers=a:1&valueSerializer=io.confluent.KafkaAvroSerializer', /KafkaAvroSerializer is not known/],
  ['kafka:t?brokers=a:1&partitioner=com.acme.Mine', /com\.acme\.Mine is not known/],
])('%s is refused with its reason', async (uri, reason) => {
  expect(await problem(uri)).toMatch(reason)
})

test('properties of the Java client are known by their own names', async () => {
  expect(await problem('kafka:t?additionalProperties.bootstrap.servers=localhost')).toMatch(/expected host:port.*"localhost"/)
})

test('a Java key store is refused with what makes it readable', async () => {
  const folder = newFolder()
  const file = join(folder, 'trust.jks')
  writeFileSync(file, Buffer.from([0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2]))
  const { kafila } = await runRoutes(
    `- route: { id: r, from: { uri: "direct:start", steps: [ { to: "kafka:t?brokers=localhost:1&maxBlockMs=1&securityProtocol=SSL&sslTruststoreLocation=${file}" } ] } }\n`,
  )
  expect(String((await kafila.send('direct:start', { body: 'x' })).exception)).toMatch(/keytool -list -rfc/)
})

test('a broker that is not there fails a message in time, as one that may be sent again', async () => {
  const { kafila } = await runRoutes(
    '- route: { id: r, from: { uri: "direct:start", steps: [ { to: "kafka:t?brokers=127.0.0.1:1&maxBlockMs=50" } ] } }\n',
  )
  const { exception } = await kafila.send('direct:start', { body: 'x' })
  expect(exception).toMatchObject({ code: 'KF_CONN_NOT_CONNECTED', retryable: true })
})
