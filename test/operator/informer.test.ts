import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Clock } from '../../src/core/clock.ts'
import { systemClock } from '../../src/core/clock.ts'
import { ApiClient } from '../../src/operator/client/api-client.ts'
import { Informer } from '../../src/operator/client/informer.ts'
import { kinds } from '../../src/operator/client/kinds.ts'
import { FakeApiServer } from '../support/kube/api-server.ts'

let server: FakeApiServer
let client: ApiClient
let informer: Informer
let told: string[]
let waits: number[]

/** Waits take no time; how long they would be is kept. */
const hurried: Clock = {
  ...systemClock,
  sleep: (ms, signal) => {
    waits.push(ms)
    return systemClock.sleep(0, signal)
  },
}

beforeEach(async () => {
  server = await FakeApiServer.start()
  client = new ApiClient(server.config, { timeoutMs: 1000, clock: hurried })
  told = []
  waits = []
  informer = new Informer(client, {
    kind: kinds.ConfigMap,
    clock: hurried,
    random: () => 1,
    onChange: (after, before) =>
      void told.push(`${before === undefined ? '+' : after === undefined ? '-' : '~'}${(after ?? before)!.metadata.name}`),
  })
})
afterEach(async () => {
  await informer.stop()
  client.close()
  await server.close()
})

function put(name: string, data: Record<string, string> = {}) {
  server.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' }, data })
}

function remove(name: string) {
  server.store.remove('/configmaps', server.store.get('/configmaps', 'shop', name)!)
}

/** The copy is what the server has. */
async function sameAsServer() {
  const wanted = () => server.store.list('/configmaps').map(({ metadata }) => `${metadata.name}@${metadata.resourceVersion}`)
  const has = () => [...informer.all()].map(({ metadata }) => `${metadata.name}@${metadata.resourceVersion}`).sort()
  await expect.poll(has, { timeout: 5000 }).toEqual(wanted())
}

test('objects are listed, then followed', async () => {
  put('a')
  await informer.start()
  expect(told).toEqual(['+a'])
  put('b')
  put('a', { k: 'v' })
  remove('b')
  await sameAsServer()
  expect(told).toEqual(['+a', '+b', '~a', '-b'])
  expect(informer.lists).toBe(1)
})

test('a watch that ends goes on without another list', async () => {
  await informer.start()
  for (const name of ['a', 'b', 'c']) {
    await expect.poll(() => server.requests.at(-1)?.watch).toBe(true)
    server.endWatches()
    put(name)
    await sameAsServer()
  }
  expect(informer.lists).toBe(1)
  expect(told).toEqual(['+a', '+b', '+c'])
})

test('a watch that is cut within an event goes on from the last whole one', async () => {
  await informer.start()
  put('a')
  await sameAsServer()
  server.cutWatches()
  put('b')
  await sameAsServer()
  expect(told).toEqual(['+a', '+b'])
})

test('what was deleted while nobody watched is told after an expired version, by an event', async () => {
  put('a')
  put('b')
  await informer.start()
  await expect.poll(() => server.requests.at(-1)?.watch).toBe(true)
  server.fault = request => (request.watch ? { status: 503 } : undefined)
  server.endWatches()
  remove('a')
  put('c')
  server.store.compact()
  put('d')
  remove('d')
  server.store.compact()
  server.fault = undefined
  await sameAsServer()
  expect(told).toEqual(['+a', '+b', '+c', '-a'])
  expect(informer.lists).toBe(2)
})

test('an expired version that is told by the status lists anew, too', async () => {
  put('a')
  await informer.start()
  let expired = 0
  server.fault = request => (request.watch && expired++ === 0 ? { status: 410, reason: 'Expired' } : undefined)
  await expect.poll(() => server.requests.some(({ watch }) => watch)).toBe(true)
  server.endWatches()
  put('b')
  await sameAsServer()
  await expect.poll(() => informer.lists).toBe(2)
})

test('a cluster that was restored from an older copy is listed anew, and its lower versions are taken', async () => {
  put('a', { k: 'new' })
  await informer.start()
  await expect.poll(() => server.requests.at(-1)?.watch).toBe(true)
  const stored = server.store.get('/configmaps', 'shop', 'a')!
  const older = { ...stored, data: { k: 'old' }, metadata: { ...stored.metadata, resourceVersion: '7' } }
  let refused = 0
  server.fault = request =>
    request.watch && refused++ === 0
      ? { status: 504, reason: 'Timeout', message: 'Too large resource version: 101, current: 7' }
      : undefined
  server.store.get = () => older
  server.store.list = () => [older]
  server.endWatches()
  await expect.poll(() => informer.get('shop', 'a')?.['data']).toEqual({ k: 'old' })
})

test('a server that says again and again that versions are too old is asked with growing waits', async () => {
  server.fault = request => (request.watch ? { status: 410 } : undefined)
  await informer.start()
  await expect.poll(() => informer.lists).toBeGreaterThan(8)
  expect(waits.slice(0, 6)).toEqual([0, 1000, 2000, 4000, 8000, 8000])
  expect(Math.max(...waits)).toBeLessThanOrEqual(8_000)
  server.fault = undefined
  put('a')
  await sameAsServer()
})

test.each([
  ['5xx', { status: 500 }],
  ['401', { status: 401, reason: 'Unauthorized' }],
  ['429', { status: 429, retryAfter: 1 }],
  ['cut connections', 'cut-before'],
  ['lost answers', 'cut-after'],
] as const)('a storm of %s is outlasted, from the first list on', async (_name, fault) => {
  let left = 12
  server.fault = () => (left-- > 0 ? fault : undefined)
  put('a')
  await informer.start()
  put('b')
  await sameAsServer()
})

test('bookmarks are not needed, and move the version where they come', async () => {
  await informer.start()
  await expect.poll(() => server.requests.some(({ watch }) => watch)).toBe(true)
  server.put({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'other', namespace: 'shop' } })
  const { version } = server.store
  server.sayToWatches({ type: 'BOOKMARK', object: { metadata: { resourceVersion: String(version) } } })
  server.endWatches()
  await expect.poll(() => server.requests.at(-1)?.query.get('resourceVersion')).toBe(String(version))
})

test('a line that is no JSON is a failure that is told, not skipped', async () => {
  const failures: unknown[] = []
  const watched = new Informer(client, {
    kind: kinds.Secret,
    clock: hurried,
    onChange: () => undefined,
    onFailure: error => void failures.push(error),
  })
  await watched.start()
  await expect.poll(() => server.requests.some(({ watch }) => watch)).toBe(true)
  server.sayToWatches('not JSON')
  await expect.poll(() => failures).toMatchObject([{ code: 'KF_KUBE_STREAM', message: expect.stringContaining('an event is no JSON') }])
  await watched.stop()
})
