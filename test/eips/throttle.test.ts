import { expect, test } from 'vitest'
import { exceptionType } from '../../src/core/exceptions.ts'
import { ManualClock, settled } from '../helpers/manual-clock.ts'
import { runRoutes } from '../helpers/run-routes.ts'

const throttle = (options: string, then = '{ to: mock:end }') => `
- route:
    id: main
    from: { uri: direct:start, steps: [ { throttle: { ${options} } }, ${then} ] }
`

test('so many messages pass in a period, the others behind them in their order', async () => {
  const clock = new ManualClock()
  const { kafila, bodies } = await runRoutes(throttle('constant: "2", timePeriodMillis: 100ms'), { clock })
  const all = Promise.all([1, 2, 3, 4, 5].map(body => kafila.send('direct:start', { body })))
  await settled()
  expect(bodies('end')).toEqual([1, 2])
  await clock.advance(99)
  expect(bodies('end')).toEqual([1, 2])
  await clock.advance(1)
  expect(bodies('end')).toEqual([1, 2, 3, 4])
  await clock.advance(100)
  expect(bodies('end')).toEqual([1, 2, 3, 4, 5])
  await all
})

test('with a correlation expression every key has a limit of its own', async () => {
  const { kafila, bodies } = await runRoutes(
    throttle('constant: "1", timePeriodMillis: 1m, rejectExecution: true, correlationExpression: { header: key }'),
  )
  for (const key of ['a', 'b', 'a']) await kafila.send('direct:start', { body: key, headers: { key } })
  expect(bodies('end')).toEqual(['a', 'b'])
})

test('a message whose correlation key is null fails', async () => {
  const { kafila } = await runRoutes(throttle('constant: "1", correlationExpression: { header: key }'))
  const { exception } = await kafila.send('direct:start', { body: 1 })
  expect(exceptionType(exception)).toBe('java.lang.NullPointerException')
})

test('with ConcurrentRequests a message counts until its exchange has ended', async () => {
  const clock = new ManualClock()
  const { kafila, bodies } = await runRoutes(
    throttle('constant: "1", mode: ConcurrentRequests', '{ to: mock:in }, { delay: { constant: "50" } }'),
    { clock },
  )
  const all = Promise.all([1, 2].map(body => kafila.send('direct:start', { body })))
  await settled()
  expect(bodies('in')).toEqual([1])
  await clock.advance(50)
  expect(bodies('in')).toEqual([1, 2])
  await clock.advance(50)
  await all
})
