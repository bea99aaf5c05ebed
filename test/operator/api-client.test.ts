import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ApiClient, isStatus } from '../../src/operator/client/api-client.ts'
import { inCluster, loadClusterConfig } from '../../src/operator/client/cluster-config.ts'
import { kinds } from '../../src/operator/client/kinds.ts'
import { FakeApiServer } from '../support/kube/api-server.ts'

let server: FakeApiServer
let client: ApiClient

beforeEach(async () => {
  server = await FakeApiServer.start()
  client = new ApiClient(server.config)
})
afterEach(async () => {
  client.close()
  await server.close()
})

function configMap(name: string, data: Record<string, string> = {}) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' }, data }
}

describe('requests', () => {
  test('what is created is read back, and a second creation is refused', async () => {
    await client.create(kinds.ConfigMap, configMap('a', { k: 'v' }))
    expect((await client.get(kinds.ConfigMap, 'shop', 'a'))?.['data']).toEqual({ k: 'v' })
    const again = await client.create(kinds.ConfigMap, configMap('a')).catch(error => error)
    expect(again).toMatchObject({ code: 'KF_KUBE_STATUS', details: { code: 409, reason: 'AlreadyExists' } })
  })

  test('what is not there is undefined, and deleting it is no failure', async () => {
    expect(await client.get(kinds.ConfigMap, 'shop', 'none')).toBeUndefined()
    await client.delete(kinds.ConfigMap, 'shop', 'none')
  })

  test('deleting by uid spares another object that has the name by now', async () => {
    server.put(configMap('a'))
    const error = await client.delete(kinds.ConfigMap, 'shop', 'a', { uid: 'other' }).catch(failure => failure)
    expect(isStatus(error, 409)).toBe(true)
    expect(server.store.get('/configmaps', 'shop', 'a')).toBeDefined()
  })

  test('a list is read page by page, and its items have their kind', async () => {
    for (let i = 0; i < 7; i++) server.put(configMap(`c${i}`))
    const { items, resourceVersion } = await client.list(kinds.ConfigMap, { namespace: 'shop', limit: 3 })
    expect(items.map(({ kind, apiVersion, metadata }) => [apiVersion, kind, metadata.name])).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map(i => ['v1', 'ConfigMap', `c${i}`]),
    )
    expect(Number(resourceVersion)).toBeGreaterThan(0)
    expect(server.requests.map(({ query }) => query.get('continue'))).toEqual([null, '3', '6'])
  })

  test('a list of metadata holds no data', async () => {
    server.put(configMap('a', { secret: 'value' }))
    const { items } = await client.list(kinds.ConfigMap, { metadataOnly: true })
    expect(items[0]).not.toHaveProperty('data')
    expect(items[0]?.metadata.name).toBe('a')
  })

  test('a stale replacement is a conflict', async () => {
    const read = await client.create(kinds.ConfigMap, configMap('a'))
    await client.replace(kinds.ConfigMap, { ...read, data: { a: '1' } })
    const error = await client.replace(kinds.ConfigMap, { ...read, data: { a: '2' } }).catch(failure => failure)
    expect(error).toMatchObject({ details: { code: 409, reason: 'Conflict' }, retryable: true })
  })

  test('429 is tried again when the server says, other refusals are not', async () => {
    let refusals = 0
    server.fault = () => (refusals++ < 2 ? { status: 429, retryAfter: 0 } : undefined)
    await client.list(kinds.ConfigMap)
    expect(server.requests).toHaveLength(3)
    server.fault = () => ({ status: 500, message: 'etcd is gone' })
    const error = await client.list(kinds.ConfigMap).catch(failure => failure)
    expect(error.message).toBe('GET /api/v1/configmaps: etcd is gone (500)')
    expect(server.requests).toHaveLength(4)
  })

  test('a server that is away is said to be, by its address', async () => {
    const away = new ApiClient({ ...server.config, server: 'http://127.0.0.1:1' })
    expect(await away.list(kinds.Pod).catch(error => error)).toMatchObject({ code: 'KF_KUBE_UNREACHABLE', retryable: true })
  })

  test('a cut connection and a silent server are errors that may be tried again', async () => {
    server.fault = () => 'cut-before'
    expect(await client.list(kinds.Pod).catch(error => error)).toMatchObject({ code: 'KF_KUBE_UNREACHABLE' })
    server.fault = () => 'silent'
    const impatient = new ApiClient(server.config, { timeoutMs: 50 })
    expect((await impatient.list(kinds.Pod).catch(error => error)).message).toContain('no answer for 0.05 s')
    impatient.close()
  })

  test('what a guard refuses is not sent', async () => {
    const guarded = new ApiClient(server.config, {
      guard: method => {
        if (method !== 'GET') throw new RangeError('no lease')
      },
    })
    await guarded.list(kinds.Pod)
    await expect(guarded.create(kinds.ConfigMap, configMap('a'))).rejects.toThrow('no lease')
    expect(server.writes).toEqual([])
    guarded.close()
  })
})

