import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runTests } from '../../src/cli/actions/run-tests.ts'
import { canBeGiven, testOfSamples } from '../../src/cli/actions/test-of-samples.ts'
import { builtInCatalog, createKafila, tap } from '../../src/index.ts'
import type { Sample } from '../../src/observe/tap.ts'
import { readTestFile } from '../../src/testing/index.ts'
import { freePort } from '../helpers/free-port.ts'

const text = (body: string) => ({ headers: { id: 7, CamelTimerCounter: 1 }, bodyType: 'text' as const, body, cut: false })
const sample: Sample = {
  route: 'orders',
  exchangeId: 'x',
  pattern: 'InOnly',
  at: 0,
  durationMs: 1,
  outcome: 'completed',
  in: text('{"id":1}'),
  out: text('taken'),
  steps: [
    {
      id: 'to1',
      name: 'to',
      at: 0,
      durationMs: 1,
      endpoint: 'http://shop.example/orders?bridgeEndpoint=true',
      sent: text('sent'),
      body: { bodyType: 'text', body: 'taken', cut: false },
    },
    { id: 'to2', name: 'to', at: 0, durationMs: 1, endpoint: 'kafka:audit?brokers=x', failure: 'java.io.IOException: no broker: x' },
    { id: 'to3', name: 'to', at: 0, durationMs: 1, endpoint: 'direct:next' },
  ],
}

test('a test has the message, mocks of what led out with what they answered, and the end', () => {
  const file = testOfSamples(
    [sample, { ...sample, outcome: 'failed', failure: 'java.io.IOException: no', steps: [] }],
    ['routes/orders.camel.yaml'],
    uri => !uri.startsWith('direct'),
  )
  const { testFile, diagnostics } = readTestFile(file, 'orders.test.yaml', builtInCatalog())
  expect(diagnostics).toEqual([])
  const [first, second] = testFile!.tests
  expect(testFile!.routes).toEqual(['orders.camel.yaml'])
  expect(first!.given).toMatchObject([{ route: 'orders', json: { id: 1 }, headers: { id: 7 } }])
  expect(first!.given[0]!.headers).not.toHaveProperty('CamelTimerCounter')
  expect(first!.mocks).toMatchObject([
    { endpoint: 'http://shop.example/orders', respond: { body: 'taken' } },
    { endpoint: 'kafka:audit', fail: { exception: 'java.io.IOException', message: 'no broker: x' } },
  ])
  expect(first!.expect).toMatchObject([
    { outcome: 'completed' },
    { endpoint: 'http://shop.example/orders', messages: [{ body: 'sent' }] },
    { endpoint: 'kafka:audit', count: 1 },
    { reply: { body: 'taken' } },
  ])
  expect(second!.expect[0]).toMatchObject({ outcome: 'failed', exception: 'java.io.IOException' })
})

test('what is covered or cut is not held against', () => {
  const { expect: wanted } = readTestFile(
    testOfSamples([{ ...sample, out: text('password=xxxxx') }], ['a.yaml'], () => false),
    'a.test.yaml',
    builtInCatalog(),
  ).testFile!.tests[0]!
  expect(wanted.length).toBe(1)
})

/** A server for a test; gives its port. */
async function served(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(0, 'localhost', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

test('the tests that are made of traffic pass: answers, failures, dead letters, parts of a split, requests', {
  timeout: 30_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-samples-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const port = await served((request, response) => {
    response.statusCode = request.url!.startsWith('/broken') ? 500 : 200
    response.setHeader('X-Shop', 'open')
    response.end('{"taken": true}')
  })
  const text = `- route:
    id: orders
    errorHandler: { deadLetterChannel: { deadLetterUri: "file:${folder}/kept?fileName=kept", redeliveryPolicy: { maximumRedeliveries: 1, redeliveryDelay: 0 } } }
    from:
      uri: platform-http:/orders
      steps:
        - convertBodyTo: { type: String }
        - choice:
            when: [ { simple: "\${body} contains 'bad'", steps: [ { to: "http://localhost:${port}/broken?bridgeEndpoint=true" } ] } ]
            otherwise: { steps: [ { to: { uri: "http://localhost:${port}/shop", parameters: { bridgeEndpoint: true } } } ] }
        - setBody: { simple: "shop \${header.X-Shop}: \${body}" }
- route:
    id: parts
    from:
      uri: direct:parts
      steps:
        - split: { simple: "\${body}", steps: [ { toD: "file:${folder}/parts?fileName=\${body}" } ] }
- route:
    id: fails
    from:
      uri: direct:fails
      steps: [ { throwException: { exceptionType: java.io.IOException, message: no } } ]
`
  writeFileSync(join(folder, 'orders.camel.yaml'), text)
  const kafila = await createKafila({
    routes: [{ file: 'orders.camel.yaml', text }],
    properties: { 'camel.server.port': String(await freePort()) },
    logger: { enabled: () => false, write: () => undefined },
  })
  onTestFinished(() => kafila.stop({ timeoutMs: 500 }))
  await kafila.start()
  const samples: Sample[] = []
  onTestFinished(tap(kafila, { perSecond: 1000, most: 10_000, sample: each => void samples.push(each) }))
  const passed = async (count: number) => {
    await expect.poll(() => samples.length).toBe(count)
    // until the next sample is due
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  const url = `http://localhost:${kafila.properties.get('camel.server.port')}/orders`
  expect(await (await fetch(url, { method: 'POST', body: '{"id": 1}' })).text()).toBe('shop open: {"taken": true}')
  await passed(1)
  await fetch(url, { method: 'POST', body: 'bad' })
  await passed(2)
  await kafila.send('direct:parts', { body: ['a', 'b'] })
  await passed(3)
  await kafila.send('direct:fails', { body: 'x', headers: { password: 'abc' } })
  await passed(4)
  expect(samples.map(each => [each.route, each.outcome, canBeGiven(each)])).toEqual([
    ['orders', 'completed', true],
    ['orders', 'dead-lettered', true],
    ['parts', 'completed', true],
    ['fails', 'failed', true],
  ])
  const { connectors } = builtInCatalog()
  const file = testOfSamples(samples, ['orders.camel.yaml'], uri => connectors.get(/^[^:]*/.exec(uri)![0])?.inMemory !== true)
  writeFileSync(join(folder, 'orders.test.yaml'), file)
  let printed = ''
  const out = (more: string) => void (printed += more)
  const io = { out, err: out, cwd: folder, env: {}, colors: false, stdin: async () => '' }
  const code = await runTests({ arguments: ['orders.test.yaml'], options: {} }, io)
  expect([code, printed, file].join('\n')).toContain('4 tests: 4 passed')
  expect(file).not.toContain('abc')
})

test('where one endpoint gave several answers, what came of them is not held against', () => {
  const [to] = sample.steps!
  const answers = ['a', 'b'].map(body => ({ ...to!, body: { bodyType: 'text' as const, body, cut: false } }))
  const file = testOfSamples([{ ...sample, steps: answers }], ['a.yaml'], () => true)
  const [made] = readTestFile(file, 'a.test.yaml', builtInCatalog()).testFile!.tests
  expect(made!.mocks).toMatchObject([{ respond: { body: 'a' } }])
  expect(made!.expect).toMatchObject([{ outcome: 'completed' }, { messages: [{ body: 'sent' }, { body: 'sent' }] }])
})
