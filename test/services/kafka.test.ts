import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startCommand } from '../e2e/command.ts'
import { newFolder, runRoutes, until } from '../helpers/run-routes.ts'
import {
  committed,
  createTopic,
  KAFKA_BROKERS,
  KAFKA_CA,
  KAFKA_PASSWORD,
  KAFKA_SASL,
  KAFKA_SASL_TLS,
  KAFKA_TLS,
  KAFKA_USER,
  produce,
  readAll,
  unique,
} from './kafka-broker.ts'

const BROKERS = `brokers=${KAFKA_BROKERS}`
const FAST = 'sessionTimeoutMs=6000&heartbeatIntervalMs=500&fetchWaitMaxMs=100'
const from = (topic: string, group: string, more = '') =>
  `kafka:${topic}?${BROKERS}&groupId=${group}&autoOffsetReset=earliest&${FAST}${more}`
const route = (id: string, source: string, steps: string) => `- route: { id: ${id}, from: { uri: "${source}", steps: [ ${steps} ] } }\n`

test('a record comes with its key, its place and its headers, and its position is committed after it has ended', async () => {
  const topic = await createTopic('in', 2)
  const group = unique('g')
  await produce(topic, [{ key: 'k', value: 'hello', partition: 1, headers: { who: 'me', CamelSecret: 'no' } }])
  const { received, until, kafila } = await runRoutes(route('r', from(topic, group), '{ to: "mock:end" }'))
  await until(() => received('end').length === 1)
  const [exchange] = received('end')
  expect(exchange!.body).toBe('hello')
  expect(exchange!.header('CamelKafkaTopic')).toBe(topic)
  expect(exchange!.header('CamelKafkaPartition')).toBe(1)
  expect(exchange!.header('CamelKafkaOffset')).toBe(0)
  expect(exchange!.header('CamelKafkaKey')).toBe('k')
  expect(exchange!.header('CamelKafkaTimestamp')).toBeGreaterThan(1_700_000_000_000)
  expect(String(exchange!.header('who'))).toBe('me')
  expect(exchange!.header('CamelSecret')).toBeUndefined()
  await kafila.stop({ timeoutMs: 5000 })
  expect(await committed(group, topic)).toMatchObject({ 1: 1 })
})

test('records of many sends are written in their order of each key, with key and headers', async () => {
  const topic = await createTopic('out', 3)
  const { kafila } = await runRoutes(route('r', 'direct:start', `{ to: "kafka:${topic}?${BROKERS}" }`))
  await Promise.all(
    Array.from({ length: 2000 }, (_, i) =>
      kafila.send('direct:start', { body: `m${i}`, headers: { CamelKafkaKey: `k${i % 7}`, number: i, text: 'ä', CamelX: 'no' } }),
    ),
  )
  const messages = await readAll(topic, 2000)
  expect(messages.length).toBe(2000)
  for (let k = 0; k < 7; k++) {
    const values = messages.filter(({ key }) => String(key) === `k${k}`).map(({ value }) => Number(String(value).slice(1)))
    expect(values).toEqual(Array.from({ length: values.length }, (_, i) => k + i * 7))
  }
  const first = messages.find(({ value }) => String(value) === 'm300')!
  expect(first.headers!['number']).toEqual(Buffer.from([0, 0, 1, 44]))
  expect(String(first.headers!['text'])).toBe('ä')
  expect(Object.keys(first.headers!)).toEqual(['number', 'text'])
})

test('a route from topic to topic carries every record, in order, and commits all', async () => {
  const [input, output] = [await createTopic('a', 3), await createTopic('b', 3)]
  const group = unique('g')
  await produce(
    input,
    Array.from({ length: 5000 }, (_, i) => ({ key: `k${i % 50}`, value: String(i) })),
  )
  const { kafila } = await runRoutes(
    route('r', from(input, group, '&concurrency=200'), `{ setBody: { simple: "<\${body}>" } }, { to: "kafka:${output}?${BROKERS}" }`),
  )
  const messages = await readAll(output, 5000)
  expect(messages.length).toBe(5000)
  for (let k = 0; k < 50; k++) {
    const values = messages.filter(({ key }) => String(key) === `k${k}`).map(({ value }) => String(value))
    expect(values).toEqual(Array.from({ length: 100 }, (_, i) => `<${k + i * 50}>`))
  }
  await kafila.stop({ timeoutMs: 5000 })
  const positions = await committed(group, input)
  expect(Object.values(positions).reduce((sum, each) => sum + each, 0)).toBe(5000)
})

