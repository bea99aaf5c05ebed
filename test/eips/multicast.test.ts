import { expect, test } from 'vitest'
import { ManualClock, settled } from '../helpers/manual-clock.ts'
import { runRoutes } from '../helpers/run-routes.ts'

const multicast = (options: string, steps: string) => `
- route:
    id: main
    from:
      uri: direct:start
      steps:
        - multicast: { ${options}${options === '' ? '' : ', '}steps: ${steps} }
        - to: mock:end
`

test('each branch gets a copy, and the last reply goes on', async () => {
  const { kafila, bodies } = await runRoutes(
    multicast('', '[ { setBody: { constant: a } }, { to: "mock:b" }, { setBody: { constant: c } } ]'),
  )
  await kafila.send('direct:start', { body: 'x' })
  expect(bodies('b')).toEqual(['x'])
  expect(bodies('end')).toEqual(['c'])
})

test('onPrepare copies a body before any branch changes it in place', async () => {
  const { kafila, bodies } = await runRoutes(multicast('onPrepare: clone', '[ { process: { ref: change } }, { to: "mock:second" } ]'), {
    beans: {
      clone: (exchange: { body: unknown }) => {
        exchange.body = structuredClone(exchange.body)
      },
      change: (exchange: { body: Record<string, unknown> }) => {
        exchange.body['changed'] = true
      },
    },
  })
  await kafila.send('direct:start', { body: { a: 1 } })
  expect(bodies('second')).toEqual([{ a: 1 }])
})

test('a branch whose onPrepare fails runs no steps, and its failure is that of the exchange', async () => {
  let calls = 0
  const { kafila, bodies } = await runRoutes(multicast('onPrepare: broken', '[ { to: "mock:a" }, { to: "mock:b" } ]'), {
    beans: {
      broken: () => {
        if (++calls === 1) throw new RangeError('cannot copy')
      },
    },
  })
  const exchange = await kafila.send('direct:start', { body: 'x' })
  expect(bodies('a')).toEqual([])
  expect(bodies('b')).toEqual(['x'])
  expect(String(exchange.exception)).toContain('cannot copy')
})

test('when the time is over the route goes on with what has come, and the strategy is told what has not', async () => {
  const clock = new ManualClock()
  const late: unknown[] = []
  const strategy = {
    aggregate: (previous: unknown, next: unknown) => previous ?? next,
    timeout: (_: unknown, index: number, total: number, ms: number) => late.push([index, total, ms]),
  }
  const { kafila, bodies } = await runRoutes(
    multicast(
      'parallelProcessing: true, timeout: "100", aggregationStrategy: mine',
      '[ { setBody: { constant: fast } }, { delay: { constant: "500" } } ]',
    ),
    { clock, beans: { mine: strategy } },
  )
  const sent = kafila.send('direct:start', { body: 'x' })
  await clock.advance(100)
  await sent
  expect(bodies('end')).toEqual(['fast'])
  expect(late).toEqual([[1, 2, 100]])
})

test('parallel branches run at the same time', async () => {
  const clock = new ManualClock()
  const { kafila, bodies } = await runRoutes(
    multicast('parallelProcessing: true', '[ { delay: { constant: "100" } }, { delay: { constant: "100" } } ]'),
    { clock },
  )
  const sent = kafila.send('direct:start', { body: 'x' })
  await clock.advance(100)
  await settled()
  expect(bodies('end')).toEqual(['x'])
  await sent
})
