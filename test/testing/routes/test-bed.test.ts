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

const SPLIT = '- from: { uri: "direct:in", steps: [ { split: { expression: { simple: "${body}" }, steps: [ { to: "mock:end" } ] } } ] }'

const splitBed = () => bed({ routes: [{ file: 'split.camel.yaml', text: SPLIT }] })

/** The failure of a call, as text; nothing where there is none. */
function failure(call: () => void): string | undefined {
  try {
    call()
  } catch (error) {
    return `${(error as { code: string }).code} ${(error as Error).message}`
  }
  return undefined
}

test('a mock that answers with what a test file cannot say is refused', async () => {
  const mocks = [{ endpoint: 'http:*', respond: { body: Buffer.from('x') } }]
  await expect(bed({ mocks })).rejects.toMatchObject({
    code: 'KF_TEST_FILE',
    message: expect.stringContaining('body: bytes cannot be said'),
  })
})

test('messages, outcomes, replies and logs are expected as in a test file', async () => {
  const made = await bed({ mocks: [{ endpoint: 'http:*', respond: { body: 'taken' } }] })
  await made.send({ route: 'orders', json: { id: 1 }, headers: { kind: 'x' } })
  await made.send({ route: 'orders', json: { id: 2 } })
  made.expect({ endpoint: 'http:*', messages: [{ json: { id: 1 }, headers: { kind: 'x' } }, '{"id":2}'] })
  made.expect({ step: 'warehouse', count: 2 })
  made.expect({ endpoint: 'dlq:orders', never: true })
  made.expect({ outcome: 'completed', of: 2 })
  made.expect({ reply: 'taken', of: 2 })
  made.expect({ log: 'sent taken', count: 2 })
  expect(
    failure(() => made.expect({ endpoint: 'http:*', messages: ['{"id":2}', '{"id":1}'] })),
  ).toBe(`KF_TEST_EXPECT http:*, message 1: body
  expected "{\\"id\\":2}"
  received "{\\"id\\":1}"
http:*, message 2: body
  expected "{\\"id\\":1}"
  received "{\\"id\\":2}"`)
  expect(failure(() => made.expect({ outcome: 'failed' }))).toBe(
    'KF_TEST_EXPECT outcome of message 1\n  expected failed\n  received completed',
  )
})

test('an expectation that is wrong in itself is told, and where it was called', async () => {
  const made = await splitBed()
  await made.send({ to: 'direct:in', body: ['a'] })
  expect(failure(() => made.expect({ endpoint: 'mock:edn', never: true }))).toBe(
    'KF_TEST_FILE no route has the endpoint mock:edn; did you mean mock:end?',
  )
  expect(failure(() => made.expect({ outcome: 'completed', of: 2 }))).toBe('KF_TEST_FILE there is no given message 2: 1 are given')
  expect(failure(() => made.expect({ endpoint: 'mock:end', messages: [{ body: Buffer.from('a') }] }))).toBe(
    'KF_TEST_FILE body: bytes cannot be said here: give a file, or look at what has arrived',
  )
  expect(failure(() => made.expect({ endpoint: 'mock:end', anyOrder: true }))).toContain('there are no messages whose order would count')
  // @ts-expect-error: there is no such option
  expect(failure(() => made.expect({ endpoint: 'mock:end', message: ['a'], mesages: ['a'] }))).toContain('did you mean `messages`?')
  let stack = ''
  try {
    made.expect({ endpoint: 'mock:end', count: 7 })
  } catch (error) {
    stack = (error as Error).stack!
  }
  expect(stack.split('\n').find(line => line.includes(' at '))).toContain('test-bed.test.ts')
})

test('in any order the messages are compared as a multiset: no other one passes for them', async () => {
  const words = ['a', 'b', 'c']
  const ofLength = (length: number): string[][] =>
    length === 0 ? [[]] : ofLength(length - 1).flatMap(list => words.map(word => [...list, word]))
  const lists = [1, 2, 3].flatMap(ofLength)
  const sorted = (list: readonly string[]) => [...list].sort().join()
  for (const came of lists.filter(list => sorted(list) === list.join())) {
    const made = await splitBed()
    await made.send({ to: 'direct:in', body: came })
    const passed = lists.filter(messages => failure(() => made.expect({ endpoint: 'mock:end', messages, anyOrder: true })) === undefined)
    expect(passed).toEqual(lists.filter(list => sorted(list) === sorted(came)))
    const inOrder = lists.filter(messages => failure(() => made.expect({ endpoint: 'mock:end', messages })) === undefined)
    expect(inOrder).toEqual([came])
  }
  const made = await splitBed()
  await made.send({ to: 'direct:in', body: ['a', 'b', 'b'] })
  expect(failure(() => made.expect({ endpoint: 'mock:end', messages: ['b', 'a', 'a', 'c'], anyOrder: true }))).toBe(
    `KF_TEST_EXPECT mock:end, in any order: 2 missing, 1 too many
  expected number 3: {"body":"a"}
           number 4: {"body":"c"}
  received b`,
  )
})
