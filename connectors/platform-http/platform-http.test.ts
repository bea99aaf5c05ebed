import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createKafila, type Kafila } from '../../src/index.ts'

let kafila: Kafila | undefined

afterEach(async () => {
  await kafila?.stop({ timeoutMs: 1000 })
  kafila = undefined
})

interface Options {
  readonly properties?: Readonly<Record<string, string>>
  readonly beans?: Readonly<Record<string, unknown>>
  readonly maxInFlight?: number
}

/** Starts routes on a free port; gives the port. */
async function serve(text: string, options: Options = {}): Promise<number> {
  kafila = await createKafila({
    routes: [{ file: 'server.yaml', text }],
    logger: { enabled: () => false, write() {} },
    ...options,
    properties: { 'camel.server.port': '0', 'camel.server.host': '127.0.0.1', ...options.properties },
  })
  await kafila.start()
  return Number(new URL(kafila.urls[0]!).port)
}

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

interface Call {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  readonly agent?: Agent
}

async function call(port: number, path: string, { method, headers, body, agent }: Call = {}): Promise<Answer> {
  const sent = request({
    port,
    path,
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...headers, ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }) },
    ...(agent && { agent }),
  })
  sent.end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return { status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks).toString() }
}

/** A bean that holds exchanges until they are let go. */
function gate() {
  const waiting: (() => void)[] = []
  let arrived: (() => void) | undefined
  return {
    process: () =>
      new Promise<void>(resolve => {
        waiting.push(resolve)
        arrived?.()
      }),
    get count() {
      return waiting.length
    },
    async arrivals(count: number) {
      while (waiting.length < count) await new Promise<void>(resolve => (arrived = resolve))
    },
    open() {
      for (const resolve of waiting.splice(0)) resolve()
    },
  }
}

const HELD = `
- route:
    from:
      uri: platform-http:/held
      steps:
        - process: { ref: gate }
        - setBody: { constant: done }
`

