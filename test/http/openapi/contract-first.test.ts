import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createKafila, type Diagnostic } from '../../../src/index.ts'
import { newFolder } from '../../helpers/run-routes.ts'

const SHOP = `
openapi: 3.0.3
info: { title: Shop, version: "1.0" }
servers:
  - url: "http://{name}.example.com/api/v1"
    variables: { name: { default: shop } }
paths:
  /orders/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
    get:
      operationId: getOrder
      responses:
        "404": { description: none }
        "200":
          description: an order
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Order" }
              examples:
                first: { value: { item: rope } }
                second: { value: { item: lamp } }
    put:
      operationId: changeOrder
      requestBody: { $ref: "#/components/requestBodies/Order" }
      responses: { "200": { description: done } }
    delete: { operationId: deleteOrder, responses: { "200": { description: gone } } }
    patch: { operationId: patchOrder, responses: { "200": { description: done } } }
    head: { operationId: headOrder, responses: { "200": { description: there } } }
  /orders/find:
    get:
      operationId: findOrders
      parameters:
        - { $ref: "#/components/parameters/Status" }
        - { name: size, in: query, schema: { type: integer, default: 10 } }
        - { name: tenant, in: header, required: true, schema: { type: string } }
      responses: { "200": { description: some, content: { text/plain: {} } } }
  /orders:
    post:
      operationId: addOrder
      requestBody: { $ref: "#/components/requestBodies/Order" }
      responses: { "200": { description: done, content: { application/json: {} } } }
components:
  parameters:
    Status: { name: status, in: query, required: true, schema: { type: string, enum: [open, closed] } }
  requestBodies:
    Order:
      required: true
      content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } }
  schemas:
    Tree: { type: object, properties: { below: { $ref: "#/components/schemas/Tree" } } }
    Order:
      type: object
      required: [ id, item, quantity ]
      properties:
        id: { type: string, readOnly: true }
        item: { type: string, nullable: true }
        tree: { $ref: "#/components/schemas/Tree" }
        quantity: { type: integer, minimum: 0, exclusiveMinimum: true }
`
const OPERATIONS = ['getOrder', 'changeOrder', 'deleteOrder', 'patchOrder', 'headOrder', 'findOrders', 'addOrder']
const ECHO = 'setBody: { simple: "${routeId} ${header.id} ${header.status} ${header.size} ${body}" }'
const route = (name: string, step = ECHO) => `- route: { id: ${name}, from: { uri: "direct:${name}", steps: [ { ${step} } ] } }\n`
const ROUTES = OPERATIONS.map(name => route(name)).join('')
const contract = (options = '') => `- rest: { openApi: { specification: shop.yaml${options} } }\n`

interface Setting {
  readonly files?: Readonly<Record<string, string>>
  readonly properties?: Readonly<Record<string, string>>
}

