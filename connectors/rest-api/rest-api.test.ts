import { afterEach, describe, expect, test } from 'vitest'
import { createKafila, type Kafila } from '../../src/index.ts'

let kafila: Kafila | undefined

afterEach(async () => {
  await kafila?.stop({ timeoutMs: 1000 })
  kafila = undefined
})

async function serve(text: string): Promise<(method: string, path: string, headers?: Record<string, string>) => Promise<Response>> {
  kafila = await createKafila({
    routes: [{ file: 'api.yaml', text }],
    properties: { 'camel.server.port': '0', 'camel.server.host': '127.0.0.1' },
    logger: { enabled: () => false, write() {} },
  })
  await kafila.start()
  const base = kafila.urls[0]!
  return (method, path, headers = {}) => fetch(new URL(path, base), { method, headers })
}

const SERVICE = '- rest: { path: /one, get: [ { to: "mock:one" } ] }\n'

describe('rest-api', () => {
  test('leaves a route of its own to make the answer', async () => {
    const steps = 'steps: [ { setHeader: { name: x, constant: "1" } }, { setBody: { simple: "[${body}]" } } ]'
    const call = await serve(`${SERVICE}- from: { uri: "rest-api:spec", ${steps} }\n`)
    const answer = await call('GET', '/spec')
    expect([answer.headers.get('x'), await answer.text()]).toEqual(['1', '[]'])
  })

  test('serves GET for its path and all below it, as JSON or YAML', async () => {
    const call = await serve(`- restConfiguration: { contextPath: ctx, apiContextPath: docs }\n${SERVICE}`)
    const statuses = []
    for (const path of ['/ctx/docs', '/ctx/docs/', '/ctx/docs/any/thing.yaml', '/docs']) statuses.push((await call('GET', path)).status)
    expect(statuses).toEqual([200, 200, 200, 404])
    expect((await call('POST', '/ctx/docs')).status).toBe(405)
    expect((await call('GET', '/ctx/docs', { Accept: 'text/html' })).status).toBe(406)
  })

  test('sends the headers of CORS where services do', async () => {
    const call = await serve(`- restConfiguration: { enableCORS: true, apiContextPath: docs }\n${SERVICE}`)
    expect((await call('GET', '/docs')).headers.get('access-control-allow-origin')).toBe('*')
    expect((await call('OPTIONS', '/docs')).status).toBe(200)
  })
})
