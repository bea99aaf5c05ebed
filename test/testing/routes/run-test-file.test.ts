import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { builtInCatalog } from '../../../src/index.ts'
import { readTestFile, runTestFile } from '../../../src/testing/index.ts'

const ORDERS = `
- route:
    id: orders
    from:
      uri: kafka:orders?brokers=nowhere:9092
      steps:
        - choice:
            when:
              - simple: "\${body[total]} > 100"
                steps:
                  - to: { id: warehouse, uri: "kafka:warehouse", parameters: { brokers: "nowhere:9092" } }
            otherwise:
              steps:
                - toD: "http://shop.example/\${header.id}"
        - to: mock:end
`

/** What does not hold, of one test; its YAML stands below \`tests: [ { name: t\`. */
async function failures(routes: string, yaml: string, head = ''): Promise<string[]> {
  const { testFile, diagnostics } = readTestFile(
    `${head}tests:\n  - name: t\n${yaml.replaceAll(/^/gm, '    ')}\n`,
    't.yaml',
    builtInCatalog(),
  )
  expect(diagnostics).toEqual([])
  const tested = { routes: [{ file: 'routes.yaml', text: routes }], catalog: builtInCatalog() }
  const { results } = await runTestFile(testFile!, tested, { folder: '.' })
  return results[0]!.failures.map(({ message, expected, received }) => [message, expected, received].filter(Boolean).join(' | '))
}

test('a message comes in place of what a source would send, and mocks take what is sent', async () => {
  const yaml = `given: [ { route: orders, body: { total: 200 }, headers: { id: 7 } } ]
mocks: [ { endpoint: "kafka:*" } ]
expect:
  - { outcome: completed }
  - { endpoint: kafka:warehouse, messages: [ { body: { total: 200 }, headers: { id: 7 } } ] }
  - { endpoint: mock:end, count: 1 }
  - { endpoint: "http:*", never: true }`
  expect(await failures(ORDERS, yaml)).toEqual([])
  expect(await failures(ORDERS, yaml.replace('route: orders', 'to: kafka:orders'))).toEqual([])
})

test('what is otherwise than expected is told with both values', async () => {
  const yaml = `given: [ { route: orders, body: { total: 200 } } ]
mocks: [ { endpoint: "kafka:*" } ]
expect:
  - { outcome: failed }
  - { endpoint: kafka:warehouse, messages: [ { json: { total: 201 }, headers: { id: 7 } } ] }
  - { endpoint: mock:other }
  - { endpoint: mock:end, never: true }`
  const received = '(received: kafka://warehouse?brokers=nowhere:9092 1, mock://end 1)'
  expect(await failures(ORDERS, yaml)).toEqual([
    'outcome of message 1 | failed | completed',
    'kafka:warehouse, message 1: body.total | 201 | 200',
    'kafka:warehouse, message 1: header id | "7" | null',
    `mock:other: number of messages | at least 1 | 0 ${received}`,
    `mock:end: number of messages | 0 | 1 ${received}`,
  ])
})

test('an endpoint that leads outside and is not mocked makes the test fail, even where the route handles the failure', async () => {
  const handled = `- onException: { exception: [ java.lang.Throwable ], handled: { constant: "true" } }\n${ORDERS}`
  const yaml = 'given: [ { route: orders, body: { total: 2 }, headers: { id: 7 } } ]\nexpect: [ { outcome: completed } ]'
  expect(await failures(handled, yaml)).toEqual([
    'http://shop.example leads out of the process, and no mock stands for it: name it under mocks',
  ])
})

test('a mock answers, with body and headers', async () => {
  const yaml = `given: [ { route: orders, body: { total: 2 } } ]
mocks: [ { endpoint: "http://*", respond: { json: { ok: true }, headers: { CamelHttpResponseCode: 202 } } } ]
expect: [ { endpoint: mock:end, messages: [ { body: '{"ok":true}', headers: { CamelHttpResponseCode: 202 } } ] } ]`
  expect(await failures(ORDERS, yaml)).toEqual([])
})

const RETRY = `
- onException:
    exception: [ java.io.IOException ]
    redeliveryPolicy: { maximumRedeliveries: 3, redeliveryDelay: "60000" }
- from: { id: in, uri: "direct:in", steps: [ { to: "http://shop.example" }, { to: "mock:end" } ] }
`

