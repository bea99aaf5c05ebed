import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createKafila, type Exchange, type Kafila, type MessageInput } from '../../src/index.ts'

let kafila: Kafila | undefined
let server: Server
let port = 0
let connections = 0

beforeEach(async () => {
  connections = 0
  server = createServer((request, response) => {
    response.statusCode = request.url!.includes('missing') ? 404 : 200
    response.end(`${request.method} ${request.url}`)
  })
  server.on('connection', () => connections++)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})

afterEach(async () => {
  await kafila?.stop({ timeoutMs: 1000 })
  kafila = undefined
  server.closeAllConnections()
  server.close()
})

async function start(step: object): Promise<void> {
  const steps = [step, { convertBodyTo: { type: 'String' } }]
  const text = JSON.stringify([{ route: { from: { uri: 'direct:start', steps } } }])
  kafila = await createKafila({ routes: [{ file: 'share.yaml', text }], logger: { enabled: () => false, write() {} } })
  await kafila.start()
}

const send = (message: MessageInput): Promise<Exchange> => kafila!.send('direct:start', message, 'InOut')
const CONTROL = { CamelHttpPath: '/more', CamelHttpQuery: 'qq=1' }

describe('a URI that a message makes for http', () => {
  test('keeps the order of its query, and wins over the headers of the message, which are gone afterwards', async () => {
    await start({ toD: `http://127.0.0.1:${port}/s/\${body}?z=1&b=2` })
    const reply = await send({ body: '7 8', headers: CONTROL })
    expect(reply.body).toBe('GET /s/7%208?z=1&b=2')
    expect([reply.header('CamelHttpPath'), reply.header('CamelHttpQuery')]).toEqual([undefined, undefined])
  })

  test('leaves path or query to the headers where it has none of its own', async () => {
    await start({ toD: `http://127.0.0.1:${port}/s/a` })
    expect((await send({ headers: CONTROL })).body).toBe('GET /s/a?qq=1')
  })

  test('keeps the options of the endpoint out of the query', async () => {
    await start({ toD: { uri: `http://127.0.0.1:${port}/s/a`, parameters: { z: '${body}', httpMethod: 'PUT', b: 'x y' } } })
    expect((await send({ body: 'b6', headers: CONTROL })).body).toBe('PUT /s/a?b=x+y&z=b6')
  })

  test('is taken as it is where the message names it altogether, or where that is said', async () => {
    await start({ toD: '${header.url}' })
    const url = `http://127.0.0.1:${port}/s/a?z=1`
    expect((await send({ headers: { ...CONTROL, url } })).body).toBe('GET /s/a/more?qq=1')
    await kafila!.stop({ timeoutMs: 1000 })
    await start({ toD: { uri: url, allowOptimisedComponents: 'false' } })
    expect((await send({ headers: CONTROL })).body).toBe('GET /s/a/more?qq=1')
  })

  test('names the server alone as the endpoint of a failure, without leaving its headers', async () => {
    await start({ toD: `http://127.0.0.1:${port}/s/\${body}?z=1` })
    const failed = await send({ body: 'missing', headers: CONTROL })
    expect((failed.exception as Error).message).toContain(`http://127.0.0.1:${port}/s/missing?z=1 with statusCode: 404`)
    expect(failed.property('CamelFailureEndpoint')).toBe(`http://127.0.0.1:${port}`)
    expect(failed.header('CamelHttpPath')).toBeUndefined()
  })

  test('shares the connections to its server with others', async () => {
    await start({ toD: `http://127.0.0.1:${port}/s/\${body}` })
    for (const body of ['1', '2', '3']) await send({ body })
    expect(connections).toBe(1)
  })
})