describe('server-side apply', () => {
  test('fields of others stay, own fields that are no longer said go', async () => {
    await client.apply(kinds.ConfigMap, configMap('a', { mine: '1', old: '2' }))
    await client.merge(kinds.ConfigMap, 'shop', 'a', { data: { foreign: '3' } })
    const { data } = (await client.apply(kinds.ConfigMap, configMap('a', { mine: '4' }))) as { data?: unknown }
    expect(data).toEqual({ mine: '4', foreign: '3' })
  })

  test('a field that another manager set is a conflict that names it, unless it is forced', async () => {
    await client.apply(kinds.ConfigMap, configMap('a', { k: '1' }), { fieldManager: 'other' })
    const error = await client.apply(kinds.ConfigMap, configMap('a', { k: '2' })).catch(failure => failure)
    expect(error.details.causes).toEqual([{ reason: 'FieldManagerConflict', message: 'conflict with "other"', field: '.data.k' }])
    const forced = await client.apply(kinds.ConfigMap, configMap('a', { k: '2' }), { force: true })
    expect(forced['data']).toEqual({ k: '2' })
  })

  test('the same again changes nothing', async () => {
    const first = await client.apply(kinds.ConfigMap, configMap('a', { k: '1' }))
    const second = await client.apply(kinds.ConfigMap, configMap('a', { k: '1' }))
    expect(second.metadata.resourceVersion).toBe(first.metadata.resourceVersion)
  })
})

describe('access', () => {
  test('a kubeconfig gives server, certificate authority, token and namespace of its current context', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kafila-'))
    writeFileSync(join(folder, 'token'), 'first\n')
    const file = join(folder, 'config')
    writeFileSync(
      file,
      `
current-context: work
contexts: [{ name: work, context: { cluster: c, user: u, namespace: shop } }]
clusters: [{ name: c, cluster: { server: 'https://10.0.0.1:6443/k8s/', certificate-authority-data: ${Buffer.from('PEM').toString('base64')} } }]
users: [{ name: u, user: { tokenFile: token, as: somebody } }]
`,
    )
    const config = loadClusterConfig({ kubeconfig: file })
    expect(config).toMatchObject({
      server: 'https://10.0.0.1:6443',
      basePath: '/k8s',
      ca: 'PEM',
      namespace: 'shop',
      impersonate: { user: 'somebody' },
    })
    expect(config.token?.()).toBe('first')
    writeFileSync(join(folder, 'token'), 'second\n')
    expect(config.token?.()).toBe('second')
  })

  test.each([
    ['contexts: []', 'there is no context (no current-context is set)'],
    ['current-context: a', 'there is no context a'],
    ['current-context: a\ncontexts: [{name: a, context: {cluster: b}}]', 'there is no cluster b'],
    [
      'current-context: a\ncontexts: [{name: a, context: {cluster: b, user: u}}]\nclusters: [{name: b, cluster: {server: "https://x"}}]\nusers: [{name: u, user: {exec: {command: aws}}}]',
      'users with exec are not supported; give a token, a tokenFile or a certificate',
    ],
    [
      'current-context: a\ncontexts: [{name: a, context: {cluster: b}}]\nclusters: [{name: b, cluster: {server: "nowhere"}}]',
      'the server "nowhere" is no URL',
    ],
    ['a: [', 'Flow sequence in block collection must be sufficiently indented'],
  ])('a kubeconfig that cannot be used says why: %s', (text, reason) => {
    const file = join(mkdtempSync(join(tmpdir(), 'kafila-')), 'config')
    writeFileSync(file, text)
    expect(() => loadClusterConfig({ kubeconfig: file })).toThrow(reason)
  })

  test('in a pod the token is read anew for each request, as it is rotated', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kafila-'))
    for (const [name, text] of Object.entries({ token: 'one', 'ca.crt': 'PEM', namespace: 'shop' })) writeFileSync(join(folder, name), text)
    const config = inCluster({ KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '6443' }, folder)
    expect(config).toMatchObject({ server: 'https://[fd00::1]:6443', ca: 'PEM', namespace: 'shop' })
    const rotating = new ApiClient({ ...server.config, token: config.token! })
    await rotating.list(kinds.Pod)
    writeFileSync(join(folder, 'token'), 'two')
    await rotating.list(kinds.Pod)
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer one', 'Bearer two'])
    rotating.close()
  })
})
