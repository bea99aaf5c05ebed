import { expect, test } from 'vitest'
import { ManualClock, settled } from '../helpers/manual-clock.ts'
import { runRoutes } from '../helpers/run-routes.ts'

const ROUTE = `
- route:
    id: main
    from: { uri: direct:start, steps: [ { delay: { header: ms } }, { to: mock:end } ] }
`

test('a message waits for so many milliseconds', async () => {
  const clock = new ManualClock()
  const { kafila, bodies } = await runRoutes(ROUTE, { clock })
  const sent = kafila.send('direct:start', { body: 'x', headers: { ms: 50 } })
  await clock.advance(49)
  expect(bodies('end')).toEqual([])
  await clock.advance(1)
  expect(bodies('end')).toEqual(['x'])
  await sent
})

test('nothing and numbers not above 0 do not wait', async () => {
  const { kafila, bodies } = await runRoutes(ROUTE, { clock: new ManualClock() })
  await kafila.send('direct:start', { body: 'a' })
  await kafila.send('direct:start', { body: 'b', headers: { ms: '-5' } })
  await settled()
  expect(bodies('end')).toEqual(['a', 'b'])
})

test('without an expression nothing waits', async () => {
  const { kafila, bodies } = await runRoutes(ROUTE.replace('{ header: ms }', '{}'), { clock: new ManualClock() })
  await kafila.send('direct:start', { body: 'a' })
  expect(bodies('end')).toEqual(['a'])
})
