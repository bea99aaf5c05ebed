import { expect, test } from 'vitest'
import { startKamelet } from '../reuse/start-kamelet.ts'
import { createTopic, KAFKA_BROKERS, readAll } from './kafka-broker.ts'

// the catalogue sets kafka.KEY, as the header was once called: it has no effect, as in Camel 4.22
test('kafka-sink writes to its topic, with the key that the message has', async () => {
  const topic = await createTopic('kamelet')
  const { send } = await startKamelet('kafka-sink', { topic, bootstrapServers: KAFKA_BROKERS })
  await send('one', { CamelKafkaKey: 'k1' })
  await send('two', { key: 'k2' })
  const records = await readAll(topic, 2)
  expect(records.map(({ key, value }) => [String(key), String(value)])).toEqual([
    ['k1', 'one'],
    ['null', 'two'],
  ])
})
