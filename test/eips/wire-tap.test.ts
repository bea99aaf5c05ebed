import { expect, test } from 'vitest'
import { ManualClock, settled } from '../helpers/manual-clock.ts'
import { runRoutes } from '../helpers/run-routes.ts'

test('the route goes on first, and a stop waits for taps that are on their way', async () => {
  const order: string[] = []
  const { kafila } = await runRoutes(
    `
- route:
    id: main
    from: { uri: direct:start, steps: [ { wireTap: { uri: direct:tap } }, { process: { ref: main } } ] }
- route:
    id: tap
    from: { uri: direct:tap, steps: [ { process: { ref: tap } } ] }
`,
    {
      beans: {
        main: () => void order.push('main'),
        tap: async () => {
          await settled()
          order.push('tap')
        },
      },
    },
  )
  await kafila.send('direct:start')
  await kafila.stop({ timeoutMs: 2000 })
  expect(order).toEqual(['main', 'tap'])
})

test('a failing tap does not reach the route', async () => {
  const { kafila, bodies, until, records } = await runRoutes(`
- route:
    id: main
    from: { uri: direct:start, steps: [ { wireTap: { uri: direct:tap } }, { to: mock:end } ] }
- route:
    id: tap
    from: { uri: direct:tap, steps: [ { throwException: { exceptionType: java.io.IOException, message: tapped out } } ] }
`)
  const exchange = await kafila.send('direct:start', { body: 'x' })
  await until(() => records.some(record => record.message.includes('tapped out')))
  expect(exchange.exception).toBeUndefined()
  expect(bodies('end')).toEqual(['x'])
})

test('the route waits where the pool has no room for another tap', async () => {
  const clock = new ManualClock()
  const { kafila, bodies } = await runRoutes(
    `
- route:
    id: main
    from: { uri: direct:start, steps: [ { wireTap: { uri: direct:tap, executorService: pool } }, { to: mock:end } ] }
- route:
    id: tap
    from: { uri: direct:tap, steps: [ { delay: { constant: "100" } } ] }
`,
    { clock, beans: { pool: { threads: 1 } } },
  )
  const all = Promise.all([kafila.send('direct:start', { body: 'a' }), kafila.send('direct:start', { body: 'b' })])
  await settled()
  expect(bodies('end')).toEqual(['a'])
  await clock.advance(100)
  expect(bodies('end')).toEqual(['a', 'b'])
  await clock.advance(100)
  await all
})