describe('platform-http', () => {
  test('passes the bytes of a body on as they came', async () => {
    const port = await serve('- from: { uri: platform-http:/echo, steps: [ { setHeader: { name: seen, constant: "1" } } ] }')
    const body = '{"a": 1,\n "b":  "ü"}'
    const answer = await call(port, '/echo', { body, headers: { 'Content-Type': 'application/json' } })
    expect(answer).toMatchObject({ status: 200, body, headers: { 'content-type': 'application/json', seen: '1' } })
  })

  test('takes no header of Camel from a client', async () => {
    const port = await serve('- from: { uri: platform-http:/x, steps: [ { setBody: { constant: fine } } ] }')
    const answer = await call(port, '/x?CamelHttpResponseCode=500', { headers: { CamelHttpResponseCode: '500' } })
    expect(answer).toMatchObject({ status: 200, body: 'fine' })
  })

  test('does not return the headers by which clients prove who they are, however they are spelled', async () => {
    const port = await serve('- from: { uri: platform-http:/x, steps: [ { setBody: { constant: fine } } ] }')
    const { headers } = await call(port, '/x', { headers: { authorization: 'Bearer secret', COOKIE: 'id=1', 'X-Own': 'yes' } })
    expect(headers['authorization']).toBeUndefined()
    expect(headers['cookie']).toBeUndefined()
    expect(headers['x-own']).toBe('yes')
  })

  test('answers 413 for a body that is too large, whether or not its length is announced', async () => {
    const port = await serve('- from: { uri: platform-http:/x, steps: [ { setBody: { constant: fine } } ] }', {
      properties: { 'camel.server.maxBodySize': '10' },
    })
    expect(await call(port, '/x', { body: '0123456789' })).toMatchObject({ status: 200 })
    expect(await call(port, '/x', { body: '0123456789a' })).toMatchObject({ status: 413, body: 'Request Entity Too Large' })
    const chunked = request({ port, path: '/x', method: 'POST' })
    chunked.write('0123456789')
    chunked.end('a')
    const [response] = (await once(chunked, 'response')) as [IncomingMessage]
    expect(response.statusCode).toBe(413)
    response.resume()
  })

  test('answers 503 with Retry-After when as many requests wait as may', async () => {
    const held = gate()
    const port = await serve(HELD, { beans: { gate: held }, maxInFlight: 1, properties: { 'camel.server.maxWaiting': '1' } })
    const first = call(port, '/held')
    await held.arrivals(1)
    // whichever comes first waits, the other one is answered at once
    const others = [call(port, '/held'), call(port, '/held')]
    const refused = await Promise.race(others)
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
    held.open()
    expect(await first).toMatchObject({ status: 200, body: 'done' })
    await held.arrivals(1)
    held.open()
    const statuses = (await Promise.all(others)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 503])
  })

  test('finishes requests in flight when it stops, takes no new connection, and closes kept ones', async () => {
    const held = gate()
    const port = await serve(HELD, { beans: { gate: held } })
    const agent = new Agent({ keepAlive: true })
    const answer = call(port, '/held', { agent })
    await held.arrivals(1)
    const stopped = kafila!.stop({ timeoutMs: 5000 })
    await expect
      .poll(() =>
        call(port, '/held').then(
          () => 'taken',
          error => error.code,
        ),
      )
      .toBe('ECONNREFUSED')
    held.open()
    expect(await answer).toMatchObject({ status: 200, body: 'done', headers: { connection: 'close' } })
    await stopped
    agent.destroy()
  })

  test('can be started again after a stop', async () => {
    const port = await serve('- from: { uri: platform-http:/x, steps: [ { setBody: { constant: fine } } ] }')
    expect(await call(port, '/x')).toMatchObject({ status: 200 })
    await kafila!.stop({ timeoutMs: 1000 })
    await kafila!.start()
    const again = Number(new URL(kafila!.urls.at(-1)!).port)
    const ports = kafila!.urls.map(url => Number(new URL(url).port))
    const answers = await Promise.allSettled(ports.map(each => call(each, '/x')))
    expect(again).toBeGreaterThan(0)
    expect(answers.some(each => each.status === 'fulfilled' && each.value.status === 200)).toBe(true)
  })

  test('goes on with the route when the client goes away, and drops the answer', async () => {
    const held = gate()
    const port = await serve(HELD, { beans: { gate: held } })
    const client = connect(port, '127.0.0.1')
    client.write('GET /held HTTP/1.1\r\nHost: x\r\n\r\n')
    await held.arrivals(1)
    client.destroy()
    held.open()
    const { total } = kafila!.routes.get('route1')!
    await expect.poll(() => kafila!.routes.get('route1')!.total).toBe(total + 1)
    const other = call(port, '/held')
    await held.arrivals(1)
    held.open()
    expect(await other).toMatchObject({ status: 200 })
  })

  const ECHO = '- from: { uri: platform-http:/x, steps: [ { transform: { simple: "got ${body}" } } ] }'

  test.each([
    ['together with its head', (head: string) => [`${head}abcdefghij`]],
    ['behind its head', (head: string) => [head, 'abcdefghij']],
    ['in pieces', (head: string) => [`${head}abc`, 'def', 'ghij']],
  ])('reads a body that comes %s, and the next request behind it', async (_, pieces) => {
    const port = await serve(ECHO)
    const client = connect(port, '127.0.0.1').setNoDelay().setEncoding('utf8')
    let text = ''
    client.on('data', chunk => {
      text += chunk
    })
    for (const answers of [1, 2]) {
      for (const piece of pieces('POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n')) {
        client.write(piece)
        // another request passes, so that the piece has been read by itself
        expect(await call(port, '/x')).toMatchObject({ status: 200 })
      }
      await expect.poll(() => text.split('got abcdefghij').length - 1).toBe(answers)
    }
    client.destroy()
  })

  test('answers requests that a client sends without waiting, in their order', async () => {
    const port = await serve(ECHO)
    const client = connect(port, '127.0.0.1').setEncoding('utf8')
    const bodies = ['first', 'second', 'x'.repeat(300_000), 'last']
    client.write(bodies.map(body => `POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`).join(''))
    let text = ''
    client.on('data', chunk => {
      text += chunk
    })
    await expect.poll(() => text.endsWith('got last')).toBe(true)
    const [before, ...answers] = text.split(/HTTP\/1\.1 200 [\s\S]*?\r\n\r\n/)
    expect(before).toBe('')
    expect(answers.map(answer => answer.slice(4) === bodies.shift())).toEqual([true, true, true, true])
    client.destroy()
  })

  test('closes a connection at once whose request is answered, when it stops', async () => {
    const port = await serve(ECHO)
    const agent = new Agent({ keepAlive: true })
    expect(await call(port, '/x', { body: 'abc', agent })).toMatchObject({ body: 'got abc' })
    const begun = performance.now()
    await kafila!.stop({ timeoutMs: 60_000 })
    expect(performance.now() - begun).toBeLessThan(4000)
    agent.destroy()
  })

  test('starts no exchange for a client that goes away before it has sent its body', async () => {
    const port = await serve('- from: { uri: platform-http:/x, steps: [ { setBody: { constant: fine } } ] }')
    const client = connect(port, '127.0.0.1')
    client.write('POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc')
    await call(port, '/x')
    client.destroy()
    await call(port, '/x')
    expect(kafila!.routes.get('route1')!.total).toBe(2)
  })

  test('answers a header with a line break with 500 instead of splitting the answer', async () => {
    const port = await serve(
      '- from: { uri: platform-http:/x, steps: [ { setHeader: { name: X-Bad, constant: "a\\r\\nSet-Cookie: b=c" } }, { setBody: { constant: x } } ] }',
    )
    const answer = await call(port, '/x')
    expect(answer).toMatchObject({ status: 500, body: 'Internal Server Error' })
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  test('refuses an option that it does not know, a path without slash and an unknown method at the start', async () => {
    const start = (uri: string) => serve(`- from: { uri: "${uri}", steps: [ { setBody: { constant: x } } ] }`)
    await expect(start('platform-http:/x?nosuch=1')).rejects.toThrow('nosuch')
    await expect(start('platform-http:x')).rejects.toThrow('Path must start with /')
    await expect(start('platform-http:/x?httpMethodRestrict=FETCH')).rejects.toThrow('FETCH is no HTTP method')
  })

  test('says which address it cannot listen on', async () => {
    const port = await serve('- from: { uri: platform-http:/x, steps: [ { setBody: { constant: x } } ] }')
    const other = await createKafila({
      routes: [{ file: 'other.yaml', text: '- from: { uri: platform-http:/y, steps: [ { setBody: { constant: y } } ] }' }],
      properties: { 'camel.server.port': String(port), 'camel.server.host': '127.0.0.1' },
    })
    await expect(other.start()).rejects.toMatchObject({ code: 'KF_HTTP_LISTEN', type: 'java.net.BindException' })
    await other.stop({ timeoutMs: 100 })
  })
})
