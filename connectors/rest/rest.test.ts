import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { createKafila, type Diagnostic, type Kafila } from '../../src/index.ts'

let kafila: Kafila | undefined

afterEach(async () => {
  await kafila?.stop({ timeoutMs: 1000 })
  kafila = undefined
})

async function serve(routes: string, properties: Readonly<Record<string, string>> = {}): Promise<number> {
  kafila = await createKafila({
    routes: [{ file: 'rest.yaml', text: routes }],
    properties: { 'camel.server.port': '0', 'camel.server.host': '127.0.0.1', ...properties },
    logger: { enabled: () => false, write() {} },
  })
  await kafila.start()
  return Number(new URL(kafila.urls[0]!).port)
}

async function call(port: number, method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  const sent = request({ port, path, method, headers: { ...headers, 'Content-Length': Buffer.byteLength(body ?? '') } })
  sent.end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: response.statusCode!, headers: response.headers, body: await text(response) }
}

const JSON_TYPE = { 'Content-Type': 'application/json' }

describe('rest', () => {
  test('reads JSON for the route and writes what it gives as JSON', async () => {
    const port = await serve(`
- restConfiguration: { bindingMode: json }
- rest:
    path: /orders
    post: [ { to: direct:order } ]
- route: { from: { uri: direct:order, steps: [ { setBody: { simple: "\${map(item,\${body[item]})}" } } ] } }
`)
    expect(await call(port, 'POST', '/orders', JSON_TYPE, '{"item":"milk"}')).toMatchObject({ status: 200, body: '{"item":"milk"}' })
  })

  test('answers a body that is no JSON with 400, and lets onException see the failure', async () => {
    const routes = (handler: string) => `
${handler}
- restConfiguration: { bindingMode: json }
- rest: { path: /orders, post: [ { to: direct:order } ] }
- route: { id: order, from: { uri: direct:order, steps: [ { setBody: { constant: never } } ] } }
`
    const port = await serve(routes(''))
    expect(await call(port, 'POST', '/orders', JSON_TYPE, '{')).toMatchObject({ status: 400, body: '' })
    await kafila!.stop({ timeoutMs: 100 })
    const handled =
      '- onException: { exception: [ java.lang.Exception ], handled: { constant: "true" }, steps: [ { setBody: { constant: bad } } ] }'
    expect(await call(await serve(routes(handled)), 'POST', '/orders', JSON_TYPE, '{')).toMatchObject({ status: 400, body: 'bad' })
  })

  test('drops slashes at the end of paths, but a path of the verb that is nothing else counts', async () => {
    const verb = (path: string, to: string) => `{ path: "${path}", to: direct:${to} }`
    const route = (name: string) => `- from: { uri: direct:${name}, steps: [ { setBody: { constant: ${name} } } ] }`
    const port = await serve(`
- rest: { path: /a, get: [ ${verb('/', 'a')}, ${verb('/x/', 'x')} ] }
- rest: { path: /b/, get: [ { to: direct:b } ] }
${['a', 'x', 'b'].map(route).join('\n')}
`)
    const statuses = []
    for (const path of ['/a/', '/a', '/a/x', '/a/x/', '/b', '/b/']) statuses.push((await call(port, 'GET', path)).status)
    expect(statuses).toEqual([200, 404, 200, 200, 200, 200])
  })

  test('answers the OPTIONS of a browser without calling the route', async () => {
    const port = await serve(`
- restConfiguration:
    enableCORS: true
    corsHeaders: [ { key: Access-Control-Allow-Credentials, value: "true" } ]
- rest: { path: /orders, consumes: application/json, post: [ { to: direct:order } ] }
- route: { id: order, from: { uri: direct:order, steps: [ { setBody: { constant: called } } ] } }
`)
    const answer = await call(port, 'OPTIONS', '/orders', { Origin: 'http://shop.example' })
    expect(answer).toMatchObject({ status: 200, body: '' })
    expect(answer.headers['access-control-allow-origin']).toBe('http://shop.example')
  })

  test('refuses requests without what a verb wants, where it validates', async () => {
    const port = await serve(`
- rest:
    path: /orders
    clientRequestValidation: true
    get:
      - path: /find
        to: direct:find
        param:
          - { name: key, type: query }
          - { name: size, type: query, required: false, allowableValues: [ s, m ], defaultValue: m }
- route: { from: { uri: direct:find, steps: [ { setBody: { simple: "\${header.key} \${header.size}" } } ] } }
`)
    expect(await call(port, 'GET', '/orders/find?key=1')).toMatchObject({ status: 200, body: '1 m' })
    expect(await call(port, 'GET', '/orders/find')).toMatchObject({
      status: 400,
      body: 'Some of the required query parameters are missing.',
    })
    expect((await call(port, 'GET', '/orders/find?key=1&size=xl')).status).toBe(400)
  })

  test('is configured by properties too', async () => {
    const port = await serve('- rest: { path: /orders, get: [ { to: "log:x" } ] }', { 'camel.rest.contextPath': '/shop' })
    expect((await call(port, 'GET', '/shop/orders')).status).toBe(200)
    expect((await call(port, 'GET', '/orders')).status).toBe(404)
  })

  test('lets two services share a direct: route that has no id', async () => {
    const port = await serve(`
- rest: { path: /one, get: [ { to: direct:x } ] }
- rest: { path: /two, get: [ { to: direct:x } ] }
- route: { from: { uri: direct:x, steps: [ { setBody: { simple: "\${routeId}" } } ] } }
`)
    expect((await call(port, 'GET', '/one')).body).toBe('route1')
    expect((await call(port, 'GET', '/two')).body).toBe('route2')
  })

  test.each([
    [
      'two verbs of one path',
      '- rest: { get: [ { path: /a, to: "log:a" }, { path: /a, to: "log:b" } ] }',
      'Duplicate verb detected in rest-dsl: get:/a',
    ],
    [
      'one direct: twice',
      '- rest: { get: [ { path: /a, to: direct:a }, { path: /b, to: direct:a } ] }',
      'Duplicate to in rest-dsl: direct:a',
    ],
    ['another server', '- restConfiguration: { component: jetty }', 'restConfiguration with component jetty'],
    ['XML by JAXB', '- rest: { bindingMode: xml, get: [ { path: /a, to: "log:a" } ] }', 'bindingMode xml with jaxb'],
    [
      'a contract that is not there',
      '- rest: { openApi: { specification: shop.json } }',
      'Cannot find resource: shop.json for URI: shop.json',
    ],
    ['an unknown verb', '- rest: { fetch: [ { to: "log:a" } ] }', 'rest has no option `fetch`'],
  ])('refuses %s at the start, with its place', async (_, text, message) => {
    const failure = await createKafila({ routes: [{ file: 'rest.yaml', text }] }).catch(error => error)
    const diagnostics = failure.details.diagnostics as Diagnostic[]
    expect(diagnostics.map(each => each.message).join()).toContain(message)
    expect(diagnostics[0]?.at).toMatchObject({ file: 'rest.yaml', line: 1 })
  })

  test('calls another server with the parts of its path and query from headers', async () => {
    const port = await serve(
      '- from: { uri: "rest:get:shop:/orders/{id}", steps: [ { setBody: { simple: "${header.id} ${header.q}" } } ] }',
    )
    const client = await createKafila({
      routes: [
        {
          file: 'client.yaml',
          text: `- from: { uri: direct:ask, steps: [ { to: "rest:get:shop:orders/{id}?host=127.0.0.1:${port}&queryParameters=q={q?}" }, { convertBodyTo: { type: String } } ] }`,
        },
      ],
    })
    await client.start()
    expect(await client.request('direct:ask', { headers: { id: 'a b', q: 'x&y' } })).toBe('a b x&y')
    expect(await client.request('direct:ask', { headers: { id: '7' } })).toBe('7 ')
    await client.stop({ timeoutMs: 100 })
  })
})
