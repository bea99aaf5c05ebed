import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createKafila, type Exchange, mocks, toText } from '../../src/index.ts'
import { newFolder, until } from '../helpers/run-routes.ts'
import { catalogueKamelets, errorsOf, reasonsOf, routeAround } from './kamelet-catalogue.ts'
import { REFUSED } from './refused-kamelets.ts'
import { catalogue, startedKamelets } from './start-kamelet.ts'

const kamelets = new Map(catalogueKamelets().map(each => [each.metadata.name, each]))

interface Smoke {
  readonly kamelet: string
  readonly parameters?: Readonly<Record<string, unknown>>
  /** What an action or a sink is sent; a source starts by itself. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, unknown>>
  /** Texts of what comes out; none where the message is filtered out. */
  readonly bodies: readonly string[]
  /** Headers of what comes out, null where it must not be there. */
  readonly has?: Readonly<Record<string, unknown>>
  /** What the remote was asked: method, path and body. */
  readonly asked?: readonly string[]
  /** What is in the log. */
  readonly logged?: RegExp
  /** The failure of the message. */
  readonly failure?: RegExp
}

const PERSON = '{"type":"record","name":"Person","fields":[{"name":"first","type":"string"}]}'
const PERSON_MESSAGE = 'message Person { required string first = 1; }'
/** A JSON node as text, which Camel writes with blanks. */
const node = (name: string, value: string) => `{\n  "${name}" : ${value}\n}`
const once = { period: 1, repeatCount: 1 }
const OFTEN = { period: 3_600_000 }
const REMOTE = 'http://remote'

