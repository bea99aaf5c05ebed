import { expect, test } from 'vitest'
import { createKafila } from '../../src/index.ts'
import { runRoutes } from '../../test/helpers/run-routes.ts'

test('sends to an endpoint among the beans', async () => {
  const got: unknown[] = []
  const orders = { sink: () => ({ send: (exchange: { body: unknown }) => void got.push(exchange.body), close() {} }) }
  const { kafila } = await runRoutes('- from: { uri: "direct:start", steps: [ { to: "ref:orders" } ] }', { beans: { orders } })
  await kafila.send('direct:start', { body: 1 })
  expect(got).toEqual([1])
})

test('what is no endpoint fails the start', async () => {
  const text = '- from: { uri: "direct:start", steps: [ { to: "ref:orders" } ] }'
  const kafila = await createKafila({ routes: [{ file: 't.yaml', text }], beans: { orders: {} } })
  await expect(kafila.start()).rejects.toMatchObject({ type: 'org.apache.camel.NoSuchEndpointException' })
})
