import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

const LOOKUP = `
- route:
    id: lookup
    from: { uri: direct:lookup, steps: [ { setBody: { simple: "found \${body}" } }, { setHeader: { name: r, constant: "1" } } ] }
`

test('the reply replaces the message', async () => {
  const { kafila, received } = await runRoutes(`
- route:
    id: main
    from: { uri: direct:start, steps: [ { enrich: { constant: "direct:lookup" } }, { to: mock:end } ] }
${LOOKUP}`)
  await kafila.send('direct:start', { body: 'x', headers: { h: 1 } })
  const [end] = received('end')
  expect([end!.body, end!.header('h'), end!.header('r')]).toEqual(['found x', 1, '1'])
})

test('a strategy of the host application gets message and reply', async () => {
  const { kafila } = await runRoutes(
    `
- route:
    id: main
    from: { uri: direct:start, steps: [ { enrich: { constant: "direct:lookup", aggregationStrategy: joiner, aggregationStrategyMethodName: join } } ] }
${LOOKUP}`,
    { beans: { joiner: { join: (message: unknown, reply: unknown) => `${message} + ${reply}` } } },
  )
  expect(await kafila.request('direct:start', { body: 'x' })).toBe('x + found x')
})

test('completions of the request move to the message', async () => {
  const order: string[] = []
  const { kafila } = await runRoutes(
    `
- route:
    id: main
    from: { uri: direct:start, steps: [ { enrich: { constant: "direct:lookup" } }, { process: { ref: after } } ] }
- route:
    id: lookup
    from: { uri: direct:lookup, steps: [ { process: { ref: inside } } ] }
`,
    {
      beans: {
        inside: (exchange: { unit(): { add(completion: () => void): void } }) => exchange.unit().add(() => void order.push('completed')),
        after: () => void order.push('after'),
      },
    },
  )
  await kafila.send('direct:start', { body: 'x' })
  expect(order).toEqual(['after', 'completed'])
})

test('the name of a method means nothing to a strategy that is one already', async () => {
  const strategy = '#class:org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy'
  const { kafila } = await runRoutes(`
- route:
    id: main
    from: { uri: direct:start, steps: [ { enrich: { constant: "direct:lookup", aggregationStrategy: "${strategy}", aggregationStrategyMethodName: none } } ] }
${LOOKUP}`)
  expect(await kafila.request('direct:start', { body: 'x' })).toBe('x')
})
