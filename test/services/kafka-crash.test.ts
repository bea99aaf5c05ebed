import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startCommand } from '../e2e/command.ts'
import { newFolder } from '../helpers/run-routes.ts'
import { createTopic, KAFKA_BROKERS, produce, readAll, unique } from './kafka-broker.ts'

const RECORDS = 20_000
const KILLS = 3

test('a route from topic to topic that is killed again and again loses nothing', async () => {
  const [input, output] = [await createTopic('in', 3), await createTopic('out', 3)]
  await produce(
    input,
    Array.from({ length: RECORDS }, (_, i) => ({ key: `k${i % 100}`, value: String(i) })),
  )
  const file = join(newFolder(), 'route.yaml')
  const parameters = `{ brokers: "${KAFKA_BROKERS}", groupId: ${unique('g')}, autoOffsetReset: earliest, sessionTimeoutMs: 6000, heartbeatIntervalMs: 500, concurrency: 50 }`
  writeFileSync(
    file,
    `- route: { id: r, from: { uri: "kafka:${input}", parameters: ${parameters}, steps: [ { to: "kafka:${output}?brokers=${KAFKA_BROKERS}" } ] } }\n`,
  )
  for (let kill = 0; kill < KILLS; kill++) {
    const running = startCommand(['run', file])
    // into the middle of its work: some records are there that were not before
    const seen = await readAll(output, 200 + kill * 2000)
    expect(seen.length).toBeGreaterThan(0)
    running.child.kill('SIGKILL')
    await running.ended
  }
  const last = startCommand(['run', file])
  const values = new Set<string>()
  for (let look = 0; values.size < RECORDS && look < 20; look++)
    for (const { value } of await readAll(output, RECORDS + look * 200, 4000)) values.add(String(value))
  last.child.kill('SIGTERM')
  await last.ended
  expect(values.size).toBe(RECORDS)
})