test('a mock fails as often as it is told, and retries wait for no real clock', async () => {
  const yaml = (times: number) => `given: [ { to: direct:in } ]
mocks: [ { endpoint: "http:*", fail: { exception: java.net.ConnectException, message: no, times: ${times} } } ]
expect: [ { outcome: ${times > 3 ? 'failed, exception: java.io.IOException, message: no, code: KF_RUN_THROWN' : 'completed'} }, { endpoint: "http:*", count: ${Math.min(times, 3) + 1} } ]`
  const started = performance.now()
  expect(await failures(RETRY, yaml(3))).toEqual([])
  expect(await failures(RETRY, yaml(4))).toEqual([])
  expect(performance.now() - started).toBeLessThan(60_000)
})

test('with advance the clock moves on so far, not further', async () => {
  const yaml = (advance: string, outcome: string) => `given: [ { to: direct:in } ]
mocks: [ { endpoint: "http:*", fail: { exception: java.net.ConnectException, times: 1 } } ]
advance: ${advance}
expect: [ { outcome: ${outcome} } ]`
  expect(await failures(RETRY, yaml('59s', 'in-flight'))).toEqual([])
  expect(await failures(RETRY, yaml('60s', 'completed'))).toEqual([])
})

test('a mock takes its time, or hangs', async () => {
  const slow = (mock: string, outcome: string) => `given: [ { to: direct:in } ]
mocks: [ { endpoint: "http:*", ${mock} } ]
expect: [ { outcome: ${outcome} } ]`
  expect(await failures(RETRY, slow('delay: 3s', 'completed'))).toEqual([])
  expect(await failures(RETRY, slow('delay: 2h', 'in-flight'))).toEqual([])
  expect(await failures(RETRY, slow('hang: true', 'in-flight'))).toEqual([])
})

test('a step is mocked by its id, and what reaches it is seen', async () => {
  const yaml = `given: [ { route: orders, body: { total: 200 } } ]
mocks: [ { step: warehouse, fail: java.io.IOException } ]
expect: [ { outcome: failed, exception: java.io.IOException }, { step: warehouse, messages: [ { json: { total: 200 } } ] }, { endpoint: "mock:end", never: true } ]`
  expect(await failures(ORDERS, yaml)).toEqual([])
})

test('a mock gives what is polled, in the time that the route waits', async () => {
  const routes = '- from: { uri: "direct:in", steps: [ { pollEnrich: { constant: "file:in", timeout: "1000" } }, { to: "mock:end" } ] }'
  const yaml = (mock: string, body: string) => `given: [ { to: direct:in, body: before } ]
mocks: [ { endpoint: "file:*", ${mock} } ]
expect: [ { endpoint: mock:end, messages: [ { body: ${body} } ] } ]`
  expect(await failures(routes, yaml('respond: { body: polled }', 'polled'))).toEqual([])
  expect(await failures(routes, yaml('respond: { body: polled }, delay: 2s', 'null'))).toEqual([])
  expect(await failures(routes, 'given: [ { to: direct:in } ]\nexpect: [ { outcome: failed } ]')).toEqual([
    'file://in leads out of the process, and no mock stands for it: name it under mocks',
  ])
})

test('messages come at their times: a group is complete by its timeout or by its size', async () => {
  const routes = `
- from:
    uri: direct:in
    steps:
      - aggregate:
          correlationExpression: { constant: "a" }
          aggregationStrategy: "#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy"
          completionSize: 2
          completionTimeout: 60000
          steps: [ { to: "mock:end" } ]
`
  const yaml = (at: string, bodies: string) => `given: [ { to: direct:in, body: 1 }, { to: direct:in, body: 2, at: ${at} } ]
advance: 1d
expect: [ { endpoint: mock:end, messages: ${bodies} } ]`
  expect(await failures(routes, yaml('50s', '[ { body: [ 1, 2 ] } ]'))).toEqual([])
  expect(await failures(routes, yaml('70s', '[ { body: [ 1 ] }, { body: [ 2 ] } ]'))).toEqual([])
})

test('timers run on the clock of the test, unless a message comes in their place', async () => {
  const routes = '- from: { id: tick, uri: "timer:tick", parameters: { period: 3600000 }, steps: [ { to: "mock:end" } ] }'
  expect(await failures(routes, 'advance: 1d\nexpect: [ { endpoint: mock:end, count: 24 } ]')).toEqual([])
  expect(await failures(routes, 'given: [ { to: timer:tick } ]\nadvance: 1d\nexpect: [ { endpoint: mock:end, count: 1 } ]')).toEqual([])
})

