import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { systemClock } from '../../../src/core/clock.ts'
import { ApiClient, isStatus } from '../../../src/operator/client/api-client.ts'
import { Informer } from '../../../src/operator/client/informer.ts'
import { kinds } from '../../../src/operator/client/kinds.ts'
import type { KubeObject } from '../../../src/operator/client/kube-object.ts'
import { LeaseElection } from '../../../src/operator/leader/lease-election.ts'
import { clusterConfig, install } from './support/cluster.ts'
import { FaultProxy, type ProxyFault } from './support/fault-proxy.ts'
import { fixtures } from './support/fixtures.ts'
import { quiet, TestNamespace, writesOf } from './support/namespace.ts'

let at: TestNamespace
const TIMER = 'flows: [{ from: { uri: "timer:x", steps: [{ log: hi }] } }]'
const HTTP = 'flows: [{ from: { uri: "platform-http:/x", steps: [{ log: x }] } }]'

beforeAll(install)
beforeEach(async () => {
  at = await TestNamespace.create()
})
afterEach(() => at.close())

test('P1 a second look writes nothing, whatever the resource asks for', async () => {
  const { operator, client } = await at.operator()
  await at.admin.create(kinds.Secret, object('Secret', 'db'))
  await at.admin.create(kinds.ConfigMap, object('ConfigMap', 'c'))
  for (const [name, spec] of Object.entries(fixtures)) await at.put('Integration', name, spec)
  for (const name of Object.keys(fixtures)) await at.until('Deployed', 'True', name)
  await quiet(() => writesOf(client))
  const before = writesOf(client)
  for (const name of Object.keys(fixtures)) await operator.reconcile(`Integration/${at.name}/${name}`)
  expect(writesOf(client) - before).toBe(0)
})

describe('P2 an operator that dies at any write is followed by one that comes to the same end', () => {
  const spec = `${HTTP}\nreplicas: 2\ningress: { host: a.b }`

  async function endStateWith(dies?: {
    readonly at: number
    readonly how: 'cut' | 'cut-after'
  }): Promise<{ readonly state: string[]; readonly writes: number }> {
    const own = await TestNamespace.create()
    const proxy = await FaultProxy.start(clusterConfig())
    let count = 0
    let isDead = false
    proxy.fault = ({ method }) => {
      if (isDead) return 'cut'
      if (method === 'GET' || ++count !== dies?.at) return undefined
      isDead = true
      return dies.how
    }
    const first = await own.operator({}, {}, proxy.config)
    await own.put('Integration', 'orders', spec)
    if (dies === undefined) await own.available('orders')
    else await expect.poll(() => isDead, { timeout: 10_000 }).toBe(true)
    await own.stop(first)
    await own.operator()
    await own.available('orders')
    await own.until('Ready', 'True', 'orders')
    const state = await own.state()
    await proxy.close()
    await own.close()
    return { state, writes: count }
  }

  test('before or after each of them', { timeout: 300_000 }, async () => {
    const { state, writes } = await endStateWith()
    expect(writes).toBeGreaterThan(6)
    // the last ones follow the readiness that the test brings about
    for (let k = 1; k <= writes - 2; k++)
      for (const how of ['cut', 'cut-after'] as const)
        expect((await endStateWith({ at: k, how })).state, `${how} at write ${k}`).toEqual(state)
  })
})

test('P3 edits while the operator works are all kept, and the last one is what runs', async () => {
  const { client } = await at.operator()
  await at.put('Integration', 'orders', `${TIMER}\nreplicas: 1`)
  for (let i = 1; i <= 20; i++) {
    await at.admin.merge(kinds.Integration, at.name, 'orders', { metadata: { annotations: { [`edit-${i}`]: 'x' } }, spec: { replicas: i } })
    await at.admin
      .merge(kinds.Deployment, at.name, 'orders', { metadata: { annotations: { [`edit-${i}`]: 'x' } } })
      .catch(error => expect(isStatus(error, 404)).toBe(true))
  }
  await quiet(() => writesOf(client))
  const integration = (await at.get(kinds.Integration, 'orders'))!
  expect(Object.keys(integration.metadata.annotations!).filter(each => each.startsWith('edit-'))).toHaveLength(20)
  const deployment = (await at.get(kinds.Deployment, 'orders'))!
  expect(deployment['spec']).toMatchObject({ replicas: 20 })
  expect(deployment.metadata.annotations).toHaveProperty('edit-20')
})

