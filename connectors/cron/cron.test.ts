import { expect, test } from 'vitest'
import { ManualClock } from '../../test/helpers/manual-clock.ts'
import { runRoutes } from '../../test/helpers/run-routes.ts'

async function run(schedule: string) {
  const clock = new ManualClock(Date.parse('2026-11-25T10:00:30Z'))
  const routes = await runRoutes(`- from: { uri: "cron:t?schedule=${schedule}", steps: [ { to: mock:end } ] }`, { clock })
  return { clock, count: () => routes.received('end').length }
}

test('five fields fire at the full minute', async () => {
  const { clock, count } = await run('*+*+*+*+?')
  await clock.advance(29_000)
  expect(count()).toBe(0)
  await clock.advance(1000)
  expect(count()).toBe(1)
  await clock.advance(120_000)
  expect(count()).toBe(3)
})

test('six fields begin with seconds', async () => {
  const { clock, count } = await run('0/10+*+*+*+*+?')
  await clock.advance(30_000)
  expect(count()).toBe(3)
})

test('another number of fields is refused', async () => {
  await expect(run('often')).rejects.toThrow('Expected 5 to 7, got: 1')
})