test('a record that fails comes again until it succeeds, and nothing behind it is committed meanwhile', async () => {
  const topic = await createTopic('fail')
  const group = unique('g')
  await produce(topic, [{ value: 'a' }, { value: 'b' }, { value: 'c' }])
  let attempts = 0
  const seen: string[] = []
  const work = (body: string) => {
    if (body === 'b' && ++attempts < 3) throw new Error('not yet')
    seen.push(body)
  }
  const { kafila } = await runRoutes(route('r', from(topic, group), '{ to: "bean:work" }'), { beans: { work } })
  await until(() => attempts === 1)
  await until(() => seen.length === 3)
  expect(seen).toEqual(['a', 'b', 'c'])
  await kafila.stop({ timeoutMs: 5000 })
  expect(await committed(group, topic)).toEqual({ 0: 3 })
})

test('what fails for good goes to a dead letter topic with its bytes, its key and its headers', async () => {
  const [input, dead] = [await createTopic('in'), await createTopic('dead')]
  const bytes = Buffer.from([0, 255, 1, 254])
  await produce(input, [{ key: 'k', value: bytes, headers: { trace: Buffer.from([9, 200]) } }])
  const reader = 'valueDeserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer'
  const writer = 'valueSerializer=org.apache.kafka.common.serialization.ByteArraySerializer'
  await runRoutes(
    `- errorHandler: { deadLetterChannel: { deadLetterUri: "kafka:${dead}?${BROKERS}&${writer}" } }\n` +
      route('r', from(input, unique('g'), `&${reader}`), '{ throwException: { exceptionType: java.io.IOException, message: no } }'),
  )
  const [record] = await readAll(dead, 1)
  expect(record!.value).toEqual(bytes)
  expect(String(record!.key)).toBe('k')
  expect(record!.headers!['trace']).toEqual(Buffer.from([9, 200]))
})

test('a message chooses its topic, and tells where it was written', async () => {
  const [one, two] = [await createTopic('one'), await createTopic('two')]
  const { kafila } = await runRoutes(
    route('toD', 'direct:toD', `{ toD: { uri: "kafka:\${header.where}?${BROKERS}&recordMetadata=true" } }`) +
      route('list', 'direct:list', `{ to: "kafka:${one}?${BROKERS}&recordMetadata=true" }`),
  )
  for (const where of [one, two]) await kafila.send('direct:toD', { body: where, headers: { where } })
  const { exception, message } = await kafila.send('direct:list', { body: ['a', 'b'] }).then(result => ({ ...result, message: result }))
  expect(exception).toBeUndefined()
  expect(message.header('CamelKafkaRecordMeta')).toMatchObject([
    { topic: one, partition: 0, offset: 1 },
    { topic: one, partition: 0, offset: 2 },
  ])
  expect((await readAll(one, 3)).map(({ value }) => String(value))).toEqual([one, 'a', 'b'])
  expect((await readAll(two, 1)).map(({ value }) => String(value))).toEqual([two])
})

test('a record that is too large, or has no partition, fails alone', async () => {
  const topic = await createTopic('large')
  const { kafila } = await runRoutes(route('r', 'direct:start', `{ to: "kafka:${topic}?${BROKERS}&maxRequestSize=2000000" }`))
  const sends = ['a', 'x'.repeat(1_500_000), 'b'].map(body => kafila.send('direct:start', { body }))
  const far = kafila.send('direct:start', { body: 'c', headers: { CamelKafkaPartitionKey: 7 } })
  const results = await Promise.all([...sends, far])
  expect(results.map(({ exception }) => (exception as { code?: string } | undefined)?.code)).toEqual([
    undefined,
    'KF_CONN_REJECTED',
    undefined,
    'KF_CONN_REJECTED',
  ])
  const values = (await readAll(topic, 2)).map(({ value }) => String(value))
  expect(new Set(values)).toEqual(new Set(['a', 'b']))
})