test('P4 a field that another manager applies is left to it and told; one that was merely edited is taken back', async () => {
  await at.operator()
  await at.put('Integration', 'orders', `${TIMER}\nreplicas: 2`)
  await at.available('orders')
  await at.admin.merge(kinds.Deployment, at.name, 'orders', { spec: { progressDeadlineSeconds: 7 } })
  await expect
    .poll(
      async () => ((await at.get(kinds.Deployment, 'orders'))!['spec'] as { progressDeadlineSeconds: number }).progressDeadlineSeconds,
      { timeout: 10_000 },
    )
    .toBe(600)
  await at.admin.apply(
    kinds.Deployment,
    { ...object('Deployment', 'orders'), spec: { replicas: 7 } },
    { fieldManager: 'flux', force: true },
  )
  expect(await at.until('Deployed', 'False', 'orders')).toMatchObject({
    reason: 'FieldConflict',
    message: 'Deployment orders: conflict with "flux" on .spec.replicas',
  })
  expect((await at.get(kinds.Deployment, 'orders'))!['spec']).toMatchObject({ replicas: 7 })
})

describe('P5 to P8 a watch', () => {
  let proxy: FaultProxy
  let client: ApiClient
  let informer: Informer
  let told: string[]

  beforeEach(async () => {
    proxy = await FaultProxy.start(clusterConfig())
    client = new ApiClient(proxy.config, { timeoutMs: 2_000 })
    told = []
    informer = new Informer(client, {
      kind: kinds.ConfigMap,
      namespace: at.name,
      watchSeconds: 5,
      onChange: (after, before) =>
        void told.push(`${before === undefined ? '+' : after === undefined ? '-' : '~'}${(after ?? before)!.metadata.name}`),
    })
  })
  afterEach(async () => {
    await informer.stop()
    client.close()
    await proxy.close()
  })

  const put = (name: string, data: Record<string, string> = {}) => at.admin.apply(kinds.ConfigMap, { ...object('ConfigMap', name), data })

  /** The copy has what the server has. */
  async function sameAsServer(): Promise<void> {
    const versions = (all: Iterable<KubeObject>) => [...all].map(({ metadata }) => `${metadata.name}@${metadata.resourceVersion}`).sort()
    const { items } = await at.admin.list(kinds.ConfigMap, { namespace: at.name })
    await expect.poll(() => versions(informer.all()), { timeout: 20_000 }).toEqual(versions(items))
  }

  const storms: readonly (readonly [string, number, ProxyFault])[] = [
    ['410 by the status', 2, { status: 410 }],
    ['410 by an event: the real answer to a version that is too old', 2, { resourceVersion: '1' }],
    ['the end in the middle of an event', 6, { cutAfterBytes: 300 }],
    ['silence of a half-open connection', 1, 'silent'],
    ['429 with Retry-After', 3, { status: 429, retryAfter: 1 }],
    ['a storm of 5xx', 4, { status: 503 }],
    ['401, as while a token is rotated', 3, { status: 401 }],
    ['cut connections', 4, 'cut'],
  ]

  test.each(storms)('P5 outlasts %s', { timeout: 90_000 }, async (_name, times, fault) => {
    let left = times
    proxy.fault = ({ watch }) => (watch && left-- > 0 ? fault : undefined)
    await put('a')
    await informer.start()
    for (let i = 0; i < 10; i++) await put(`b${i}`, { i: String(i) })
    await at.admin.delete(kinds.ConfigMap, at.name, 'a')
    await expect.poll(() => left, { timeout: 60_000 }).toBeLessThanOrEqual(0)
    await put('last')
    await sameAsServer()
  })

  test('P6 finds what was deleted while it was cut off', async () => {
    await put('a')
    await put('b')
    await informer.start()
    proxy.fault = () => 'cut'
    proxy.cutWatches()
    await at.admin.delete(kinds.ConfigMap, at.name, 'a')
    await put('c')
    let tooOld = 1
    proxy.fault = ({ watch }) => (watch && tooOld-- > 0 ? { resourceVersion: '1' } : undefined)
    await sameAsServer()
    expect(told.filter(each => !each.includes('kube-root')).sort()).toEqual(['+a', '+b', '+c', '-a'])
  })

  test('P7 lists anew when the versions it knows are compacted away, and goes on to serve its copy meanwhile', async () => {
    await put('a')
    await informer.start()
    const { lists } = informer
    let listing = false
    proxy.fault = ({ watch, method }) => {
      if (watch && informer.lists === lists) return { resourceVersion: '1' }
      if (method === 'GET' && !watch) listing = informer.get(at.name, 'a') !== undefined
      return undefined
    }
    proxy.cutWatches()
    await expect.poll(() => informer.lists, { timeout: 10_000 }).toBe(lists + 1)
    expect(listing).toBe(true)
    await put('b')
    await sameAsServer()
  })

  test('P8 needs no bookmarks', { timeout: 60_000 }, async () => {
    proxy.fault = ({ watch }) => (watch ? 'without-bookmarks' : undefined)
    await informer.start()
    await put('a')
    // two ends of a watch go by
    await expect.poll(() => proxy.requests.filter(({ watch }) => watch).length, { timeout: 20_000 }).toBeGreaterThan(2)
    await put('b')
    await sameAsServer()
    expect(informer.lists).toBe(1)
  })
})

