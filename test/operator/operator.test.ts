import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { OperatorHarness } from '../support/kube/operator-harness.ts'
import { putPod, setStatus } from '../support/kube/workloads.ts'

let at: OperatorHarness
const HTTP = 'flows: [{ from: { uri: "platform-http:/x", steps: [{ log: x }] } }]'
const TIMER = 'flows: [{ from: { uri: "timer:tick", steps: [{ log: hi }] } }]'

beforeEach(async () => {
  at = await OperatorHarness.start()
})
afterEach(() => at.close())

function withoutHash(names: readonly string[]) {
  return names.map(name => name.replace(/-[0-9a-f]{8,10}$/, '-HASH'))
}

describe('an Integration', () => {
  test('becomes a ConfigMap, a Deployment and a revision, and is ready when its pods are', async () => {
    at.put('Integration', 'orders', TIMER)
    await at.settled()
    expect(withoutHash(at.children())).toEqual(['ConfigMap/orders-routes-HASH', 'ControllerRevision/orders-HASH', 'Deployment/orders'])
    expect(at.condition('Ready')).toMatchObject({ status: 'Unknown', reason: 'RollingOut' })
    expect(at.condition('Reconciling')).toMatchObject({ status: 'True' })
    await at.rolledOut()
    expect(at.condition('Ready')).toMatchObject({
      status: 'True',
      reason: 'PodsReady',
      message: '1 of 1 pods are ready',
      observedGeneration: 1,
    })
    expect(at.status()).toMatchObject({
      phase: 'Running',
      replicas: 1,
      readyReplicas: 1,
      selector: 'kafila.dev/integration=orders',
      workload: 'Deployment/orders',
      runtime: { version: '1.2.3', image: 'kafila:1.2.3' },
      revisions: [{ number: 1 }],
    })
  })

  test('that is looked at again is not written to', async () => {
    at.put('Integration', 'orders', `${HTTP}\nreplicas: 2\ningress: { host: a.b }\nconfigs: [{ secret: db, optional: true }]`)
    await at.rolledOut()
    const before = at.server.writes.length
    await at.operator.reconcile('Integration/shop/orders')
    expect(at.server.writes.slice(before).map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  test('with a wrong route changes nothing but its own status, which says where and what', async () => {
    at.put('Integration', 'orders', TIMER)
    await at.rolledOut()
    const before = at.children()
    const { revision } = at.status()
    at.put('Integration', 'orders', 'flows: [{ from: { uri: "timer:tick", steps: [{ log: hi }, { to: "htp:x" }] } }]')
    await at.settled()
    expect(at.children()).toEqual(before)
    expect(at.condition('Accepted')).toMatchObject({
      status: 'False',
      reason: 'InvalidRoute',
      observedGeneration: 2,
      message: expect.stringContaining('spec.flows[0].from.steps[1].to (line 5:13): KF_ROUTE_UNKNOWN_COMPONENT unknown component `htp`'),
    })
    expect(at.condition('Ready')?.message).toContain(`revision ${revision} goes on`)
    expect(at.condition('Stalled')).toMatchObject({ status: 'True', reason: 'NotAccepted' })
    expect(at.status()).toMatchObject({ phase: 'Invalid', revision, readyReplicas: 1 })
  })

  test('that declares plug-ins is accepted with what they may declare, and says what is not checked', async () => {
    const flows = 'flows: [{ from: { uri: "acme:orders", steps: [{ log: hi }] } }]'
    at.put('Integration', 'orders', flows)
    await at.settled()
    expect(at.condition('Accepted')).toMatchObject({ status: 'False', reason: 'InvalidRoute' })
    at.put('Integration', 'orders', `${flows}\nproperties: { kafila.plug-ins: kafila-connector-acme }`)
    await at.rolledOut()
    expect(at.condition('Accepted')).toMatchObject({
      status: 'True',
      reason: 'Valid',
      message:
        'with warnings: spec.flows[0].from.uri (line 2:10): KF_ROUTE_UNKNOWN_COMPONENT unknown component `acme`: not checked, as kafila-connector-acme, which is not known here, may declare it; the pods check it when they start',
    })
    expect(at.condition('Ready')).toMatchObject({ status: 'True' })
    const map = at.children().find(each => each.startsWith('ConfigMap/'))!
    const { data } = at.get('/configmaps', map.slice('ConfigMap/'.length)) as { data?: Record<string, string> }
    expect(data?.['application.properties']).toBe('kafila.plug-ins=kafila-connector-acme\n')
  })

  test('whose wrong version is scaled keeps its old one at that number', async () => {
    at.put('Integration', 'orders', TIMER)
    await at.rolledOut()
    at.put('Integration', 'orders', 'flows: [{ from: { uri: "nowhere:x" } }]\nreplicas: 3')
    await at.settled()
    expect(at.get('apps/deployments', 'orders')?.['spec']).toMatchObject({ replicas: 3 })
  })

  test('waits for what it names, and says what that is', async () => {
    at.put(
      'Integration',
      'orders',
      `${TIMER}\nconfigs: [{ configMap: c }]\nenv: [{ name: A, valueFrom: { secretKeyRef: { name: s, key: k } } }]`,
    )
    await at.settled()
    expect(at.children()).toEqual([])
    expect(at.condition('Resolved')).toMatchObject({
      status: 'False',
      message: 'spec.env[0].valueFrom.secretKeyRef: there is no Secret s; spec.configs[0].configMap: there is no ConfigMap c',
    })
    expect(at.status().phase).toBe('Waiting')
    at.server.put({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'shop' } })
    at.server.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'shop' } })
    await at.rolledOut()
    expect(at.condition('Ready')?.status).toBe('True')
  })

  test('is made anew when a ConfigMap, Secret or Kamelet that it uses changes, and only then', async () => {
    const kamelet = (text: string) => ({
      template: { from: { uri: 'timer:k', steps: [{ setBody: { constant: text } }, { to: 'kamelet:sink' }] } },
      definition: { title: 'k' },
    })
    at.put('Kamelet', 'tick', kamelet('one'))
    for (const kind of ['Secret', 'ConfigMap'])
      at.server.put({ apiVersion: 'v1', kind, metadata: { name: 'used', namespace: 'shop' }, data: {} })
    at.put(
      'Integration',
      'orders',
      'flows: [{ from: { uri: "kamelet:tick", steps: [{ log: x }] } }]\nconfigs: [{ configMap: used }, { secret: used }]',
    )
    await at.rolledOut()
    const template = () => JSON.stringify((at.get('apps/deployments', 'orders')!['spec'] as { template: unknown }).template)
    let before = template()
    at.put('Kamelet', 'other', kamelet('x'))
    at.server.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other', namespace: 'shop' }, data: {} })
    await at.settled()
    expect(template()).toBe(before)
    at.put('Kamelet', 'tick', kamelet('two'))
    await at.rolledOut()
    expect(template()).not.toBe(before)
    before = template()
    at.server.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'used', namespace: 'shop' }, data: { a: 'b' } })
    await at.rolledOut()
    expect(template()).not.toBe(before)
    before = template()
    at.server.put({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'used', namespace: 'shop' }, data: { a: 'b' } })
    await at.operator.refreshSecrets()
    await at.rolledOut()
    expect(template()).not.toBe(before)
  })

  test('names a Kamelet that is not there in Resolved, and takes it when it comes', async () => {
    at.put('Integration', 'orders', 'flows: [{ from: { uri: "kamelet:tick", steps: [{ log: x }] } }]')
    await at.settled()
    expect(at.condition('Accepted')?.status).toBe('True')
    expect(at.condition('Resolved')).toMatchObject({ status: 'False', message: 'spec.flows[0].from.uri: there is no Kamelet `tick`' })
    at.put('Kamelet', 'tick', { template: { from: { uri: 'timer:k', steps: [{ to: 'kamelet:sink' }] } } })
    await at.rolledOut()
    expect(at.condition('Ready')?.status).toBe('True')
  })

  test('keeps what ran before until the new version is available, then removes what is left over', async () => {
    at.put('Integration', 'orders', `${HTTP}\ndeploy: { revisionHistoryLimit: 0 }`)
    await at.rolledOut()
    expect(withoutHash(at.children())).toContain('Service/orders')
    const { uid } = at.get('apps/deployments', 'orders')!.metadata
    at.put('Integration', 'orders', `${TIMER}\ndeploy: { revisionHistoryLimit: 0 }`)
    await at.settled()
    expect(withoutHash(at.children())).toEqual([
      'ConfigMap/orders-routes-HASH',
      'ConfigMap/orders-routes-HASH',
      'ControllerRevision/orders-HASH',
      'ControllerRevision/orders-HASH',
      'Deployment/orders',
      'Service/orders',
    ])
    await at.rolledOut()
    expect(withoutHash(at.children())).toEqual(['ConfigMap/orders-routes-HASH', 'ControllerRevision/orders-HASH', 'Deployment/orders'])
    expect(at.get('apps/deployments', 'orders')!.metadata.uid).toBe(uid)
  })

  test('goes back to an earlier revision, whose name the status gives, and forth again', async () => {
    at.put('Integration', 'orders', TIMER)
    await at.rolledOut()
    const first = at.status().revision as string
    const routes = () => at.children().filter(each => each.startsWith('ConfigMap'))
    const firstRoutes = routes()
    at.put('Integration', 'orders', TIMER.replace('hi', 'ho'))
    await at.rolledOut()
    expect(at.status().revisions.map((each: { number: number }) => each.number)).toEqual([2, 1])
    at.put('Integration', 'orders', `${TIMER.replace('hi', 'ho')}\ndeploy: { revision: ${first} }`)
    await at.rolledOut()
    expect(at.status().revision).toBe(first)
    const volumes = (
      at.get('apps/deployments', 'orders')!['spec'] as { template: { spec: { volumes: { configMap: { name: string } }[] } } }
    ).template.spec.volumes
    expect(`ConfigMap/${volumes[0]!.configMap.name}`).toBe(firstRoutes[0])
    at.put('Integration', 'orders', `${TIMER}\ndeploy: { revision: orders-none }`)
    await at.settled()
    expect(at.condition('Accepted')).toMatchObject({
      status: 'False',
      reason: 'UnknownRevision',
      message: expect.stringContaining(`there is no revision orders-none; there are: orders-`),
    })
  })

  test('keeps no more revisions than it says', async () => {
    for (let i = 1; i <= 5; i++) {
      at.put('Integration', 'orders', `${TIMER.replace('hi', `hi ${i}`)}\ndeploy: { revisionHistoryLimit: 2 }`)
      await at.rolledOut()
    }
    expect(withoutHash(at.children()).filter(each => each !== 'Deployment/orders')).toEqual([
      ...new Array<string>(3).fill('ConfigMap/orders-routes-HASH'),
      ...new Array<string>(3).fill('ControllerRevision/orders-HASH'),
    ])
    expect(at.status().revisions.map((each: { number: number }) => each.number)).toEqual([5, 4, 3])
  })

  test('that is suspended has no pods, and is as it should be', async () => {
    at.put('Integration', 'orders', `${TIMER}\nreplicas: 2\nsuspend: true`)
    await at.rolledOut()
    expect(at.get('apps/deployments', 'orders')?.['spec']).toMatchObject({ replicas: 0 })
    expect(at.condition('Ready')).toMatchObject({ status: 'True', reason: 'Suspended' })
  })

  test('that is deleted leaves nothing', async () => {
    at.put('Integration', 'orders', `${HTTP}\nreplicas: 2`)
    await at.rolledOut()
    at.server.store.remove('kafila.dev/integrations', at.get('kafila.dev/integrations', 'orders')!)
    await at.settled()
    expect(at.children()).toEqual([])
  })

  test('stays on its runtime when the operator is another version, until it says otherwise', async () => {
    at.put('Integration', 'orders', TIMER)
    at.put('Integration', 'auto', `${TIMER}\nruntime: { upgradePolicy: Auto }`)
    await at.rolledOut()
    await at.stopOperator()
    const before = at.server.writes.length
    await at.startOperator({ runtime: { version: '2.0.0', imageOf: version => `elsewhere/kafila:${version}` } })
    await at.rolledOut()
    const image = (name: string) => JSON.stringify(at.get('apps/deployments', name)?.['spec']).match(/"image":"([^"]+)"/)?.[1]
    expect([image('orders'), image('auto')]).toEqual(['kafila:1.2.3', 'elsewhere/kafila:2.0.0'])
    expect(at.server.writes.slice(before).filter(({ path }) => path.includes('orders'))).toEqual([])
    at.put('Integration', 'orders', `${TIMER}\nruntime: { version: 2.0.0 }`)
    await at.rolledOut()
    expect(image('orders')).toBe('elsewhere/kafila:2.0.0')
  })
})

