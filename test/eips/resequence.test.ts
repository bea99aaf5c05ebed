import { expect, test } from 'vitest'
import { exceptionType } from '../../src/core/exceptions.ts'
import type { Exchange } from '../../src/index.ts'
import { ManualClock, settled } from '../helpers/manual-clock.ts'
import { runRoutes } from '../helpers/run-routes.ts'

const resequence = (config: string, before = '') => `
- route:
    id: main
    from: { uri: direct:start, steps: [ ${before}{ resequence: { header: n, ${config}, steps: [ { to: mock:ordered } ] } } ] }
`

test('a batch is sent on in order when it is full, or when no message came for a while', async () => {
  const clock = new ManualClock()
  const { kafila, bodies } = await runRoutes(resequence('batchConfig: { batchSize: 3, batchTimeout: "100" }'), { clock })
  for (const n of [3, 1, 2, 9, 8]) await kafila.send('direct:start', { body: n, headers: { n } })
  await settled()
  expect(bodies('ordered')).toEqual([1, 2, 3])
  await clock.advance(100)
  expect(bodies('ordered')).toEqual([1, 2, 3, 8, 9])
})

test('a stream holds a message back until the one before it has come, or its time is over', async () => {
  const clock = new ManualClock()
  const { kafila, bodies } = await runRoutes(resequence('streamConfig: { timeout: "100" }'), { clock })
  for (const n of [2, 3, 1]) await kafila.send('direct:start', { body: n, headers: { n } })
  await clock.advance(99)
  expect(bodies('ordered')).toEqual([])
  await clock.advance(1)
  expect(bodies('ordered')).toEqual([1, 2, 3])
  await kafila.send('direct:start', { body: 5, headers: { n: 5 } })
  await kafila.send('direct:start', { body: 4, headers: { n: 4 } })
  await settled()
  expect(bodies('ordered')).toEqual([1, 2, 3, 4, 5])
})

test('who comes when a stream holds all it may waits for room', async () => {
  const clock = new ManualClock()
  const { kafila, bodies } = await runRoutes(resequence('streamConfig: { timeout: "100", capacity: 2 }'), { clock })
  let third = false
  await kafila.send('direct:start', { body: 3, headers: { n: 3 } })
  await kafila.send('direct:start', { body: 2, headers: { n: 2 } })
  const waiting = kafila.send('direct:start', { body: 1, headers: { n: 1 } }).then(() => {
    third = true
  })
  await settled()
  expect(third).toBe(false)
  await clock.advance(300)
  await waiting
  expect(bodies('ordered')).toEqual([2, 3, 1])
})

test('what acknowledges a message runs when its steps have ended', async () => {
  const order: unknown[] = []
  const { kafila, until } = await runRoutes(resequence('batchConfig: { batchSize: 2 }', '{ process: { ref: source } }, '), {
    beans: { source: (exchange: Exchange) => exchange.unit().settle(ended => void order.push(ended.body)) },
  })
  await kafila.send('direct:start', { body: 'b', headers: { n: 2 } })
  expect(order).toEqual([])
  await kafila.send('direct:start', { body: 'a', headers: { n: 1 } })
  await until(() => order.length === 2)
  expect(order).toEqual(['a', 'b'])
})

test.each(['batchConfig: { batchSize: 1', 'streamConfig: { timeout: 10'])(
  'an expression that fails makes a message invalid, with %s',
  async config => {
    const yaml = (ignore: boolean) => `
- from:
    uri: direct:start
    steps: [ { resequence: { simple: "\${body.foo}", ${config}, ignoreInvalidExchanges: ${ignore} }, steps: [ { to: "mock:out" } ] } } ]
`
    const strict = await runRoutes(yaml(false))
    const { exception } = await strict.kafila.send('direct:start', { body: 'x' })
    expect(exceptionType(exception)).toBe('org.apache.camel.CamelExchangeException')
    const lenient = await runRoutes(yaml(true))
    expect((await lenient.kafila.send('direct:start', { body: 'x' })).exception).toBeUndefined()
    expect(lenient.bodies('out')).toEqual([])
  },
)