test.each(['gzip', 'snappy', 'lz4', 'zstd'])('batches compressed by %s are written and read', async codec => {
  const topic = await createTopic(codec)
  const { kafila, bodies, until } = await runRoutes(
    route('w', 'direct:start', `{ to: "kafka:${topic}?${BROKERS}&compressionCodec=${codec}" }`) +
      route('r', from(topic, unique('g')), '{ to: "mock:end" }'),
  )
  await kafila.send('direct:start', { body: 'x'.repeat(1000) })
  await until(() => bodies('end').length === 1)
  expect(bodies('end')).toEqual(['x'.repeat(1000)])
})

test.each([
  [
    'SCRAM with TLS',
    () =>
      `brokers=${KAFKA_SASL_TLS}&saslAuthType=SCRAM_SHA_512&saslUsername=${KAFKA_USER}&saslPassword=${KAFKA_PASSWORD}&sslTruststoreLocation=${KAFKA_CA}`,
  ],
  ['TLS', () => `brokers=${KAFKA_TLS}&securityProtocol=SSL&sslTruststoreLocation=${KAFKA_CA}`],
  [
    'PLAIN by a line of JAAS',
    () =>
      `brokers=${KAFKA_SASL}&securityProtocol=SASL_PLAINTEXT&saslMechanism=PLAIN&saslJaasConfig=RAW(x.PlainLoginModule required username='${KAFKA_USER}' password='${KAFKA_PASSWORD}';)`,
  ],
])('a connection is secured by %s', async (_, options) => {
  const topic = await createTopic('secure')
  const { kafila } = await runRoutes(route('r', 'direct:start', `{ to: "kafka:${topic}?${options()}" }`))
  expect((await kafila.send('direct:start', { body: 'x' })).exception).toBeUndefined()
})

test('a wrong password is told and ends all attempts', async () => {
  const options = `brokers=${KAFKA_SASL}&saslAuthType=PLAIN&securityProtocol=SASL_PLAINTEXT&saslUsername=${KAFKA_USER}&saslPassword=wrong`
  const { kafila } = await runRoutes(route('r', 'direct:start', `{ to: "kafka:any?${options}" }`), { start: false })
  await expect(
    kafila
      .start()
      .then(() => kafila.send('direct:start', { body: 'x' }))
      .then(({ exception }) => Promise.reject(exception)),
  ).rejects.toMatchObject({
    code: 'KF_CONN_AUTH',
  })
})

test('several records are one message, and all are committed with it', async () => {
  const topic = await createTopic('batch')
  const group = unique('g')
  await produce(
    topic,
    Array.from({ length: 10 }, (_, i) => ({ value: String(i) })),
  )
  const sizes: number[] = []
  const work = (body: unknown[]) => void sizes.push(body.length)
  const { kafila } = await runRoutes(
    route('r', from(topic, group, '&batching=true&maxPollRecords=4&batchingIntervalMs=300'), '{ to: "bean:work" }'),
    { beans: { work } },
  )
  await until(() => sizes.reduce((sum, each) => sum + each, 0) === 10)
  expect(sizes).toEqual([4, 4, 2])
  await kafila.stop({ timeoutMs: 5000 })
  expect(await committed(group, topic)).toEqual({ 0: 10 })
})

test('a second member takes over some partitions while records are worked on: none is lost, few come twice', async () => {
  const topic = await createTopic('shared', 6)
  const group = unique('g')
  await produce(
    topic,
    Array.from({ length: 1200 }, (_, i) => ({ key: `k${i}`, value: String(i) })),
  )
  const seen: string[] = []
  const work = async (body: string) => {
    await new Promise(resolve => setTimeout(resolve, 5))
    seen.push(body)
  }
  const yaml = route('r', from(topic, group, '&concurrency=4'), '{ to: "bean:work" }')
  const first = await runRoutes(yaml, { beans: { work } })
  await until(() => seen.length > 50)
  const second = await runRoutes(yaml, { beans: { work } })
  await until(() => new Set(seen).size === 1200)
  expect(seen.length).toBeLessThan(1300)
  await Promise.all([first.kafila.stop({ timeoutMs: 5000 }), second.kafila.stop({ timeoutMs: 5000 })])
  const positions = await committed(group, topic)
  expect(Object.values(positions).reduce((sum, each) => sum + each, 0)).toBe(1200)
})