describe('drift', () => {
  test('of every kind of object is mended, and what others added stays', async () => {
    at.put(
      'Integration',
      'orders',
      `${HTTP}\nreplicas: 2\ningress: { host: a.b }\nautoscaling: { maxReplicas: 4, targetCPUUtilization: 70 }`,
    )
    await at.rolledOut()
    const before = at.children()
    for (const child of before) {
      const resource = at.server.store.all().find(({ kind, metadata }) => `${kind}/${metadata.name}` === child)!
      const { spec, metadata, ...rest } = resource as typeof resource & { spec?: object }
      if (resource.kind !== 'ConfigMap' && resource.kind !== 'ControllerRevision')
        at.server.put({
          ...rest,
          metadata: { ...metadata, labels: { ...metadata.labels, foreign: 'yes' } },
          spec: { ...spec, replicas: 9, minReplicas: 9, maxUnavailable: 9, rules: [], ports: [] },
        })
    }
    await at.settled()
    expect(at.get('apps/deployments', 'orders')).toMatchObject({ spec: { replicas: 2 }, metadata: { labels: { foreign: 'yes' } } })
    expect(at.get('/services', 'orders')).toMatchObject({ spec: { ports: [{ port: 80 }] } })
    expect(at.get('networking.k8s.io/ingresses', 'orders')).toMatchObject({ spec: { rules: [{ host: 'a.b' }] } })
    expect(at.get('policy/poddisruptionbudgets', 'orders')).toMatchObject({ spec: { maxUnavailable: 1 } })
    expect(at.get('autoscaling/horizontalpodautoscalers', 'orders')).toMatchObject({ spec: { minReplicas: 1 } })
  })

  test('that removes any object brings it back', async () => {
    at.put('Integration', 'orders', `${HTTP}\nreplicas: 2\ningress: { host: a.b }`)
    await at.rolledOut()
    const before = at.children()
    for (const object of at.server.store.all().filter(({ kind, metadata }) => before.includes(`${kind}/${metadata.name}`))) {
      const group = object.apiVersion.includes('/') ? object.apiVersion.split('/')[0] : ''
      const plural = { Ingress: 'ingresses' }[object.kind] ?? `${object.kind.toLowerCase()}s`
      at.server.store.remove(`${group}/${plural}`, object)
    }
    await at.settled()
    expect(at.children()).toEqual(before)
  })

  test('by an autoscaler at the workload itself is none: its number of pods stays', async () => {
    at.put('Integration', 'orders', `${TIMER}\nreplicas: 2`)
    await at.rolledOut()
    const deployment = at.get('apps/deployments', 'orders')!
    at.server.put({ ...deployment, spec: { ...(deployment['spec'] as object), replicas: 5 } }, 'kube-controller-manager', 'scale')
    at.put('Integration', 'orders', `${TIMER.replace('hi', 'ho')}\nreplicas: 2`)
    await at.rolledOut()
    expect(at.get('apps/deployments', 'orders')?.['spec']).toMatchObject({ replicas: 5 })
  })

  test('claimed by another controller is left to it, and told', async () => {
    at.put('Integration', 'orders', `${TIMER}\nreplicas: 2`)
    await at.rolledOut()
    const { apiVersion, kind, metadata } = at.get('apps/deployments', 'orders')!
    const claim = { apiVersion, kind, metadata: { name: metadata.name, namespace: 'shop' }, spec: { replicas: 7 } }
    const { kinds } = await import('../../src/operator/client/kinds.ts')
    await at.client.apply(kinds.Deployment, claim, { fieldManager: 'flux', force: true })
    await at.settled()
    expect(at.get('apps/deployments', 'orders')?.['spec']).toMatchObject({ replicas: 7 })
    expect(at.condition('Deployed')).toMatchObject({
      status: 'False',
      reason: 'FieldConflict',
      message: 'Deployment orders: conflict with "flux" on .spec.replicas',
    })
  })

  test('never touches what belongs to somebody else', async () => {
    at.server.put({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'orders', namespace: 'shop' }, spec: { ports: [{ port: 1 }] } })
    at.put('Integration', 'orders', HTTP)
    await at.settled()
    expect(at.get('/services', 'orders')?.['spec']).toEqual({ ports: [{ port: 1 }] })
    expect(at.condition('Deployed')).toMatchObject({
      status: 'False',
      reason: 'NameTaken',
      message: 'Service orders belongs to somebody else',
    })
    expect(at.condition('Stalled')?.status).toBe('True')
  })

  test('that an admission webhook makes each time is not fought for ever', async () => {
    at.server.defaults['Deployment'] = object => {
      ;(object['spec'] as { progressDeadlineSeconds: number }).progressDeadlineSeconds = 1
    }
    at.put('Integration', 'orders', TIMER)
    await at.rolledOut()
    const before = at.server.writes.length
    for (let i = 0; i < 5; i++) await at.operator.reconcile('Integration/shop/orders')
    expect(at.server.writes.slice(before).map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })
})

