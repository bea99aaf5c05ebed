import { expect, test } from 'vitest'
import { runRoutes, until } from '../helpers/run-routes.ts'
import { committed, createTopic, KAFKA_BROKERS, produce, readAll, unique } from './kafka-broker.ts'

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