test('without a committed position, what comes after the start is not lost by a failure before the first commit', async () => {
  const topic = await createTopic('latest')
  const group = unique('g')
  await produce(topic, [{ value: 'old' }])
  const uri = `kafka:${topic}?${BROKERS}&groupId=${group}&${FAST}`
  const first = await runRoutes(route('r', uri, '{ throwException: { exceptionType: java.io.IOException, message: no } }'))
  await until(() => [...first.kafila.statuses.all()].every(({ connection }) => connection?.state === 'connected'))
  await produce(topic, [{ value: 'new' }])
  await first.kafila.stop({ timeoutMs: 5000 })
  const second = await runRoutes(route('r', uri, '{ to: "mock:end" }'))
  await second.until(() => second.bodies('end').length === 1)
  expect(second.bodies('end')).toEqual(['new'])
})

test('a sink that is ten times slower than the source for a minute does not fill the memory', async () => {
  const topic = await createTopic('slow', 4)
  const value = 'x'.repeat(500)
  const asked = { count: 0 }
  const url = await slowServer(asked)
  await produce(
    topic,
    Array.from({ length: 200_000 }, (_, i) => ({ key: `k${i % 1000}`, value })),
  )
  const file = join(newFolder(), 'slow.yaml')
  writeFileSync(file, route('r', from(topic, unique('g'), '&concurrency=100'), `{ to: "${url}" }`))
  const running = startCommand(['run', file])
  try {
    await until(() => asked.count > 2000)
    const start = residentBytes(running.child.pid!)
    let most = start
    for (const end = Date.now() + 60_000; Date.now() < end; await new Promise(resolve => setTimeout(resolve, 500)))
      most = Math.max(most, residentBytes(running.child.pid!))
    // it went on all the time, and is far from its end
    expect(asked.count).toBeGreaterThan(10_000)
    expect(asked.count).toBeLessThan(150_000)
    expect(most - start).toBeLessThan(64 * 1024 * 1024)
  } finally {
    running.child.kill('SIGKILL')
    await running.ended
  }
}, 180_000)

/** Answers each request after 50 ms. */
async function slowServer(asked: { count: number }): Promise<string> {
  const server = createServer((request, response) => {
    asked.count += 1
    request.resume()
    setTimeout(() => response.end(), 50)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

/** The memory of a process that is not swapped out. */
function residentBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024
}

test('a repository of positions says where reading goes on, whatever the group knows, and keeps the offset of the last record that is done', async () => {
  const topic = await createTopic('kept', 1)
  const folder = newFolder()
  const beans = `- beans:
    - { name: place, type: java.io.File, constructors: { 0: ${join(folder, 'positions')} } }
    - { name: positions, type: org.apache.camel.support.processor.state.FileStateRepository, properties: { fileStore: "#bean:place" } }
`
  const read = async (group: string, values: readonly string[], repository = '&offsetRepository=#positions') => {
    const running = await runRoutes(beans + route('r', from(topic, group, repository), '{ to: "mock:end" }'))
    await running.until(() => running.received('end').length === values.length)
    await running.kafila.stop({ timeoutMs: 5000 })
    expect(running.received('end').map(({ body }) => body)).toEqual(values)
  }
  await produce(topic, [{ value: 'a' }, { value: 'b' }])
  await read(unique('g'), ['a', 'b'])
  expect(readFileSync(join(folder, 'positions'), 'utf8').trim().split('\n').at(-1)).toBe(`${topic}/0=1`)
  await produce(topic, [{ value: 'c' }])
  await read(unique('g'), ['c'])
  await read(unique('g'), ['a', 'b', 'c'], '')
})

test('a store keeps the positions of a group, and a new reader begins at the end it saw first', async () => {
  const topic = await createTopic('stored', 1)
  const folder = newFolder()
  const beans = `- beans: [ { name: store, type: kafila.LmdbStore, properties: { path: ${join(folder, 'store')} } } ]\n`
  const source = `kafka:${topic}?${BROKERS}&groupId=${unique('g')}&autoOffsetReset=latest&${FAST}&offsetRepository=#store`
  await produce(topic, [{ value: 'before' }])
  const first = await runRoutes(beans + route('r', source, '{ to: "mock:end" }'))
  await until(() => [...first.kafila.statuses.all()].every(({ connection }) => connection?.state === 'connected'))
  await first.kafila.stop({ timeoutMs: 5000 })
  await produce(topic, [{ value: 'after' }])
  const second = await runRoutes(beans + route('r', source, '{ to: "mock:end" }'))
  await second.until(() => second.received('end').length === 1)
  expect(second.received('end')[0]!.body).toBe('after')
})