describe('pods that do not run', () => {
  const waiting = (reason: string, message = '') => ({
    phase: 'Pending',
    containerStatuses: [{ name: 'integration', state: { waiting: { reason, message } } }],
  })
  const ended = (terminated: object) => ({
    containerStatuses: [
      { name: 'integration', restartCount: 4, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated } },
    ],
  })

  test.each([
    ['ImagePull', waiting('ErrImagePull', 'manifest unknown'), 'ErrImagePull: manifest unknown'],
    ['ImagePull', waiting('ImagePullBackOff', 'Back-off pulling image "x"'), 'Back-off pulling image "x"'],
    ['ImagePull', waiting('InvalidImageName', "couldn't parse image name"), "couldn't parse image name"],
    ['ConfigMissing', waiting('CreateContainerConfigError', 'secret "db" not found'), 'secret "db" not found'],
    ['ContainerRefused', waiting('CreateContainerError', 'no command'), 'no command'],
    ['CrashLoop', ended({ exitCode: 2, message: 'KF_ROUTE_FILES\n' }), 'ended with exit code 2: KF_ROUTE_FILES (restarts: 4)'],
    ['CrashLoop', ended({ exitCode: 139, signal: 11 }), 'was ended by signal 11'],
    ['OutOfMemory', ended({ exitCode: 137, reason: 'OOMKilled' }), 'used more memory than its limit'],
    [
      'CrashLoop',
      {
        initContainerStatuses: [
          { name: 'prepare', state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: { exitCode: 1 } } },
        ],
      },
      'container prepare ended with exit code 1',
    ],
    [
      'Unschedulable',
      {
        phase: 'Pending',
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes are available: 3 Insufficient memory.' },
        ],
      },
      '0/3 nodes are available',
    ],
    ['Evicted', { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' }, 'low on resource'],
  ])('%s: %j', async (reason, status, message) => {
    at.put('Integration', 'orders', TIMER)
    await at.settled()
    const deployment = at.get('apps/deployments', 'orders')!
    setStatus(at.server, deployment, { ready: 0 })
    putPod(at.server, deployment, 'orders-1', status)
    await at.settled()
    expect(at.condition('Ready')).toMatchObject({ status: 'False', reason, message: expect.stringContaining(message) })
    expect(at.condition('Ready')?.message).toContain('0 of 1 pods are ready; pod orders-1: ')
    expect(at.condition('Reconciling')?.status).toBe('True')
  })

  test.each([
    ['QuotaExceeded', 'pods "orders-1" is forbidden: exceeded quota: q, requested: cpu=1'],
    ['PodSecurity', 'pods "orders-1" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot'],
    ['PodsRefused', 'Internal error occurred: failed calling webhook'],
  ])('%s, as the cluster refuses to make them', async (reason, message) => {
    at.put('Integration', 'orders', TIMER)
    await at.settled()
    setStatus(at.server, at.get('apps/deployments', 'orders')!, {
      ready: 0,
      updated: 0,
      conditions: [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }],
    })
    await at.settled()
    expect(at.condition('Ready')).toMatchObject({ status: 'False', reason, message: expect.stringContaining(message) })
  })

  test('after the deadline are stalled', async () => {
    at.put('Integration', 'orders', TIMER)
    await at.settled()
    setStatus(at.server, at.get('apps/deployments', 'orders')!, {
      ready: 0,
      conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }],
    })
    await at.settled()
    expect(at.condition('Stalled')).toMatchObject({ status: 'True', reason: 'ProgressDeadlineExceeded' })
    expect(at.condition('Reconciling')?.status).toBe('False')
    expect(at.status().phase).toBe('Failed')
  })

  test('of an old template are no news', async () => {
    at.put('Integration', 'orders', TIMER)
    await at.rolledOut()
    putPod(at.server, at.get('apps/deployments', 'orders')!, 'old', waiting('ImagePullBackOff'))
    at.put('Integration', 'orders', TIMER.replace('hi', 'ho'))
    await at.settled()
    setStatus(at.server, at.get('apps/deployments', 'orders')!, { ready: 0 })
    await at.settled()
    expect(at.condition('Ready')).toMatchObject({ status: 'Unknown', reason: 'RollingOut' })
  })
})

