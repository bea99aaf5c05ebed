import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { createKafila, type Exchange, isByteSource, type Kafila, type MessageInput, StreamBody, systemClock } from '../../src/index.ts'

let kafila: Kafila | undefined
const servers: Server[] = []

afterEach(async () => {
  await kafila?.stop({ timeoutMs: 1000 })
  kafila = undefined
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function server(listener: RequestListener): Promise<number> {
  const made = createServer(listener)
  servers.push(made)
  made.listen(0, '127.0.0.1')
  await once(made, 'listening')
  return (made.address() as AddressInfo).port
}

/** A server that answers with what it was asked. */
function echo(seen: string[] = []): Promise<number> {
  return server(async (request, response) => {
    const line = `${request.method} ${request.url} [${await text(request)}]`
    seen.push(line)
    response.end(line)
  })
}

async function open(uri: string, parameters: Record<string, unknown> = {}, waits: number[] = []): Promise<void> {
  const clock = {
    ...systemClock,
    sleep: (ms: number) => {
      waits.push(ms)
      return Promise.resolve()
    },
  }
  const route = JSON.stringify([{ route: { from: { uri: 'direct:start', steps: [{ to: { uri, parameters } }] } } }])
  kafila = await createKafila({ routes: [{ file: 'http.yaml', text: route }], logger: { enabled: () => false, write() {} }, clock })
  await kafila.start()
}

async function send(message: MessageInput = {}): Promise<Exchange> {
  const exchange = await kafila!.send('direct:start', message, 'InOut')
  if (exchange.exception !== undefined) throw exchange.exception
  return exchange
}

async function bodyOf(message: MessageInput = {}): Promise<string> {
  const { body } = await send(message)
  if (!isByteSource(body)) return String(body)
  await body.load()
  return body.bytes!.toString()
}

describe('http', () => {
  test('chooses the method by query and body, and drops the body of a GET', async () => {
    const port = await echo()
    await open(`http:127.0.0.1:${port}/a`)
    expect(await bodyOf()).toBe('GET /a []')
    expect(await bodyOf({ body: 'x' })).toBe('POST /a [x]')
    expect(await bodyOf({ body: 'x', headers: { CamelHttpQuery: 'q=1' } })).toBe('GET /a?q=1 []')
    expect(await bodyOf({ body: 'x', headers: { CamelHttpMethod: 'put' } })).toBe('PUT /a [x]')
  })

  test('sends an option of the server as often as it is given', async () => {
    const port = await echo()
    await open(`http://127.0.0.1:${port}/a?tag=1&x=2&tag=3`)
    expect(await bodyOf()).toBe('GET /a?tag=1&tag=3&x=2 []')
  })

  test('turns a status that is not good into a failure that holds the whole answer', async () => {
    const port = await server((_, response) => response.writeHead(404, { 'X-Why': 'gone' }).end('no such order'))
    await open(`http:127.0.0.1:${port}/a`)
    await expect(send({ body: 'x' })).rejects.toMatchObject({
      code: 'KF_HTTP_FAILED',
      type: 'org.apache.camel.http.base.HttpOperationFailedException',
      retryable: false,
      details: { statusCode: 404, statusText: 'Not Found', responseBody: 'no such order', responseHeaders: { 'X-Why': 'gone' } },
    })
  })

  test('takes a text as one line of a header, so that none can be smuggled in', async () => {
    const port = await server((request, response) => response.end(JSON.stringify(request.headers)))
    await open(`http:127.0.0.1:${port}/a`)
    const headers = JSON.parse(await bodyOf({ headers: { 'X-Text': 'a\r\nX-Evil: 1' } }))
    expect(headers['x-text']).toBe('a  X-Evil: 1')
    expect(headers['x-evil']).toBeUndefined()
  })

  test('keeps connections, and opens no more to one server than allowed', async () => {
    let open_ = 0
    let most = 0
    const port = await server((_, response) => response.end('x'))
    servers[0]!.on('connection', socket => {
      most = Math.max(most, ++open_)
      socket.on('close', () => open_--)
    })
    await open(`http:127.0.0.1:${port}/a`, { connectionsPerRoute: 2 })
    await Promise.all(Array.from({ length: 20 }, () => send()))
    expect(most).toBe(2)
  })

  test('asks a busy server once more, after the time that it says', async () => {
    const seen: string[] = []
    const port = await server(async (request, response) => {
      seen.push(await text(request))
      if (seen.length === 1) response.writeHead(503, { 'Retry-After': '7' }).end()
      else response.end('at last')
    })
    const waits: number[] = []
    await open(`http:127.0.0.1:${port}/a`, {}, waits)
    expect(await bodyOf({ body: 'order' })).toBe('at last')
    expect(seen).toEqual(['order', 'order'])
    expect(waits).toEqual([7000])
  })

  test('does not send a stream that was passed on unread a second time', async () => {
    let calls = 0
    const port = await server((request, response) => {
      calls += 1
      request.resume().on('end', () => response.writeHead(503).end())
    })
    await open(`http:127.0.0.1:${port}/a`)
    const { Readable } = await import('node:stream')
    await expect(send({ body: new StreamBody(Readable.from([Buffer.from('once')])) })).rejects.toMatchObject({
      details: { statusCode: 503 },
    })
    expect(calls).toBe(1)
  })

  test('gives credentials only when it is asked for them, unless told to give them at once', async () => {
    const seen: (string | undefined)[] = []
    const guard = (request: IncomingMessage, response: ServerResponse) => {
      seen.push(request.headers.authorization)
      if (request.headers.authorization === undefined) response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"' }).end()
      else response.end('in')
    }
    const port = await server(guard)
    const basic = `Basic ${Buffer.from('u:p').toString('base64')}`
    await open(`http:127.0.0.1:${port}/a`, { authUsername: 'u', authPassword: 'p' })
    expect(await bodyOf()).toBe('in')
    expect(seen.splice(0)).toEqual([undefined, basic])
    await kafila!.stop()
    await open(`http:127.0.0.1:${port}/a`, { authUsername: 'u', authPassword: 'p', authenticationPreemptive: true })
    expect(await bodyOf()).toBe('in')
    expect(seen).toEqual([basic])
  })

  test('follows redirects where told, and takes no credentials to another server', async () => {
    const seen: (string | undefined)[] = []
    const other = await server((request, response) => {
      seen.push(request.headers.authorization)
      response.end(`${request.method} there`)
    })
    const port = await server((_, response) => response.writeHead(303, { Location: `http://127.0.0.1:${other}/x` }).end())
    await open(`http:127.0.0.1:${port}/a`, { followRedirects: true })
    expect(await bodyOf({ body: 'x', headers: { Authorization: 'Token mine' } })).toBe('GET there')
    expect(seen).toEqual([undefined])
  })

  test('gives up on redirects without end', async () => {
    const port = await server((_, response) => response.writeHead(302, { Location: '/again' }).end())
    await open(`http:127.0.0.1:${port}/a`, { followRedirects: true })
    await expect(send()).rejects.toThrow('Maximum redirects (50) exceeded')
  })

  test('sends back the cookies of its server, to no other path than theirs', async () => {
    const port = await server((request, response) => {
      response.setHeader('Set-Cookie', ['id=1; Path=/a', 'gone=1; Max-Age=0', 'foreign=1; Domain=example.com'])
      response.end(String(request.headers.cookie))
    })
    await open(`http:127.0.0.1:${port}/a`)
    expect(await bodyOf()).toBe('undefined')
    expect(await bodyOf()).toBe('id=1')
    expect(await bodyOf({ headers: { CamelHttpUri: `http://127.0.0.1:${port}/b` } })).toBe('undefined')
  })

  test('decompresses an answer, and says nothing of its compression', async () => {
    const port = await server((_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('hello')))
    await open(`http:127.0.0.1:${port}/a`)
    const exchange = await send()
    expect(String((exchange.body as StreamBody).bytes)).toBe('hello')
    expect(exchange.header('Content-Encoding')).toBeUndefined()
  })

  test('passes an answer of more than 10 MiB on as a stream, whole', async () => {
    const size = 11 * 1024 * 1024
    const port = await server((_, response) => response.end(Buffer.alloc(size, 97)))
    await open(`http:127.0.0.1:${port}/a`)
    const body = (await send()).body as StreamBody
    expect(body.bytes).toBeUndefined()
    await body.load()
    expect(body.bytes!.length).toBe(size)
  })

  test('fails when no answer comes in time', async () => {
    const port = await server(() => undefined)
    await open(`http:127.0.0.1:${port}/a`, { responseTimeout: 30 })
    await expect(send()).rejects.toMatchObject({ type: 'java.net.SocketTimeoutException', message: 'Read timed out', retryable: true })
  })

  test('fails when the answer breaks off', async () => {
    const port = await server((_, response) => {
      response.writeHead(200, { 'Content-Length': '100' })
      response.write('abc', () => response.destroy())
    })
    await open(`http:127.0.0.1:${port}/a`)
    await expect(send()).rejects.toMatchObject({ code: 'KF_HTTP_CONNECTION', retryable: true })
  })

  test('goes through a proxy, but not to the hosts that are excepted', async () => {
    const seen: string[] = []
    const proxy = await server((request, response) => {
      seen.push(`${request.url} ${request.headers['proxy-authorization']}`)
      response.end('by proxy')
    })
    const port = await echo()
    const parameters = {
      proxyHost: '127.0.0.1',
      proxyPort: proxy,
      proxyAuthUsername: 'u',
      proxyAuthPassword: 'p',
      nonProxyHosts: '127.0.0.*',
    }
    await open('http:shop.example/orders', parameters)
    expect(await bodyOf()).toBe('by proxy')
    expect(seen).toEqual([`http://shop.example/orders Basic ${Buffer.from('u:p').toString('base64')}`])
    expect(await bodyOf({ headers: { CamelHttpUri: `http://127.0.0.1:${port}/direct` } })).toBe('GET /direct []')
  })

  test('fetches a token by OAuth 2, and keeps it until shortly before its end', async () => {
    let tokens = 0
    const port = await server(async (request, response) => {
      if (request.url === '/token') {
        expect(await text(request)).toBe('grant_type=client_credentials&scope=orders')
        response.end(JSON.stringify({ access_token: `t${++tokens}`, expires_in: 3600 }))
      } else response.end(request.headers.authorization)
    })
    await open(`http:127.0.0.1:${port}/a`, {
      oauth2ClientId: 'id',
      oauth2ClientSecret: 'secret',
      oauth2TokenEndpoint: `http://127.0.0.1:${port}/token`,
      oauth2Scope: 'orders',
      oauth2CacheTokens: true,
    })
    expect([await bodyOf(), await bodyOf()]).toEqual(['Bearer t1', 'Bearer t1'])
  })

  test('refuses options of the Java client by name', async () => {
    await expect(open('http:127.0.0.1:1/a', { 'httpClient.cookieSpec': 'x' })).rejects.toThrow('httpClient.cookieSpec')
    await expect(open('http:127.0.0.1:1/a', { httpClientConfigurer: 'x' })).rejects.toThrow('httpClientConfigurer')
  })
})
