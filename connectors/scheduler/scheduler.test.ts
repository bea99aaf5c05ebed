import { expect, test } from 'vitest'
import { ManualClock } from '../../test/helpers/manual-clock.ts'
import { runRoutes } from '../../test/helpers/run-routes.ts'

async function run(options: string, steps = '{ to: mock:end }') {
  const clock = new ManualClock()
  const routes = await runRoutes(`- from: { uri: "scheduler:s?${options}", steps: [ ${steps} ] }`, { clock })
  return { clock, count: () => routes.received('end').length, ...routes }
}

test('the delay counts from the end of a message', async () => {
  const { clock, count } = await run('initialDelay=0&delay=100', '{ to: mock:end }, { delay: { constant: "50", asyncDelayed: false } }')
  await clock.advance(149)
  expect(count()).toBe(1)
  await clock.advance(1)
  expect(count()).toBe(2)
})

test('delays have a unit', async () => {
  const { clock, count } = await run('initialDelay=1&delay=2&timeUnit=SECONDS')
  await clock.advance(999)
  expect(count()).toBe(0)
  await clock.advance(2001)
  expect(count()).toBe(2)
})

test('a route that says that it had nothing to do makes it back off', async () => {
  const idle = '{ setProperty: { name: CamelSchedulerPolledMessages, constant: "0" } }, { to: mock:end }'
  const { clock, count } = await run('initialDelay=0&delay=10&backoffMultiplier=5&backoffIdleThreshold=1', idle)
  await clock.advance(59)
  expect(count()).toBe(1)
  await clock.advance(1)
  expect(count()).toBe(2)
})

test('a back-off without threshold is refused', async () => {
  await expect(run('backoffMultiplier=2')).rejects.toThrow('backoffIdleThreshold')
})