describe('a Pipe', () => {
  const PIPE = 'source: { uri: "timer:x" }\nsink: { uri: "log:y" }\nreplicas: 2'
  const PIPES = 'kafila.dev/pipes'

  test('becomes an Integration, whose status is its own', async () => {
    at.put('Pipe', 'flow', PIPE)
    await at.rolledOut()
    expect(at.get('kafila.dev/integrations', 'flow')?.['spec']).toMatchObject({ replicas: 2, flows: [{ route: { id: 'flow' } }] })
    expect(at.condition('Ready', 'flow', PIPES)).toMatchObject({ status: 'True', reason: 'PodsReady' })
    expect(at.status('flow', PIPES)).toMatchObject({ phase: 'Running', replicas: 2, selector: 'kafila.dev/integration=flow' })
  })

  test('that is scaled scales its Integration; an edited Integration is mended', async () => {
    at.put('Pipe', 'flow', PIPE)
    await at.rolledOut()
    at.put('Pipe', 'flow', PIPE.replace('2', '3'))
    await at.rolledOut()
    expect(at.get('apps/deployments', 'flow')?.['spec']).toMatchObject({ replicas: 3 })
    at.put(
      'Integration',
      'flow',
      { ...(at.get('kafila.dev/integrations', 'flow')!['spec'] as object), replicas: 9 },
      at.get('kafila.dev/integrations', 'flow')!.metadata,
    )
    await at.rolledOut()
    expect(at.get('apps/deployments', 'flow')?.['spec']).toMatchObject({ replicas: 3 })
  })

  test('that cannot be one says why', async () => {
    at.put('Pipe', 'flow', 'source: { ref: { kind: Broker, name: x } }\nsink: { uri: "log:y" }')
    await at.settled()
    expect(at.condition('Accepted', 'flow', PIPES)).toMatchObject({ status: 'False', reason: 'InvalidSpec' })
    expect(at.get('kafila.dev/integrations', 'flow')).toBeUndefined()
  })

  test('never takes an Integration that is somebody else’s', async () => {
    at.put('Integration', 'flow', TIMER)
    await at.settled()
    at.put('Pipe', 'flow', PIPE)
    await at.settled()
    expect(at.condition('Deployed', 'flow', PIPES)).toMatchObject({ status: 'False', reason: 'NameTaken' })
  })
})

test('each transition is one Event', async () => {
  at.put('Integration', 'orders', TIMER)
  await at.rolledOut()
  for (let i = 0; i < 3; i++) await at.operator.reconcile('Integration/shop/orders')
  at.put('Integration', 'orders', 'flows: [{ from: "nowhere:x" }]')
  await at.settled()
  const events = at.server.store.list('events.k8s.io/events').map(({ type, reason, action }) => `${type} ${action} ${reason}`)
  expect(events.sort()).toEqual([
    'Normal Ready PodsReady',
    'Warning NotAccepted InvalidRoute',
    'Warning NotDeployed NotAccepted',
    'Warning NotReady NotAccepted',
  ])
})
