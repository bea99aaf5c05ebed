import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { createKafila, type Kafila } from '../../../src/index.ts'

let kafila: Kafila | undefined

afterEach(async () => {
  await kafila?.stop({ timeoutMs: 1000 })
  kafila = undefined
})

/** Starts routes and gives what fetches a path from them. */
async function serve(text: string): Promise<(path: string, headers?: Record<string, string>) => Promise<Response>> {
  kafila = await createKafila({
    name: 'camel-1',
    routes: [{ file: 'rest.yaml', text }],
    properties: { 'camel.server.port': '0', 'camel.server.host': '127.0.0.1' },
    logger: { enabled: () => false, write() {} },
  })
  await kafila.start()
  const base = kafila.urls[0]!
  return (path, headers = {}) => fetch(new URL(path, base), { headers })
}

function recorded(name: string): string {
  return readFileSync(new URL(`recorded/${name}`, import.meta.url), 'utf8')
}

const SERVICE =
  '- rest: { path: /one, get: [ { path: "/{id}", to: "direct:one" } ] }\n- from: { uri: "direct:one", steps: [ { setBody: { constant: x } } ] }\n'
const documented = (options: string) => `- restConfiguration: { apiContextPath: /doc, ${options} }\n${SERVICE}`

describe('the document of REST services', () => {
  test.each([
    ['everything', '/api-doc/openapi'],
    ['texts', '/docs/openapi'],
  ])('is as recorded: %s', async (name, path) => {
    const get = await serve(recorded(`${name}.routes.yaml`))
    expect(`${await (await get(`${path}.json`)).text()}\n`).toBe(recorded(`${name}-json.txt`))
    expect(await (await get(`${path}.yaml`)).text()).toBe(recorded(`${name}-yaml.txt`))
  })

  test('is YAML for a client that accepts YAML only, and JSON otherwise', async () => {
    const get = await serve(documented(''))
    const type = async (headers: Record<string, string>) => (await get('/doc', headers)).headers.get('content-type')
    expect(await type({})).toBe('application/json')
    expect(await type({ Accept: 'text/yaml' })).toBe('text/yaml')
    expect(await type({ Accept: 'text/yaml, application/json' })).toBe('application/json')
  })

  test('names the proxy that the request came through where it is told to', async () => {
    const get = await serve(documented('useXForwardHeaders: true'))
    const servers = async (headers: Record<string, string>) => {
      const document = (await (await get('/doc', headers)).json()) as { servers: unknown }
      return document.servers
    }
    expect(await servers({})).toEqual([{ url: '' }])
    const proxy = { 'X-Forwarded-Host': 'fw', 'X-Forwarded-Proto': 'https, HTTP', 'X-Forwarded-Prefix': '/pre' }
    expect(await servers(proxy)).toEqual([{ url: 'https://fw/pre' }, { url: 'http://fw/pre' }])
  })

  test('is 204 where there are no services', async () => {
    const get = await serve('- restConfiguration: { apiContextPath: doc }\n')
    expect((await get('/doc')).status).toBe(204)
  })

  test('is served by a route that comes before the others', async () => {
    await serve(documented(''))
    expect([...kafila!.routes.keys()]).toEqual(['route1', 'route2'])
    await kafila!.stop({ timeoutMs: 1000 })
    await serve(documented('apiContextRouteId: docs'))
    expect([...kafila!.routes.keys()]).toEqual(['docs', 'route1'])
  })

  test.each([
    ['apiComponent: swagger', /apiComponent swagger/],
    ['apiProperty: [ { key: openapi.version, value: "2.0" } ]', /OpenAPI 2/],
  ])('is refused with %s', async (options, message) => {
    await expect(serve(documented(options))).rejects.toMatchObject({ message: expect.stringMatching(message) })
  })
})
