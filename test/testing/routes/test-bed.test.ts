import { expect, onTestFinished, test } from 'vitest'
import { direct, from, routeFile } from '../../../src/index.ts'
import { type TestBedOptions, testRoutes } from '../../../src/testing/index.ts'

const ROUTES = `- route:
    id: orders
    errorHandler: { deadLetterChannel: { deadLetterUri: "dlq:orders", redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 10m } } }
    from:
      uri: kafka:orders?brokers=nowhere:9092
      steps:
        - to: { id: warehouse, uri: "http://warehouse.example/orders" }
        - log: "sent \${body}"
`

async function bed(options: Partial<TestBedOptions> = {}) {
  const made = await testRoutes({ routes: [{ file: 'orders.camel.yaml', text: ROUTES }], ...options })
  onTestFinished(() => made.stop())
  return made
}

test('a message comes in place of what the source sends, and the mock answers', async () => {
  const { send, received, log } = bound(await bed({ mocks: [{ endpoint: 'http:*', respond: { body: 'taken' } }] }))
  const sent = await send({ route: 'orders', json: { id: 1 } })
  expect([sent.outcome, sent.exchange?.body]).toEqual(['completed', 'taken'])
  expect(received('http://warehouse.example/orders').map(({ body }) => body)).toEqual(['{"id":1}'])
  expect(log()).toEqual(['sent taken'])
})

test('the clock moves when the test says so: a message is in flight until its last attempt has failed', async () => {
  const made = await bed({ mocks: [{ endpoint: 'http:*', fail: 'java.net.ConnectException' }, { endpoint: 'dlq:*' }] })
  expect((await made.send({ route: 'orders', body: 'x' })).outcome).toBe('in-flight')
  await made.advance('10m')
  expect(made.sent[0]!.outcome).toBe('in-flight')
  await made.advance(600_000)
  expect(made.sent[0]).toMatchObject({ outcome: 'dead-lettered' })
  expect(made.received('http:*').length).toBe(3)
  expect(made.received('dlq:orders').length).toBe(1)
})

test('a mock may be a function, of an endpoint or of a step', async () => {
  const made = await bed({
    mocks: [
      {
        step: 'warehouse',
        respond: exchange => {
          exchange.body = `${exchange.body}!`
        },
      },
    ],
  })
  expect((await made.send({ route: 'orders', body: 'x' })).exchange?.body).toBe('x!')
  expect(made.receivedByStep('warehouse').map(({ body }) => body)).toEqual(['x'])
})

test('what leads out of the process without a mock fails and is told', async () => {
  const made = await bed({ mocks: [{ endpoint: 'dlq:*' }] })
  await made.send({ route: 'orders', body: 'x' })
  expect(made.unmocked).toEqual(['http://warehouse.example/orders'])
})

test('a day of a timer takes no time', async () => {
  const made = await testRoutes({
    routes: [{ file: 'a.yaml', text: '- from: { uri: "timer:t?period=60000&delay=60000", steps: [ { to: "mock:tick" } ] }\n' }],
  })
  onTestFinished(() => made.stop())
  await made.advance('24h')
  expect(made.received('mock:tick').length).toBe(1440)
})

test('routes in TypeScript are tested the same way', async () => {
  const made = await bed({ routes: [routeFile(from<string>(direct('greet')).setBody(name => `hello ${name}`))] })
  expect((await made.send({ to: 'direct:greet', body: 'Ada', pattern: 'InOut' })).exchange?.body).toBe('hello Ada')
})

test.each([
  [
    { mocks: [{ endpoint: 'http:*', fail: 'java.io.IOExeption' }] },
    /no exception is called java.io.IOExeption \(did you mean `java.io.IOException`\?\)/,
  ],
  [{ mocks: [{ step: 'nowhere' }] }, /no step has the id nowhere/],
  [{ routes: [{ file: 'a.yaml', text: '- form: {}' }] }, /a.yaml|form/],
])('mistakes are told: %#', async (options, message) => {
  await expect(bed(options as Partial<TestBedOptions>)).rejects.toThrow(message)
})

test('a message for a route that is not there is an error', async () => {
  const made = await bed()
  await expect(made.send({ route: 'nobody' })).rejects.toThrow('no route has the id nobody')
  await expect(made.send({})).rejects.toThrow('either to a route, to a step or to an endpoint')
})

function bound(made: Awaited<ReturnType<typeof bed>>) {
  return { send: made.send.bind(made), received: made.received.bind(made), log: () => made.log }
}