test('a dead letter is told from a failure that is answered', async () => {
  const routes = (handler: string) => `${handler}
- from: { uri: "direct:in", steps: [ { throwException: { exceptionType: java.io.IOException, message: "no" } } ] }`
  const dead = '- errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead" } }'
  const answered = '- onException: { exception: [ java.io.IOException ], handled: { constant: "true" } }'
  const yaml = (outcome: string) =>
    `given: [ { to: direct:in } ]\nexpect: [ { outcome: ${outcome}, exception: java.io.IOException, message: "no" } ]`
  expect(await failures(routes(dead), yaml('dead-lettered'))).toEqual([])
  expect(await failures(routes(answered), yaml('completed'))).toEqual([])
  expect(await failures(routes(''), yaml('failed'))).toEqual([])
})

test('the source acknowledges what is completed or dead-lettered, and has again what failed', async () => {
  const routes = (handler: string, fail: boolean) => `${handler}
- from: { uri: "direct:in", steps: [ ${fail ? '{ throwException: { exceptionType: java.io.IOException, message: "no" } }' : '{ log: x }'} ] }`
  const dead = '- errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead" } }'
  const yaml = (outcome: string) => `given: [ { to: direct:in } ]\nexpect: [ { outcome: ${outcome} } ]`
  expect(await failures(routes('', false), yaml('acknowledged'))).toEqual([])
  expect(await failures(routes(dead, true), yaml('acknowledged'))).toEqual([])
  expect(await failures(routes('', true), yaml('given-back'))).toEqual([])
  expect(await failures(routes('', true), yaml('acknowledged'))).toEqual([
    'outcome of message 1 | acknowledged | failed: java.io.IOException: no',
  ])
  expect(await failures(routes(dead, true), yaml('given-back'))).toEqual([
    'outcome of message 1 | given-back | dead-lettered: java.io.IOException: no',
  ])
})

test('a mock fails with an error of the table, as the route and the expectation know it', async () => {
  const yaml = (fail: string, more: string) => `given: [ { to: direct:in } ]
mocks: [ { endpoint: "http:*", fail: ${fail} } ]
expect: [ { outcome: failed, ${more} } ]`
  const unreachable = '{ code: KF_CONN_UNREACHABLE, message: away }'
  expect(
    await failures(RETRY, yaml(unreachable, 'code: KF_CONN_UNREACHABLE, message: away, exception: java.net.ConnectException')),
  ).toEqual([])
  const asOther = '{ code: KF_CONN_UNREACHABLE, exception: java.lang.IllegalStateException }'
  expect(await failures(RETRY, yaml(asOther, 'code: KF_CONN_UNREACHABLE, exception: java.lang.IllegalStateException'))).toEqual([])
})

test('messages are compared in any order where that is said, each with one of its own', async () => {
  const routes = '- from: { uri: "direct:in", steps: [ { split: { expression: { simple: "${body}" }, steps: [ { to: "mock:end" } ] } } ] }'
  const yaml = (messages: string) => `given: [ { to: direct:in, body: [ { id: 1, a: x }, { id: 2, a: x } ] } ]
expect: [ { endpoint: mock:end, anyOrder: true, messages: ${messages} } ]`
  expect(await failures(routes, yaml('[ { json: { id: 2 } }, { json: { id: 1 } } ]'))).toEqual([])
  // the first fits both: the second needs the one that the first would take
  expect(await failures(routes, yaml('[ { json: { a: x } }, { json: { id: 1 } } ]'))).toEqual([])
  expect(await failures(routes, yaml('[ { json: { id: 1 } }, { json: { id: 1 } } ]'))).toEqual([
    'mock:end, in any order: 1 missing, 1 too many | number 2: {"json":{"id":1}} | {"id":2,"a":"x"}',
  ])
  expect(await failures(routes, yaml('[ { json: { id: 1 } } ]'))).toEqual([
    'mock:end, in any order: 1 too many | no other message | {"id":2,"a":"x"}',
  ])
  const three = '[ { json: { id: 1 } }, { json: { id: 3 } }, { json: { id: 2 } } ]'
  expect(await failures(routes, yaml(three))).toEqual([
    'mock:end, in any order: 1 missing | number 2: {"json":{"id":3}} | no other message',
  ])
})