describe('P9 of several operators one writes', () => {
  const elections: { readonly election: LeaseElection; readonly client: ApiClient }[] = []
  const timing = { leaseMs: 3_000, renewDeadlineMs: 2_000, retryMs: 400 }

  function candidate(identity: string, clock = systemClock): LeaseElection {
    const client = new ApiClient(clusterConfig())
    const election = new LeaseElection({ client, clock, namespace: at.name, name: 'kafila-operator', identity, ...timing })
    elections.push({ election, client })
    return election
  }

  afterEach(async () => {
    for (const { election, client } of elections.splice(0)) {
      await election.release()
      client.close()
    }
  })

  test('and hands over at once when it ends in good order', async () => {
    const [first, second] = [candidate('one'), candidate('two')]
    await first.acquire()
    const waiting = second.acquire()
    await first.release()
    const started = Date.now()
    await waiting
    expect(Date.now() - started).toBeLessThan(timing.retryMs * 2 + 500)
    expect([first.isLeader, second.isLeader]).toEqual([false, true])
  })

  test('and a dead one is followed after its time, never before', async () => {
    let isDead = false
    const first = candidate('one', {
      ...systemClock,
      sleep: (ms, signal) => (isDead ? systemClock.sleep(3_600_000, signal) : systemClock.sleep(ms, signal)),
    })
    await first.acquire()
    isDead = true
    await new Promise(resolve => setTimeout(resolve, 500))
    const started = Date.now()
    await candidate('two').acquire()
    const took = Date.now() - started
    expect(took).toBeGreaterThan(timing.leaseMs - 100)
    expect(took).toBeLessThan(timing.leaseMs + 3 * timing.retryMs + 500)
    // one that wakes up finds that it may not write
    expect(() => first.check('PATCH', '/api/v1/namespaces/x/configmaps/y')).toThrow('this process no longer writes')
  })

  test('also where one is paused for longer than its lease: there are never two at a time', async () => {
    let offset = 0
    const first = candidate('one', { ...systemClock, now: () => Date.now() + offset })
    await first.acquire()
    offset = 60_000
    expect(first.isLeader).toBe(false)
  })

  test('and all of many get it, one after the other', { timeout: 60_000 }, async () => {
    const leaders: string[] = []
    await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map(async identity => {
        const election = candidate(identity)
        await election.acquire()
        leaders.push(identity)
        expect(elections.filter(each => each.election.isLeader)).toHaveLength(1)
        await election.release()
      }),
    )
    expect(leaders.sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
  })
})

