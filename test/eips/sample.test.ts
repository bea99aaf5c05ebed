import { expect, test } from 'vitest'
import { ManualClock } from '../helpers/manual-clock.ts'
import { runRoutes } from '../helpers/run-routes.ts'

test('one message passes in each period', async () => {
  const clock = new ManualClock()
  const { kafila, bodies } = await runRoutes(
    '- from: { uri: direct:start, steps: [ { sample: { samplePeriod: "100" } }, { to: mock:end } ] }',
    { clock },
  )
  for (const [body, pause] of [
    [1, 50],
    [2, 50],
    [3, 10],
    [4, 100],
    [5, 0],
  ]) {
    await kafila.send('direct:start', { body })
    await clock.advance(pause!)
  }
  expect(bodies('end')).toEqual([1, 3, 5])
})

test('a negative messageFrequency is refused', async () => {
  const yaml = `
- from: { uri: "direct:start", steps: [ { sample: { messageFrequency: -1 } } ] }
`
  await expect(runRoutes(yaml)).rejects.toMatchObject({ details: { diagnostics: [{ code: 'KF_ROUTE_INVALID' }] } })
})