async function create(routes: string, { files = {}, properties = {} }: Setting = {}) {
  const directory = newFolder()
  for (const [name, text] of Object.entries({ 'shop.yaml': SHOP, ...files })) {
    mkdirSync(join(directory, name, '..'), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
  return createKafila({
    routes: [{ file: 'shop.camel.yaml', text: routes }],
    properties: { 'camel.server.port': '0', 'camel.server.host': '127.0.0.1', ...properties },
    directory,
    logger: { enabled: () => false, write() {} },
  })
}

async function serve(routes: string, setting: Setting = {}) {
  const kafila = await create(routes, setting)
  onTestFinished(() => kafila.stop({ timeoutMs: 500 }))
  await kafila.start()
  return async (method: string, path: string, headers: Record<string, string> = {}, body?: string) => {
    const answer = await fetch(new URL(path, kafila.urls[0]!), { method, headers, ...(body !== undefined && { body }) })
    return { status: answer.status, type: answer.headers.get('content-type'), headers: answer.headers, body: await answer.text() }
  }
}

async function refusal(routes: string, setting: Setting = {}): Promise<string> {
  const failure = await create(routes, setting).catch(error => error)
  return (failure.details.diagnostics as Diagnostic[]).map(each => `${each.at?.line} ${each.message}`).join('\n')
}

const JSON_TYPE = { 'Content-Type': 'application/json' }
const VALIDATED = '- restConfiguration: { clientRequestValidation: true }\n'

describe('a contract', () => {
  test('has each operation answered by its direct: route, below the path of its server', async () => {
    const call = await serve(contract() + ROUTES)
    const order = '{"item":"rope","quantity":1}'
    expect((await call('GET', '/api/v1/orders/7')).body.trim()).toBe('getOrder 7')
    expect((await call('DELETE', '/api/v1/orders/7')).body.trim()).toBe('deleteOrder 7')
    expect((await call('PUT', '/api/v1/orders/7', JSON_TYPE, order)).body).toBe(`changeOrder 7   ${order}`)
    expect((await call('PATCH', '/api/v1/orders/7', JSON_TYPE, order)).body).toBe(`patchOrder 7   ${order}`)
    expect((await call('POST', '/api/v1/orders', JSON_TYPE, order)).body).toBe(`addOrder    ${order}`)
    expect((await call('HEAD', '/api/v1/orders/7')).status).toBe(200)
  })

  test('prefers a concrete path to a template that is declared before it', async () => {
    const call = await serve(contract() + ROUTES)
    expect((await call('GET', '/api/v1/orders/find?status=open')).body.trim()).toBe('findOrders  open 10')
  })

  test('answers 404 for other paths and 405 for other methods', async () => {
    const call = await serve(contract() + ROUTES)
    expect((await call('GET', '/orders/7')).status).toBe(404)
    expect((await call('GET', '/api/v1/orders')).status).toBe(405)
  })

  test('leaves its direct: routes to others too', async () => {
    const kafila = await create(contract() + ROUTES)
    onTestFinished(() => kafila.stop({ timeoutMs: 500 }))
    await kafila.start()
    expect(String(await kafila.request('direct:getOrder', { headers: { id: 3 } })).trim()).toBe('getOrder 3')
  })

  test.each([
    ['contextPath of restConfiguration', '- restConfiguration: { contextPath: /shop }\n', {}, '/shop/orders/7'],
    ['basePath of the component', '', { 'camel.component.rest-openapi.base-path': '/shop' }, '/shop/orders/7'],
  ])('is served below %s instead', async (_, configuration, properties, path) => {
    const call = await serve(configuration + contract() + ROUTES, { properties })
    expect((await call('GET', path)).body.trim()).toBe('getOrder 7')
    expect((await call('GET', '/api/v1/orders/7')).status).toBe(404)
  })

  test('may be JSON of version 3.1, and its operations without id have one made of method and path', async () => {
    const document = {
      openapi: '3.1.0',
      info: { title: 'x', version: '1' },
      paths: { '/pets': { get: { responses: { 200: { description: 'all' } } } } },
    }
    const files = { 'pets.json': JSON.stringify(document) }
    const call = await serve(`- rest: { openApi: { specification: "classpath:pets.json" } }\n${route('GENOPID_GET.pets')}`, { files })
    expect((await call('GET', '/pets')).body.trim()).toBe('GENOPID_GET.pets')
  })

  test('gives path parameters by any name', async () => {
    const paths = '{ "/{shop-id}/{x}": { put: { operationId: a, requestBody: { content: { "image/*": {} } } } } }'
    const files = { 'a.yaml': `openapi: 3.0.0\npaths: ${paths}` }
    const routes = `${VALIDATED}- rest: { openApi: { specification: a.yaml } }\n${route('a', 'setBody: { simple: "${header.shop-id} ${header.x}" }')}`
    const call = await serve(routes, { files })
    expect(await call('PUT', '/1/2', { 'Content-Type': 'image/png' }, 'x')).toMatchObject({ status: 200, body: '1 2' })
  })

  test('is one route with an id of its own, at the path of its server whatever that of the service', async () => {
    const service = '- rest: { path: /shop, openApi: { specification: "{{spec}}", routeId: shop, missingOperation: ignore } }\n'
    const kafila = await create(service + route('getOrder'), { properties: { spec: 'shop.yaml' } })
    onTestFinished(() => kafila.stop({ timeoutMs: 500 }))
    await kafila.start()
    expect([...kafila.routes.keys()]).toEqual(['getOrder', 'shop'])
    expect((await fetch(new URL('/api/v1/orders/1', kafila.urls[0]!))).status).toBe(200)
  })

  test('is not served where it is disabled', async () => {
    const call = await serve(`- rest: { path: /say, get: [ { to: "log:x" } ] }\n${contract(', disabled: "true"')}`)
    expect((await call('GET', '/api/v1/orders/7')).status).toBe(404)
  })

  test('binds bodies as verbs do', async () => {
    const call = await serve(
      `- restConfiguration: { bindingMode: json }\n${contract(', missingOperation: ignore')}${route('addOrder', 'setBody: { simple: "${map(got,${body[item]})}" }')}`,
    )
    expect(await call('POST', '/api/v1/orders', JSON_TYPE, '{"item":"rope"}')).toMatchObject({ status: 200, body: '{"got":"rope"}' })
    expect((await call('POST', '/api/v1/orders', JSON_TYPE, '{')).status).toBe(400)
  })

  test('answers the OPTIONS of a browser with the headers of CORS', async () => {
    const call = await serve(`- restConfiguration: { enableCORS: true }\n${contract()}${ROUTES}`)
    const answer = await call('OPTIONS', '/api/v1/orders/7')
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([204, '*'])
  })
})

describe('clientRequestValidation', () => {
  const ORDER = '{"item":null,"quantity":1}'

  test.each([
    ['a content type that is not declared', 'POST', '/orders', { 'Content-Type': 'text/plain' }, ORDER, 415, ''],
    ['an answer that is not declared', 'POST', '/orders', { ...JSON_TYPE, Accept: 'text/html' }, ORDER, 406, ''],
    ['a missing body', 'POST', '/orders', JSON_TYPE, undefined, 400, 'body is missing'],
    ['a body that is no JSON', 'POST', '/orders', JSON_TYPE, '{', 400, 'Invalid JSon payload.'],
    ['a value outside its bound', 'POST', '/orders', JSON_TYPE, '{"item":"x","quantity":0}', 400, '/quantity must be > 0'],
    [
      'a value deep down',
      'POST',
      '/orders',
      JSON_TYPE,
      '{"item":"x","quantity":1,"tree":{"below":{"below":1}}}',
      400,
      '/tree/below/below must be object',
    ],
    ['a missing property', 'PUT', '/orders/1', JSON_TYPE, '{"quantity":1}', 400, "'item'"],
    ['a missing query parameter', 'GET', '/orders/find', { tenant: 'a' }, undefined, 400, 'required query parameters'],
    ['a missing header', 'GET', '/orders/find?status=open', {}, undefined, 400, 'required HTTP headers'],
    ['a value that is not in the enum', 'GET', '/orders/find?status=lost', { tenant: 'a' }, undefined, 400, 'not-allowed value'],
  ])('refuses %s', async (_, method, path, headers, body, status, reason) => {
    const call = await serve(VALIDATED + contract() + ROUTES)
    const answer = await call(method, `/api/v1${path}`, headers, body)
    expect(answer.status).toBe(status)
    expect(answer.body).toContain(reason)
  })

  test('lets through what is as declared: null where it is allowed, and no property that is read only', async () => {
    const call = await serve(VALIDATED + contract() + ROUTES)
    expect(await call('POST', '/api/v1/orders', JSON_TYPE, ORDER)).toMatchObject({ status: 200, body: `addOrder    ${ORDER}` })
    expect((await call('GET', '/api/v1/orders/find?status=open', { tenant: 'a' })).status).toBe(200)
  })

  test('is off by itself', async () => {
    const call = await serve(contract() + ROUTES)
    expect((await call('POST', '/api/v1/orders', { 'Content-Type': 'text/plain' }, 'x')).status).toBe(200)
  })
})

describe('operations without route', () => {
  test('keep the runtime from starting, all named', async () => {
    const text = await refusal(contract() + route('getOrder'))
    expect(text).toMatch(/^1 the specification shop\.yaml: there is no route for/)
    for (const name of OPERATIONS.slice(1)) expect(text).toContain(`direct:${name}`)
    expect(text).not.toContain('direct:getOrder')
  })

  test('are told beside what else is wrong with the files', async () => {
    const text = await refusal(`${contract()}- from: { uri: "direct:{{none}}", steps: [] }\n`)
    expect(text).toContain('there is no route for')
    expect(text).toMatch(/^2 .*none/m)
  })

  test('answer what they got with missingOperation ignore', async () => {
    const call = await serve(contract(', missingOperation: ignore') + route('getOrder'))
    expect((await call('GET', '/api/v1/orders/7')).status).toBe(200)
    expect(await call('POST', '/api/v1/orders', JSON_TYPE, '{}')).toMatchObject({ status: 200, body: '{}' })
  })

  test('answer from files, examples or what they got with missingOperation mock', async () => {
    const files = { 'camel-mock/orders/123.json': '{"item":"file"}', 'camel-mock/orders/123.xml': '<item/>' }
    const call = await serve(contract(', missingOperation: mock') + route('deleteOrder'), { files })
    expect(await call('GET', '/api/v1/orders/123')).toMatchObject({ status: 200, type: 'application/json', body: '{"item":"file"}\n' })
    expect((await call('GET', '/api/v1/orders/123', { 'Content-Type': 'application/xml' })).body).toBe('<item/>\n')
    expect(await call('GET', '/api/v1/orders/1')).toMatchObject({ status: 200, type: 'application/json', body: '{"item":"rope"}' })
    expect(await call('POST', '/api/v1/orders', JSON_TYPE, '{"a":1}')).toMatchObject({ status: 200, body: '{"a":1}' })
    expect(await call('GET', '/api/v1/orders/find')).toMatchObject({ status: 204, body: '' })
    expect((await call('DELETE', '/api/v1/orders/1')).body.trim()).toBe('deleteOrder 1')
  })

  test('answer from files that mockIncludePattern names only', async () => {
    const files = { 'answers/orders/1.json': '1', 'answers/orders/2.txt': '2', 'camel-mock/orders/3.json': '3' }
    const pattern = ', missingOperation: mock, mockIncludePattern: "file:answers/**/*.json"'
    const call = await serve(contract(pattern), { files })
    const bodies = []
    for (const id of [1, 2, 3]) bodies.push((await call('GET', `/api/v1/orders/${id}`)).body)
    expect(bodies).toEqual(['1\n', '{"item":"rope"}', '{"item":"rope"}'])
  })
})

describe('the document of a contract', () => {
  test('is served with this server instead of its own', async () => {
    const call = await serve(`- restConfiguration: { apiContextPath: /doc, host: here, port: 81 }\n${contract()}${ROUTES}`)
    const document = JSON.parse((await call('GET', '/doc')).body)
    expect(document.servers).toEqual([{ url: 'http://here:81/api/v1' }])
    expect(document.paths['/orders'].post.operationId).toBe('addOrder')
    expect((await call('GET', '/doc/openapi.yaml')).body).toContain('operationId: addOrder')
  })

  test('is served as it is where no host name is wanted', async () => {
    const call = await serve(`- restConfiguration: { hostNameResolver: none, apiContextPath: /spec }\n${contract()}${ROUTES}`)
    expect(JSON.parse((await call('GET', '/spec')).body).servers[0].url).toBe('http://{name}.example.com/api/v1')
  })

  test('stands beside that of verbs', async () => {
    const verbs = '- rest: { path: /say, get: [ { to: "log:x" } ] }\n'
    const call = await serve(`- restConfiguration: { apiContextPath: /doc }\n${verbs}${contract(', apiContextPath: /spec')}${ROUTES}`)
    expect(Object.keys(JSON.parse((await call('GET', '/doc')).body).paths)).toEqual(['/say'])
    expect(await call('GET', '/api/v1/spec')).toMatchObject({ status: 200, type: 'text/yaml', body: SHOP })
  })

  test('is not served by itself', async () => {
    expect((await (await serve(contract() + ROUTES))('GET', '/api-doc')).status).toBe(404)
  })
})

describe('a contract that cannot be served is refused with its place:', () => {
  const single = (files: Record<string, string>, name: string) =>
    refusal(`- rest: { clientRequestValidation: true, openApi: { specification: ${name}, missingOperation: mock } }\n`, { files })

  test.each([
    ['a missing file', 'none.json', '', 'none.json'],
    ['an old version', 'old.json', '{"swagger":"2.0"}', 'of version 2.0 is not supported yet'],
    ['something else', 'other.yaml', 'a: 1', 'no OpenAPI document of version 3'],
    ['broken JSON', 'bad.json', '{', 'bad.json'],
    ['a reference without target', 'ref.yaml', 'openapi: 3.0.0\npaths: { /a: { $ref: "#/components/x" } }', 'there is no #/components/x'],
    ['a reference to another file', 'far.yaml', 'openapi: 3.0.0\npaths: { /a: { $ref: "x.yaml" } }', 'x.yaml is not supported yet'],
    [
      'a body whose schema refers to nothing',
      'body.yaml',
      'openapi: 3.0.0\npaths: { /a: { put: { operationId: a, requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/No" } } } } } } }',
      'the schema of the body of a',
    ],
    [
      'an id that is there twice',
      'two.yaml',
      'openapi: 3.0.0\npaths: { /a: { get: { operationId: a }, put: { operationId: a } } }',
      'a is there twice',
    ],
  ])('%s', async (_, name, text, reason) => {
    const told = await single(text === '' ? {} : { [name]: text }, name)
    expect(told).toMatch(/^1 /)
    expect(told).toContain(reason)
  })
})