test('P10 an API server that is away for a minute is asked with growing waits, and work goes on within 10 s', {
  timeout: 150_000,
}, async () => {
  const proxy = await FaultProxy.start(clusterConfig())
  await at.operator({}, { timeoutMs: 2_000 }, proxy.config)
  await at.put('Integration', 'orders', TIMER)
  await at.available('orders')
  proxy.fault = () => 'cut'
  proxy.cutWatches()
  const before = proxy.requests.length
  await at.put('Integration', 'orders', `${TIMER}\nreplicas: 3`)
  await new Promise(resolve => setTimeout(resolve, 60_000))
  // 16 watches that try after 0.5, 1, 2, 4 and then each 4 to 8 s
  expect(proxy.requests.length - before).toBeLessThan(16 * 20)
  proxy.fault = undefined
  const started = Date.now()
  await expect
    .poll(async () => ((await at.get(kinds.Deployment, 'orders'))!['spec'] as { replicas: number }).replicas, { timeout: 40_000 })
    .toBe(3)
  expect(Date.now() - started).toBeLessThan(10_000)
  await proxy.close()
})

test('P11 requests keep to their rate at the server, and one resource that fails keeps no other from its turn', async () => {
  const proxy = await FaultProxy.start(clusterConfig())
  proxy.fault = ({ path, method }) => (method === 'PATCH' && path.includes('/orders-0') ? { status: 500 } : undefined)
  await at.operator({ workers: 2 }, { rate: { perSecond: 40, burst: 20 } }, proxy.config)
  const first = proxy.requests.length
  for (let i = 0; i < 15; i++) await at.put('Integration', `orders-${i}`, TIMER)
  for (let i = 1; i < 15; i++) if (i < 10) await at.until('Deployed', 'True', `orders-${i}`)
  const times = proxy.requests.slice(first).map(each => each.at)
  const most = Math.max(...times.map(from => times.filter(each => each >= from && each < from + 1000).length))
  expect(most).toBeLessThanOrEqual(40 + 20 + 2)
  await proxy.close()
})

test('P12 the observed generation grows and is never ahead; times of transition change with the status only', async () => {
  await at.operator()
  await at.put('Integration', 'orders', TIMER)
  const seen: KubeObject[] = []
  const informer = new Informer(at.admin, {
    kind: kinds.Integration,
    namespace: at.name,
    onChange: after => void (after && seen.push(after)),
  })
  await informer.start()
  await at.available('orders')
  for (const flows of ['flows: [{ from: { uri: "nowhere:x" } }]', `${TIMER}\nreplicas: 2`, `${TIMER}\nsuspend: true`]) {
    await at.put('Integration', 'orders', flows)
    await expect
      .poll(async () => ((await at.get(kinds.Integration, 'orders'))!['status'] as { observedGeneration: number }).observedGeneration, {
        timeout: 10_000,
      })
      .toBe((await at.get(kinds.Integration, 'orders'))!.metadata.generation)
  }
  await informer.stop()
  const statuses = seen.map(({ metadata, status }) => ({
    generation: metadata.generation!,
    ...(status as { observedGeneration?: number; conditions?: Condition[] } | undefined),
  }))
  const observed = statuses.flatMap(({ observedGeneration }) => observedGeneration ?? [])
  expect(observed).toEqual([...observed].sort((a, b) => a - b))
  for (const { generation, observedGeneration = 0, conditions = [] } of statuses)
    for (const each of [observedGeneration, ...conditions.map(condition => condition.observedGeneration ?? 0)])
      expect(each).toBeLessThanOrEqual(generation)
  for (const [index, { conditions = [] }] of statuses.entries())
    for (const condition of conditions) {
      const before = statuses[index - 1]?.conditions?.find(({ type }) => type === condition.type)
      const isSame =
        before?.status === condition.status &&
        (condition.type !== 'Reconciling' || before.observedGeneration === condition.observedGeneration)
      if (isSame) expect(condition.lastTransitionTime).toBe(before!.lastTransitionTime)
    }
})

