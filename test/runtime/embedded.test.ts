import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import express from 'express'
import fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { createKafila, type KafilaOptions, mocks, StreamBody } from '../../src/index.ts'

const ROUTES = `
- rest:
    path: /orders
    get:
      - { path: "/{id}", to: "direct:get" }
    post:
      - { consumes: application/json, to: "direct:post" }
- from: { uri: direct:get, steps: [ { setBody: { simple: "order \${header.id} of \${header.CamelHttpPath}?\${header.CamelHttpQuery}" } } ] }
- from:
    uri: direct:post
    steps:
      - unmarshal: { json: {} }
      - setHeader: { name: CamelHttpResponseCode, constant: "201" }
      - setHeader: { name: Location, simple: "/orders/\${body[id]}" }
      - setBody: { simple: "got \${body[id]}" }
- from: { uri: "platform-http:/empty", steps: [ { setBody: { constant: "" } } ] }
- from: { uri: "platform-http:/fails", steps: [ { throwException: { exceptionType: java.lang.IllegalStateException, message: no } } ] }
- from: { uri: "platform-http:/stream", steps: [ { setBody: { method: { ref: stream } } } ] }
- from: { uri: "platform-http:/cookies", steps: [ { setHeader: { name: Set-Cookie, method: { ref: cookies } } }, { setBody: { constant: c } } ] }
- from: { uri: "platform-http:/slow", steps: [ { process: { ref: wait } }, { setBody: { constant: slow } } ] }
- from: { uri: "platform-http:/form", steps: [ { setBody: { simple: "\${body[name]} \${header.name}" } } ] }
`

/** Work that waits until somebody lets it go on. */
function gate() {
  let open = () => {}
  let entered = () => {}
  const opened = new Promise<void>(resolve => (open = resolve))
  const arrived = new Promise<void>(resolve => (entered = resolve))
  const wait = async () => {
    entered()
    await opened
  }
  return { wait, arrived, open: () => open() }
}

async function start(more: KafilaOptions = {}) {
  const gates = gate()
  const kafila = await createKafila({
    routes: [{ file: 'test.camel.yaml', text: ROUTES }],
    httpServer: false,
    beans: {
      wait: gates.wait,
      cookies: () => ['a=1', 'b=2'],
      stream: () => new StreamBody(Readable.from(['str', 'eam'], { objectMode: false })),
    },
    logger: { enabled: () => false, write: () => {} },
    ...more,
  })
  onTestFinished(() => kafila.stop({ timeoutMs: 100 }))
  await kafila.start()
  return { kafila, gates }
}

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  onTestFinished(() => void server.close().closeAllConnections())
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

type Fetch = (path: string, init?: RequestInit) => Promise<Response>

/** The same routes behind each kind of server, below the same paths. */
const SERVERS: Readonly<Record<string, (more?: KafilaOptions) => Promise<Fetch>>> = {
  async node(more) {
    const { kafila } = await start(more)
    const url = await listen(kafila.handler)
    return (path, init) => fetch(url + path, init)
  },
  async express(more) {
    const { kafila } = await start(more)
    const app = express()
    app.use(kafila.handler)
    const url = await listen(app)
    return (path, init) => fetch(url + path, init)
  },
  async fastify(more) {
    const { kafila } = await start(more)
    const app = fastify()
    app.register(async routes => {
      routes.removeAllContentTypeParsers()
      routes.addContentTypeParser('*', (_request, _payload, done) => done(null))
      routes.all('/*', (request, reply) => {
        reply.hijack()
        kafila.handler(request.raw, reply.raw)
      })
    })
    onTestFinished(() => app.close())
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    return (path, init) => fetch(url + path, init)
  },
  async fetch(more) {
    const { kafila } = await start(more)
    return (path, init) => kafila.fetch(new Request(`http://localhost:8080${path}`, init))
  },
}

