import { expect, test } from 'vitest'
import { ManualClock, settled } from '../helpers/manual-clock.ts'
import { runRoutes } from '../helpers/run-routes.ts'

test('a queue gives its next message while one goes on behind threads', async () => {
  const clock = new ManualClock()
  const { kafila, bodies } = await runRoutes(
    '- from: { uri: seda:start, steps: [ { threads: {} }, { delay: { header: ms, asyncDelayed: false } }, { to: mock:end } ] }',
    { clock },
  )
  await kafila.send('seda:start', { body: 'slow', headers: { ms: 100 } })
  await kafila.send('seda:start', { body: 'fast', headers: { ms: 10 } })
  await settled()
  await clock.advance(100)
  expect(bodies('end')).toEqual(['fast', 'slow'])
})

test('options of a pool together with a pool are refused when the route is built', async () => {
  await expect(
    runRoutes('- from: { uri: direct:start, steps: [ { threads: { executorService: pool, poolSize: 2 } } ] }', { beans: { pool: {} } }),
  ).rejects.toThrow('cannot be used together')
})
