import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newFolder, runRoutes } from '../../test/helpers/run-routes.ts'

const document = (server: string) => ({
  openapi: '3.0.3',
  info: { title: 'shop', version: '1' },
  servers: [{ url: server }],
  paths: {
    '/orders/{id}': {
      get: {
        operationId: 'getOrder',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'verbose', in: 'query', schema: { type: 'boolean' } },
          { name: 'lang', in: 'query', required: true, schema: { type: 'string' } },
        ],
        responses: { 200: { description: 'ok', content: { 'application/json': {} } } },
      },
    },
    '/orders': {
      post: {
        operationId: 'addOrder',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { type: 'object', required: ['item'], properties: { item: { type: 'string' } } },
            },
          },
        },
        responses: { 201: { description: 'made' } },
      },
    },
  },
})

/** A server that tells what it was asked. */
async function server(): Promise<string> {
  const http = createServer(async (request, response) => {
    const { method, url, headers } = request
    response.end([method, url, headers.accept ?? '-', headers['content-type'] ?? '-', headers['id'] ?? '-', await text(request)].join(' '))
  })
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>(resolve => void http.close(() => resolve())))
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`
}

async function client(uri: string, configuration = '', path = '/api') {
  const folder = newFolder()
  const host = await server()
  writeFileSync(join(folder, 'shop.json'), JSON.stringify(document(`${host}${path}`)))
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(document(`${host}/default`)))
  const filled = uri.replaceAll('HOST', host)
  const { kafila } = await runRoutes(
    `${configuration.replaceAll('HOST', host.slice(7))}- from: { uri: direct:ask, steps: [ { to: "${filled}" }, { convertBodyTo: { type: String } } ] }`,
    { folder },
  )
  return (message: { body?: unknown; headers?: Record<string, unknown> } = {}) => kafila.request('direct:ask', message)
}

describe('rest-openapi', () => {
  test('makes the request of an operation: method, path and query from headers, media types', async () => {
    const ask = await client('rest-openapi:shop.json#getOrder')
    expect(await ask({ headers: { id: 'a b', lang: 'x&y', verbose: true } })).toBe(
      'GET /api/orders/a%20b?verbose=true&lang=x%26y application/json - - ',
    )
  })

  test('leaves optional parameters out that are not given', async () => {
    const ask = await client('rest-openapi:file:shop.json#getOrder')
    expect(await ask({ headers: { id: '1', lang: 'en' } })).toBe('GET /api/orders/1?lang=en application/json - - ')
  })

  test('takes parameters from its URI', async () => {
    const ask = await client('rest-openapi:shop.json#getOrder?id=7&lang=de')
    expect(await ask()).toBe('GET /api/orders/7?lang=de application/json - - ')
  })

  test('sends a body with the content type of the operation', async () => {
    const ask = await client('rest-openapi:shop.json#addOrder')
    expect(await ask({ body: '{"item":"rope"}' })).toBe('POST /api/orders - application/json - {"item":"rope"}')
  })

  test('reads openapi.json where no document is named', async () => {
    expect(await (await client('rest-openapi:addOrder'))({ body: '{}' })).toBe('POST /default/orders - application/json - {}')
  })

  test('puts host, basePath, consumes and produces of the endpoint before those of the document', async () => {
    const ask = await client('rest-openapi:shop.json#addOrder?host=HOST&basePath=/v2&consumes=text/a&produces=text/b')
    expect(await ask({ body: 'x' })).toBe('POST /v2/orders text/a text/b - x')
  })

  test('calls the host of restConfiguration before that of the document', async () => {
    const ask = await client('rest-openapi:shop.json#addOrder', '- restConfiguration: { host: HOST }\n')
    expect(await ask({ body: 'x' })).toBe('POST /api/orders - application/json - x')
  })

  test.each([
    ['a missing body', 'addOrder', {}, 'the body is missing'],
    ['a body against its schema', 'addOrder', { body: '{"item":1}' }, '/item must be string'],
    ['a foreign content type', 'addOrder', { body: 'x', headers: { 'Content-Type': 'text/plain' } }, 'the content type text/plain'],
    ['missing parameters', 'getOrder', {}, 'the path parameter id is missing; the query parameter lang is missing'],
  ])('refuses %s before it sends, where requests are validated', async (_, operation, message, reason) => {
    const ask = await client(`rest-openapi:shop.json#${operation}?requestValidationEnabled=true`)
    await expect(ask(message)).rejects.toMatchObject({
      code: 'KF_HTTP_CONTRACT',
      type: 'org.apache.camel.component.rest.openapi.RestOpenApiValidationException',
      message: expect.stringContaining(reason),
    })
  })

  test('sends what is as specified, where requests are validated', async () => {
    const ask = await client('rest-openapi:shop.json#getOrder?requestValidationEnabled=true&lang=de')
    expect(await ask({ headers: { id: '1' } })).toBe('GET /api/orders/1?lang=de application/json - - ')
  })

  test.each([
    ['an unknown operation', 'rest-openapi:shop.json#none', 'there is no operation none in shop.json'],
    ['a missing document', 'rest-openapi:none.json#getOrder', 'none.json'],
    ['an unknown option', 'rest-openapi:shop.json#getOrder?colour=red', 'rest-openapi has no option `colour`'],
  ])('refuses %s at the start', async (_, uri, reason) => {
    await expect(client(uri)).rejects.toThrow(reason)
  })
})

test('takes options of serving where it calls, without effect', async () => {
  const ask = await client('rest-openapi:shop.json#getOrder?clientRequestValidation=true')
  expect(await ask({ headers: { id: '1' } })).toContain('/api/orders/1?lang=')
})