test('in any order as many messages may come as a count says, and headers that are expected are told of those that came', async () => {
  const routes = '- from: { uri: "direct:in", steps: [ { split: { expression: { simple: "${body}" }, steps: [ { to: "mock:end" } ] } } ] }'
  const yaml = (expected: string) => `given: [ { to: direct:in, body: [ a, b, c ], headers: { kind: x } } ]
expect: [ { endpoint: mock:end, anyOrder: true, ${expected} } ]`
  expect(await failures(routes, yaml('count: 3, messages: [ c, a ]'))).toEqual([])
  expect(await failures(routes, yaml('count: 2, messages: [ c, a ]'))).toEqual([
    'mock:end: number of messages | 2 | 3 (received: direct://in 1, mock://end 3)',
  ])
  expect(await failures(routes, yaml('count: 3, messages: [ c, d ]'))).toEqual([
    'mock:end, in any order: 1 missing | number 2: {"body":"d"} | a\nb',
  ])
  expect(await failures(routes, yaml('messages: [ a, b, { body: c, headers: { kind: y, more: null } } ]'))).toEqual([
    'mock:end, in any order: 1 missing, 1 too many | number 3: {"body":"c","headers":{"kind":"y","more":null}} | c, headers {"kind":"x","more":null}',
  ])
})

const STEPS = `
- onException: { exception: [ java.io.IOException ], redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: "1000" } }
- route:
    id: in
    from:
      uri: timer:tick
      parameters: { period: 1000 }
      steps:
        - to: http://far.example
        - choice:
            id: choose
            when:
              - simple: "\${body} > 1"
                steps:
                  - setBody: { id: large, constant: large }
                  - to: { id: sent, uri: "mock:large" }
        - to: { id: last, uri: "mock:end" }
`

test('a message comes to a step, and goes on from there', async () => {
  const yaml = `given: [ { step: choose, body: 2 } ]
advance: 5s
expect:
  - { outcome: completed }
  - { endpoint: "http:*", never: true }
  - { step: sent, messages: [ large ] }
  - { endpoint: mock:end, messages: [ large ] }`
  expect(await failures(STEPS, yaml)).toEqual([])
  const inside = `given: [ { step: large, body: 0 } ]
expect: [ { endpoint: mock:large, messages: [ large ] }, { endpoint: mock:end, never: true }, { step: last, never: true } ]`
  expect(await failures(STEPS, inside)).toEqual([])
})

test('a message that comes to a step is under the error handling of its route', async () => {
  const yaml = (times: number, outcome: string) => `given: [ { step: last } ]
mocks: [ { step: last, fail: { exception: java.io.IOException, times: ${times} } } ]
expect: [ { outcome: ${outcome} }, { step: last, count: ${Math.min(3, times + 1)} } ]`
  expect(await failures(STEPS, yaml(2, 'acknowledged'))).toEqual([])
  expect(await failures(STEPS, yaml(3, 'given-back'))).toEqual([])
})

test('an endpoint that no route has is told, unless messages name endpoints', async () => {
  const yaml = `given: [ { step: last } ]
mocks: [ { endpoint: "https:*" } ]
expect: [ { endpoint: mock:larg, never: true }, { step: lsat, never: true } ]`
  expect(await failures(STEPS, yaml)).toEqual([
    'no step has the id lsat; did you mean last?',
    'no route has the endpoint https:*',
    'no route has the endpoint mock:larg; did you mean mock:large?',
  ])
  const dynamic = STEPS.replace('to: http://far.example', 'toD: "mock:${body}"')
  expect(await failures(dynamic, yaml.replace('lsat', 'last').replaceAll('step: last', 'step: sent'))).toEqual([
    expect.stringContaining('step sent: number of messages | 0 | 1'),
  ])
})

test('a route or step that there is not is told', async () => {
  const yaml = 'given: [ { route: order } ]\nmocks: [ { step: warehose } ]\nexpect: [ { outcome: completed } ]'
  expect(await failures(ORDERS, yaml)).toEqual([
    'no route has the id order; did you mean orders?',
    'no step has the id warehose; did you mean warehouse?',
  ])
})

test('properties of the test file are those of the routes', async () => {
  const routes = '- from: { uri: "direct:in", steps: [ { setBody: { constant: "{{a}}" } } ] }'
  const yaml = 'given: [ { to: direct:in } ]\nexpect: [ { reply: x } ]'
  expect(await failures(routes, yaml, 'properties: { a: x }\n')).toEqual([])
})