/** One message for each Kamelet that runs here; those that filter have one that passes and one that does not. */
const SMOKES: readonly Smoke[] = [
  {
    kamelet: 'avro-serialize-action',
    parameters: { schema: PERSON },
    body: { first: 'Ada' },
    bodies: ['\u0006Ada'],
    has: { 'Content-Type': 'application/avro' },
  },
  {
    kamelet: 'avro-deserialize-action',
    parameters: { schema: PERSON },
    body: Buffer.from('06416461', 'hex'),
    bodies: [node('first', '"Ada"')],
  },
  {
    kamelet: 'protobuf-serialize-action',
    parameters: { schema: PERSON_MESSAGE },
    body: { first: 'Ada' },
    bodies: ['\n\u0003Ada'],
    has: { 'Content-Type': 'application/protobuf' },
  },
  {
    kamelet: 'protobuf-deserialize-action',
    parameters: { schema: PERSON_MESSAGE },
    body: Buffer.from('0a03416461', 'hex'),
    bodies: [node('first', '"Ada"')],
  },
  {
    kamelet: 'json-deserialize-action',
    body: '{"a":1}',
    headers: { 'Content-Type': 'application/json' },
    bodies: [node('a', '1')],
    has: { 'Content-Type': null },
  },
  { kamelet: 'json-serialize-action', body: { a: 1 }, bodies: ['{"a":1}'], has: { 'Content-Type': 'application/json' } },
  { kamelet: 'chuck-norris-source', parameters: OFTEN, bodies: ['a joke'], asked: ['GET /jokes/random '] },
  {
    kamelet: 'counter-source',
    parameters: { period: 1, start: 5, numbers: 3 },
    bodies: ['5', '6', '7'],
    has: { 'Content-Type': 'text/plain' },
  },
  { kamelet: 'cron-source', parameters: { schedule: '0/1 * * * * ?', message: 'tick' }, bodies: ['tick'] },
  { kamelet: 'timer-source', parameters: { ...once, message: 'hello' }, bodies: ['hello'], has: { 'Content-Type': 'text/plain' } },
  { kamelet: 'http-source', parameters: { ...OFTEN, url: `${REMOTE}/data` }, bodies: ['{"n":1}'], asked: ['GET /data '] },
  {
    kamelet: 'http-secured-source',
    parameters: {
      ...OFTEN,
      url: `${REMOTE}/secret`,
      authMethod: 'Basic',
      authUsername: 'u',
      authPassword: 'p',
      authenticationPreemptive: true,
    },
    bodies: ['welcome'],
    asked: ['GET /secret '],
  },
  {
    kamelet: 'wttrin-source',
    parameters: { ...OFTEN, wttrLocation: 'Rome', wttrLanguage: 'it' },
    bodies: ['{"temp_C":"20"}'],
    asked: ['GET /Rome?format=j1&lang=it '],
  },
  { kamelet: 'webhook-source', parameters: { subpath: 'hook' }, body: 'rung', bodies: ['rung'] },
  { kamelet: 'http-sink', parameters: { url: `${REMOTE}/echo` }, body: 'x', bodies: ['echo x'], asked: ['POST /echo x'] },
  {
    kamelet: 'http-secured-sink',
    parameters: {
      url: `${REMOTE}/secret`,
      method: 'PUT',
      authMethod: 'Basic',
      authUsername: 'u',
      authPassword: 'p',
      authenticationPreemptive: true,
    },
    body: 'x',
    bodies: ['welcome'],
    asked: ['PUT /secret x'],
  },
  {
    kamelet: 'ogcapi-features-action',
    parameters: { url: REMOTE, collection: 'lakes', limit: 2 },
    body: 'f=json',
    bodies: ['{"features":[{"id":1},{"id":2}]}'],
    asked: ['GET /collections/lakes/items?limit=2&bbox=-180,-90,180,90&&f=json '],
  },
  { kamelet: 'delay-action', parameters: { milliseconds: 1 }, body: 'x', bodies: ['x'] },
  { kamelet: 'throttle-action', parameters: { messages: 5 }, body: 'x', bodies: ['x'] },
  { kamelet: 'drop-header-action', parameters: { name: 'h1' }, headers: { h1: '1', h2: '2' }, bodies: [''], has: { h1: null, h2: '2' } },
  {
    kamelet: 'drop-headers-action',
    parameters: { pattern: 'h*', excludePattern: 'h2' },
    headers: { h1: '1', h2: '2' },
    bodies: [''],
    has: { h1: null, h2: '2' },
  },
  { kamelet: 'insert-header-action', parameters: { name: 'h1', value: '1' }, bodies: [''], has: { h1: '1' } },
  {
    kamelet: 'set-kafka-key-action',
    parameters: { headerName: 'id' },
    headers: { id: '7' },
    bodies: [''],
    has: { 'kafka.KEY': '7', id: '7' },
  },
  { kamelet: 'set-body-action', parameters: { value: 'new' }, body: 'old', bodies: ['new'] },
  { kamelet: 'has-header-filter-action', parameters: { name: 'h1', value: '1' }, headers: { h1: '1' }, bodies: [''] },
  { kamelet: 'has-header-filter-action', parameters: { name: 'h1' }, headers: { h2: '1' }, bodies: [] },
  { kamelet: 'header-matches-filter-action', parameters: { headerName: 'h1', regex: 'a.*' }, headers: { h1: 'abc' }, bodies: [''] },
  { kamelet: 'header-matches-filter-action', parameters: { headerName: 'h1', regex: 'a.*' }, headers: { h1: 'b' }, bodies: [] },
  { kamelet: 'topic-name-matches-filter-action', parameters: { regex: 'in-.*' }, headers: { 'kafka.TOPIC': 'in-orders' }, bodies: [''] },
  { kamelet: 'topic-name-matches-filter-action', parameters: { regex: 'in-.*' }, headers: { 'kafka.TOPIC': 'orders' }, bodies: [] },
  { kamelet: 'is-tombstone-filter-action', body: 'x', bodies: ['x'] },
  { kamelet: 'is-tombstone-filter-action', body: '', bodies: [] },
  { kamelet: 'predicate-filter-action', parameters: { expression: '@.a == 1' }, body: '[{"a":1}]', bodies: ['[{"a":1}]'] },
  { kamelet: 'predicate-filter-action', parameters: { expression: '@.a == 1' }, body: '[{"a":2}]', bodies: [] },
  // it stops what its expression is true for
  { kamelet: 'simple-filter-action', parameters: { expression: '$' + "{body} == 'x'" }, body: 'y', bodies: ['y'] },
  { kamelet: 'simple-filter-action', parameters: { expression: '$' + "{body} == 'x'" }, body: 'x', bodies: [] },
  { kamelet: 'json-schema-validator-action', parameters: { template: 'file:{{folder}}/schema' }, body: '{"a":1}', bodies: ['{"a":1}'] },
  {
    kamelet: 'json-schema-validator-action',
    parameters: { template: 'file:{{folder}}/schema' },
    body: '{"a":"1"}',
    bodies: [],
    failure: /./,
  },
  { kamelet: 'jsonata-action', parameters: { template: 'file:{{folder}}/sum' }, body: { a: 1, b: 2 }, bodies: ['3'] },
  { kamelet: 'mustache-template-action', parameters: { template: 'file:{{folder}}/hello' }, body: 'Ada', bodies: ['Hello Ada'] },
  { kamelet: 'log-action', parameters: { marker: 'seen' }, body: 'x', bodies: ['x'], logged: /Body: x/ },
  {
    kamelet: 'rest-openapi-sink',
    parameters: { specification: 'file:{{folder}}/api.json', operation: 'change', host: 'http://remote', clientRequestValidation: true },
    body: 'x',
    headers: { id: '7' },
    bodies: ['echo x'],
    asked: ['PUT /orders/7 x'],
  },
  {
    kamelet: 'caffeine-action',
    parameters: { cacheName: 'c' },
    body: 'kept',
    headers: { 'caffeine-key': 'k', 'caffeine-operation': 'PUT' },
    bodies: ['kept'],
    has: { CamelCaffeineActionSucceeded: true },
  },
  { kamelet: 'earthquake-source', bodies: ['{"id":1}', '{"id":2}'] },
  {
    kamelet: 'log-sink',
    parameters: { showHeaders: true },
    body: 'x',
    headers: { h1: '1' },
    bodies: ['x'],
    logged: /Headers: \{h1=1\}.*Body: x/,
  },
]