test.each(Object.keys(SERVERS))('%s: requests are answered by routes, and by nothing else', async kind => {
  const ask = await SERVERS[kind]!()
  const got = await ask('/orders/7?x=1')
  expect([got.status, await got.text()]).toEqual([200, 'order 7 of /orders/7?x=1'])
  const posted = await ask('/orders', { method: 'POST', body: '{"id":9}', headers: { 'content-type': 'application/json' } })
  expect([posted.status, posted.headers.get('location'), await posted.text()]).toEqual([201, '/orders/9', 'got 9'])
  expect((await ask('/empty')).status).toBe(204)
  const failed = await ask('/fails')
  expect([failed.status, await failed.text()]).toEqual([500, ''])
  expect((await ask('/nowhere')).status).toBe(404)
  expect((await ask('/orders/7', { method: 'DELETE' })).status).toBe(405)
  expect((await ask('/orders', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } })).status).toBe(415)
  expect(await (await ask('/stream')).text()).toBe('stream')
  expect((await ask('/cookies')).headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  const head = await ask('/cookies', { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  const form = await ask('/form', { method: 'POST', body: new URLSearchParams({ name: 'Ada' }) })
  expect(await form.text()).toBe('Ada Ada')
})

test.each(Object.keys(SERVERS))('%s: a body beyond the bound is refused', async kind => {
  const ask = await SERVERS[kind]!({ properties: { 'camel.server.maxBodySize': '10' } })
  const headers = { 'content-type': 'application/json' }
  expect((await ask('/orders', { method: 'POST', body: JSON.stringify({ id: 'x'.repeat(100) }), headers })).status).toBe(413)
  expect((await ask('/orders', { method: 'POST', body: '{"id":9}', headers })).status).toBe(201)
})

test('in an app of Express others serve what no route has, and a prefix is taken off', async () => {
  const { kafila } = await start()
  const app = express()
  app.use('/api', kafila.handler)
  app.get('/health', (_, response) => void response.send('well'))
  app.get('/api/other', (_, response) => void response.send('other'))
  const url = await listen(app)
  expect(await (await fetch(`${url}/api/orders/1`)).text()).toContain('order 1')
  expect(await (await fetch(`${url}/health`)).text()).toBe('well')
  expect(await (await fetch(`${url}/api/other`)).text()).toBe('other')
  expect((await fetch(`${url}/api/orders/1`, { method: 'DELETE' })).status).toBe(405)
})

test('a body that a parser has read is taken where the bytes were kept, and told where not', async () => {
  const log: string[] = []
  const { kafila } = await start({ logger: { enabled: () => true, write: ({ message }) => void log.push(message) } })
  const app = express()
  const keep = (request: object, _: object, rawBody: Buffer) => void Object.assign(request, { rawBody })
  app.use('/parsed', express.json(), kafila.handler)
  app.use('/kept', express.json({ verify: keep }), kafila.handler)
  app.use('/raw', express.raw({ type: '*/*' }), kafila.handler)
  const url = await listen(app)
  const post = (path: string) =>
    fetch(`${url}${path}/orders`, { method: 'POST', body: '{"id":9}', headers: { 'content-type': 'application/json' } })
  expect(await (await post('/kept')).text()).toBe('got 9')
  expect(await (await post('/raw')).text()).toBe('got 9')
  expect((await post('/parsed')).status).toBe(500)
  expect(log.join('\n')).toContain('mount the handler before body parsers')
})

test('a stop waits for requests in flight, and answers others with 503; a start serves again', async () => {
  const { kafila, gates } = await start()
  const url = await listen(kafila.handler)
  const slow = [kafila.fetch(new Request('http://h/slow')), fetch(`${url}/slow`)]
  await gates.arrived
  await expect.poll(() => kafila.inFlight).toBe(2)
  const stopping = kafila.stop()
  await expect.poll(async () => (await kafila.fetch(new Request('http://h/orders/1'))).status).toBe(503)
  gates.open()
  for (const answer of slow) expect(await (await answer).text()).toBe('slow')
  await stopping
  expect((await kafila.fetch(new Request('http://h/orders/1'))).status).toBe(503)
  expect((await fetch(`${url}/orders/1`)).status).toBe(503)
  await kafila.start()
  expect((await kafila.fetch(new Request('http://h/orders/1'))).status).toBe(200)
})

test('a request that is aborted before it is answered rejects, and its exchange ends', async () => {
  const { kafila, gates } = await start()
  const abort = new AbortController()
  const asked = kafila.fetch(new Request('http://h/slow', { signal: abort.signal }))
  await gates.arrived
  abort.abort()
  await expect(asked).rejects.toThrow('aborted')
  gates.open()
  await expect.poll(() => kafila.inFlight).toBe(0)
})

test('no port is opened, and a runtime with a server of its own has no handler', async () => {
  const { kafila } = await start()
  expect(kafila.urls).toEqual([])
  const own = await createKafila()
  expect(() => own.handler).toThrow('httpServer: false')
  expect(() => own.fetch).toThrow('httpServer: false')
})

const TWO = `
- beans:
    - { name: seen, type: org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository }
- from:
    uri: platform-http:/count
    steps:
      - setVariable: { name: "global:last", simple: "last \${body}" }
      - idempotentConsumer: { simple: "\${body}", idempotentRepository: seen, steps: [ { to: "seda:queue" } ] }
      - setBody: { simple: "\${bean:who} {{name}}" }
- from: { uri: "seda:queue", steps: [ { to: "mock:seen" } ] }
`

test('two runtimes in one process share nothing: ports, beans, properties, stores, queues, variables, mocks, counts', async () => {
  const runtime = async (name: string) => {
    const kafila = await createKafila({
      routes: [{ file: 'two.camel.yaml', text: TWO }],
      properties: { name, 'camel.server.port': '0' },
      beans: { who: () => `I am` },
    })
    onTestFinished(() => kafila.stop())
    await kafila.start()
    return { kafila, url: kafila.urls[0]! }
  }
  const [one, two] = [await runtime('one'), await runtime('two')]
  expect(one.url).not.toBe(two.url)
  const post = async (url: string, body: string) => (await fetch(`${url}/count`, { method: 'POST', body })).text()
  expect(await post(one.url, 'a')).toBe('I am one')
  expect(await post(two.url, 'a')).toBe('I am two')
  expect(await post(two.url, 'b')).toBe('I am two')
  const seen = ({ kafila }: typeof one) =>
    mocks(kafila)
      .endpoint('seen')
      .received.map(({ body }) => String(body))
  await expect.poll(() => seen(two).length).toBe(2)
  await expect.poll(() => seen(one).length).toBe(1)
  const totals = ({ kafila }: typeof one) => [...kafila.routes.values()].map(route => route.total)
  expect([totals(one), totals(two)]).toEqual([
    [1, 1],
    [2, 2],
  ])
  expect([one.kafila, two.kafila].map(each => String(each.services.globals.get('last')))).toEqual(['last a', 'last b'])
  await one.kafila.stop()
  expect(await post(two.url, 'c')).toBe('I am two')
  await expect(fetch(one.url)).rejects.toThrow()
})