test('P13 whatever is there when a resource is deleted belongs to it, so that nothing is left', async () => {
  await at.operator()
  for (const [name, spec] of Object.entries(fixtures)) await at.put('Integration', name, spec)
  await at.put('Pipe', 'flow', 'source: { uri: "timer:x" }\nsink: { uri: "log:x" }')
  await at.until('Deployed', 'True', 'plain')
  const uids = new Set<string>()
  for (const kind of [kinds.Integration, kinds.Pipe])
    for (const each of (await at.admin.list(kind, { namespace: at.name })).items) uids.add(each.metadata.uid!)
  const strays = (await at.children()).filter(
    ({ metadata }) => !metadata.ownerReferences?.some(({ uid, controller }) => controller && uids.has(uid)),
  )
  expect(strays.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([])
  const integration = await at.get(kinds.Integration, 'flow')
  expect(integration?.metadata.ownerReferences).toMatchObject([{ kind: 'Pipe', controller: true }])
})

describe('P14 deletion', () => {
  test('with the finalizer of somebody else is not worked against', async () => {
    const { client } = await at.operator()
    await at.put('Integration', 'orders', TIMER)
    await at.available('orders')
    await at.admin.merge(kinds.Integration, at.name, 'orders', { metadata: { finalizers: ['example.com/keep'] } })
    await at.admin.delete(kinds.Integration, at.name, 'orders')
    await quiet(() => writesOf(client))
    const before = writesOf(client)
    await at.admin.delete(kinds.Deployment, at.name, 'orders')
    await quiet(() => writesOf(client))
    expect(writesOf(client)).toBe(before)
    // whatever a resource says, its finalizer can be taken away
    await at.admin.merge(kinds.Integration, at.name, 'orders', { metadata: { finalizers: null } })
    expect(await at.get(kinds.Integration, 'orders')).toBeUndefined()
  })

  test('of the namespace is not answered by trying again and again', async () => {
    const { client } = await at.operator()
    await at.put('Integration', 'orders', TIMER)
    await at.available('orders')
    await at.admin.delete(kinds.Namespace, undefined, at.name)
    await at.admin.delete(kinds.Deployment, at.name, 'orders')
    await quiet(() => writesOf(client), 1_500)
    const before = writesOf(client)
    await new Promise(resolve => setTimeout(resolve, 3_000))
    expect(writesOf(client) - before).toBeLessThanOrEqual(1)
  })
})

test('P15 drift of every kind of object is mended within 2 s, and what others added stays', async () => {
  await at.operator()
  await at.put('Integration', 'all', fixtures['all']!)
  await at.until('Deployed', 'True', 'all')
  for (const { kind, metadata } of await at.children()) {
    const of = kinds[kind as 'Deployment']
    await at.admin.merge(of, at.name, metadata.name, { metadata: { labels: { 'kafila.dev/integration': 'other', foreign: 'yes' } } })
    await expect
      .poll(async () => (await at.get(of, metadata.name))?.metadata.labels, { timeout: 2_000, interval: 30 })
      .toMatchObject({ 'kafila.dev/integration': 'all', foreign: 'yes' })
    await at.admin.delete(of, at.name, metadata.name)
    await expect
      .poll(async () => (await at.get(of, metadata.name))?.metadata.uid ?? metadata.uid, { timeout: 2_000, interval: 30 })
      .not.toBe(metadata.uid)
  }
})

test('P16 scaled by its subresource; the number of an autoscaler is left alone', async () => {
  await at.operator()
  await at.put('Integration', 'orders', TIMER)
  await at.available('orders')
  const scale = await at.admin.get(kinds.Integration, at.name, 'orders', { subresource: 'scale' })
  expect(scale).toMatchObject({ kind: 'Scale', spec: { replicas: 1 }, status: { replicas: 1, selector: 'kafila.dev/integration=orders' } })
  await at.admin.merge(kinds.Integration, at.name, 'orders', { spec: { replicas: 4 } }, 'scale')
  await expect.poll(async () => ((await at.get(kinds.Deployment, 'orders'))!['spec'] as { replicas: number }).replicas).toBe(4)
  const autoscaler = new ApiClient(clusterConfig(), { fieldManager: 'kube-controller-manager' })
  await autoscaler.merge(kinds.Deployment, at.name, 'orders', { spec: { replicas: 9 } }, 'scale')
  await at.put('Integration', 'orders', TIMER.replace('hi', 'ho'))
  await expect
    .poll(async () => ((await at.get(kinds.Integration, 'orders'))!['status'] as { observedGeneration: number }).observedGeneration)
    .toBe(3)
  await new Promise(resolve => setTimeout(resolve, 300))
  expect((await at.get(kinds.Deployment, 'orders'))!['spec']).toMatchObject({ replicas: 9 })
  autoscaler.close()
})

describe('P19 the definitions', () => {
  test('warn of unknown fields, and refuse them where that is asked for', async () => {
    const body = { ...object('Integration', 'orders'), spec: { ...(parse(TIMER) as object), replicaz: 2 } }
    const strict = await at.admin
      .raw('POST', `/apis/kafila.dev/v1/namespaces/${at.name}/integrations?fieldValidation=Strict`, body)
      .catch(error => error)
    expect(strict).toMatchObject({ message: expect.stringContaining('unknown field "spec.replicaz"') })
  })

  test('let objects live on that were stored under older rules, and take other changes of them', async () => {
    const { customResourceDefinitions } = await import('../../../src/operator/resources/crds.ts')
    const now = customResourceDefinitions().get('integrations') as unknown as KubeObject
    const older = JSON.parse(JSON.stringify(now).replaceAll('"Restart","Hot","Never"', '"Restart","Hot","Never","Sometimes"')) as KubeObject
    const apply = (definition: KubeObject) => at.admin.apply(kinds.CustomResourceDefinition, definition, { force: true })
    await apply(older)
    await expect
      .poll(
        () =>
          at.put('Integration', 'orders', `${TIMER}\nreload: Sometimes`).then(
            () => true,
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(true)
    await apply(now)
    let attempts = 0
    // one that was taken in the meantime may be changed later, too
    const other = () =>
      at.put('Integration', `other-${attempts++}`, `${TIMER}\nreload: Sometimes`).then(
        () => 'taken',
        () => 'refused',
      )
    await expect.poll(other, { timeout: 10_000 }).toBe('refused')
    await at.operator()
    await at.admin.merge(kinds.Integration, at.name, 'orders', { spec: { replicas: 2 } })
    await at.until('Deployed', 'True', 'orders')
    expect((await at.get(kinds.Deployment, 'orders'))!['spec']).toMatchObject({ replicas: 2 })
  })
})

interface Condition {
  readonly type: string
  readonly status: string
  readonly observedGeneration?: number
  readonly lastTransitionTime: string
}

function object(kind: keyof typeof kinds, name: string): KubeObject {
  return { apiVersion: kinds[kind].apiVersion, kind, metadata: { name, namespace: at.name } }
}
