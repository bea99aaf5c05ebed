import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

test('a slip goes from endpoint to endpoint, and its error handler tries only the failing hop again', async () => {
  const { kafila, bodies } = await runRoutes(`
- route:
    id: main
    errorHandler: { defaultErrorHandler: { redeliveryPolicy: { maximumRedeliveries: 1, redeliveryDelay: "1" } } }
    from: { uri: direct:start, steps: [ { routingSlip: { constant: "mock:a,direct:bad,mock:c" } } ] }
- route:
    id: bad
    errorHandler: { noErrorHandler: {} }
    from: { uri: direct:bad, steps: [ { to: mock:bad }, { throwException: { exceptionType: java.io.IOException, message: bad } } ] }
`)
  await kafila.send('direct:start', { body: 'x' })
  expect([bodies('a').length, bodies('bad').length, bodies('c').length]).toEqual([1, 2, 0])
})

test('a plain text names the header with the slip', async () => {
  const { kafila, bodies } = await runRoutes(`
- route:
    id: main
    from: { uri: direct:start, steps: [ { routingSlip: slip } ] }
`)
  await kafila.send('direct:start', { body: 'x', headers: { slip: 'mock:a,mock:b' } })
  expect([bodies('a'), bodies('b')]).toEqual([['x'], ['x']])
})

test('a dynamic router asks again after each hop, and other work gets its turn meanwhile', async () => {
  let hops = 0
  let turns = 0
  const timer = setInterval(() => {
    turns += 1
  }, 1)
  const { kafila } = await runRoutes(
    `
- route:
    id: main
    from: { uri: direct:start, steps: [ { dynamicRouter: { simple: "\${header.next}" } } ] }
- route:
    id: hop
    from: { uri: direct:hop, steps: [ { process: { ref: hop } } ] }
`,
    {
      beans: {
        hop: (exchange: { removeHeader(name: string): void }) => {
          if (++hops === 30_000) exchange.removeHeader('next')
        },
      },
    },
  )
  await kafila.send('direct:start', { headers: { next: 'direct:hop' } })
  clearInterval(timer)
  expect(hops).toBe(30_000)
  expect(turns).toBeGreaterThan(0)
})

test('what a hop behind the first removes is there again behind the slip, what it sets stays', async () => {
  const { kafila, received } = await runRoutes(`
- from:
    uri: direct:start
    steps:
      - setProperty: { name: p, constant: "1" }
      - setVariable: { name: v, constant: "1" }
      - routingSlip: { header: slip }
      - to: mock:end
- from: { uri: direct:remove, steps: [ { removeProperty: { name: p } }, { removeVariable: { name: v } }, { setProperty: { name: q, constant: "2" } } ] }
`)
  await kafila.send('direct:start', { headers: { slip: 'direct:remove' } })
  await kafila.send('direct:start', { headers: { slip: 'mock:a,direct:remove' } })
  const seen = received('end').map(each => [each.property('p'), each.variable('v'), each.property('q')])
  expect(seen).toEqual([
    [undefined, undefined, '2'],
    ['1', '1', '2'],
  ])
})