test('the routes are told of where they are wrong, and no test is run', async () => {
  const { testFile } = readTestFile('tests: [ { name: t, expect: [ { log: a } ] } ]', 't.yaml', builtInCatalog())
  const tested = {
    routes: [{ file: 'routes.yaml', text: '- from: { uri: "direct:in", steps: [ { too: "mock:a" } ] }' }],
    catalog: builtInCatalog(),
  }
  const { results, diagnostics } = await runTestFile(testFile!, tested, { folder: '.' })
  expect([results.length, diagnostics[0]!.code]).toEqual([0, 'KF_ROUTE_UNKNOWN_STEP'])
})

test('files beside the test file are sent and compared, and one that is not there makes the test fail', async () => {
  const routes = '- from: { uri: "direct:in", steps: [ { to: "mock:end" } ] }'
  const yaml = (file: string) => `given: [ { to: direct:in, file: package.json } ]
expect: [ { endpoint: mock:end, messages: [ { file: ${file} } ] } ]`
  expect(await failures(routes, yaml('package.json'))).toEqual([])
  expect(await failures(routes, yaml('tsconfig.json'))).toHaveLength(1)
  expect(await failures(routes, yaml('none.json'))).toEqual([expect.stringContaining('KF_FILES_NOT_FOUND')])
})

test('a body that is computed in other threads is waited for', async () => {
  const routes = `
- from:
    uri: direct:in
    steps:
      - marshal: { gzipDeflater: {} }
      - unmarshal: { gzipDeflater: {} }
      - to: kafka:out?brokers=nowhere:9092
`
  const yaml = `given: [ { to: direct:in, body: packed } ]
mocks: [ { endpoint: "kafka:*" } ]
expect: [ { endpoint: "kafka:out", messages: [ packed ] }, { outcome: completed } ]`
  expect(await failures(routes, yaml)).toEqual([])
})

test('with network: true endpoints without a mock are the real ones', async () => {
  const server = createServer((_, response) => setTimeout(() => response.end('from afar'), 50)).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const routes = `- from: { uri: "direct:in", steps: [ { to: "http://127.0.0.1:${port}" }, { to: "kafka:out?brokers=nowhere:9092" } ] }`
  const yaml = `given: [ { to: direct:in } ]
mocks: [ { endpoint: "kafka:*" } ]
expect: [ { endpoint: "kafka:out", messages: [ from afar ] }, { endpoint: "http:*", count: 1 } ]`
  expect(await failures(routes, yaml, 'network: true\n')).toEqual([])
  expect(await failures(routes, yaml)).toContain(
    `http://127.0.0.1:${port} leads out of the process, and no mock stands for it: name it under mocks`,
  )
})

const KAFKA_SOURCE = `apiVersion: camel.apache.org/v1
kind: Kamelet
metadata: { name: orders-source, labels: { camel.apache.org/kamelet.type: source } }
spec:
  definition: { title: Orders }
  template:
    from: { uri: "kafka:orders?brokers=nowhere:9092", steps: [ { setHeader: { name: of, constant: kamelet } }, { to: "kamelet:sink" } ] }
`

test('a source Kamelet is not started against the network, and messages come in its place or through it', async () => {
  const routes = '- route: { id: in, from: { uri: "kamelet:orders-source", steps: [ { to: "mock:end" } ] } }'
  const run = async (given: string, of: string) => {
    const text = `tests: [ { name: t, given: [ { ${given}, body: a } ], expect: [ { endpoint: "mock:end", messages: [ { body: a, headers: { of: ${of} } } ] } ] } ]`
    const { testFile } = readTestFile(text, 't.yaml', builtInCatalog())
    const files = [
      { file: 'routes.yaml', text: routes },
      { file: 'orders-source.kamelet.yaml', text: KAFKA_SOURCE },
    ]
    const { results } = await runTestFile(testFile!, { routes: files, catalog: builtInCatalog() }, { folder: '.' })
    return results[0]!.failures
  }
  expect(await run('route: in', 'null')).toEqual([])
  expect(await run('to: kafka:orders', 'kamelet')).toEqual([])
})

test('where everything is mocked no connection is made', async () => {
  let connections = 0
  const count = () => void (connections += 1)
  subscribe('net.client.socket', count)
  onTestFinished(() => void unsubscribe('net.client.socket', count))
  const yaml = `given: [ { route: orders, body: { total: 200 } } ]
mocks: [ { endpoint: "kafka:*", hang: true } ]
advance: 1d
expect: [ { outcome: in-flight } ]`
  expect([await failures(ORDERS, yaml), connections]).toEqual([[], 0])
})