const ANSWERS: Readonly<Record<string, string>> = {
  '/jokes/random': '{"value":"a joke"}',
  '/data': '{"n":1}',
  '/Rome': '{"current_condition":[{"temp_C":"20"}]}',
  '/fdsnws/event/1/query': '{"metadata":{"generated":1700000000000},"features":[{"id":1},{"id":2}]}',
  '/collections/lakes/items': '{"features":[{"id":1},{"id":2}]}',
}

/** Files that Kamelets take their templates from. */
const FILES: Readonly<Record<string, string>> = {
  schema: '{"type":"object","properties":{"a":{"type":"integer"}}}',
  sum: 'a + b',
  hello: 'Hello {{body}}',
  'api.json': JSON.stringify({
    openapi: '3.0.3',
    paths: { '/orders/{id}': { put: { operationId: 'change', requestBody: { content: { 'text/plain': {} } } } } },
  }),
}

let server: Server
let remote: string
const asked: string[] = []

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = await textOf(request)
    const { pathname } = new URL(request.url!, remote)
    asked.push(`${request.method} ${request.url} ${body}`)
    if (pathname === '/secret' && request.headers.authorization !== `Basic ${btoa('u:p')}`) response.writeHead(401).end()
    else response.end(pathname === '/secret' ? 'welcome' : (ANSWERS[pathname] ?? `echo ${body}`))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  remote = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => server.close())

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

/** Runs a message through a Kamelet, with the remotes that it names stood for by the server of the test. */
async function run({ kamelet, parameters = {}, body, headers = {}, bodies }: Smoke) {
  const lines: string[] = []
  const folder = newFolder()
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text)
  const local = (text: string) =>
    text.replaceAll(/https:\/\/(api\.chucknorris\.io|wttr\.in|earthquake\.usgs\.gov)|http:\/\/remote/g, remote)
  const kafila = await createKafila({
    routes: [{ file: 'around.yaml', text: local(routeAround(kamelets.get(kamelet)!, parameters)) }],
    kamelets: name => {
      const found = catalogue.find(name)
      return found && { ...found, text: local(found.text) }
    },
    properties: { folder, 'camel.server.port': '0', 'camel.server.host': '127.0.0.1' },
    logger: { enabled: () => true, write: record => void (record.fromRoute && lines.push(record.message)) },
    env: {},
  })
  onTestFinished(() => kafila.stop({ timeoutMs: 500 }))
  asked.length = 0
  await kafila.start()
  const { received } = mocks(kafila).endpoint('end')
  let sent: Exchange | undefined
  if (kamelet.endsWith('-source')) {
    if (kafila.urls[0] !== undefined) await fetch(`${kafila.urls[0]}/hook`, { method: 'POST', body: String(body) })
    await until(() => received.length >= bodies.length)
  } else {
    sent = await kafila.send('direct:start', { body, headers }, 'InOut')
  }
  return { received, lines, exception: sent?.exception }
}

describe("the Kamelets of Apache's catalogue", () => {
  test('load with values for what they need, or are refused for what is missing here', async () => {
    const found: Record<string, number> = {}
    const usable: string[] = []
    for (const kamelet of kamelets.values()) {
      const errors = await errorsOf(kamelet, name => catalogue.find(name))
      if (errors.length === 0) usable.push(kamelet.metadata.name)
      for (const reason of reasonsOf(errors)) found[reason] = (found[reason] ?? 0) + 1
    }
    expect(found).toEqual(REFUSED)
    expect(usable).toEqual([...new Set([...SMOKES.map(each => each.kamelet), ...startedKamelets()])].sort())
  })

  test.each(SMOKES)('$kamelet does its work ($bodies.length come out)', async smoke => {
    const { received, lines, exception } = await run(smoke)
    if (smoke.failure === undefined) expect(exception).toBeUndefined()
    else expect(String(exception)).toMatch(smoke.failure)
    const seen = received.slice(0, Math.max(1, smoke.bodies.length)).map(each => (each.body === null ? '' : toText(each.body)))
    expect(seen).toEqual(smoke.bodies)
    for (const [name, value] of Object.entries(smoke.has ?? {})) expect(received[0]!.header(name) ?? null).toEqual(value)
    if (smoke.asked !== undefined) expect(asked.slice(0, 1)).toEqual(smoke.asked)
    if (smoke.logged !== undefined) expect(lines.join('\n')).toMatch(smoke.logged)
  })
})
