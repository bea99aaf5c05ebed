import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apply, kafila, kafilaImage, kubectl, kubeJson, type Pod, restrictedNamespace, until } from './cluster.ts'

let image: string
let system: string | undefined
let namespace: string
let other: string
beforeAll(async () => {
  image = kafilaImage()
  namespace = await restrictedNamespace()
  other = await restrictedNamespace()
  system = namespace.replace('kafila-', 'kafila-system-')
  const { code, err } = await kafila('operator', 'install', '-n', system, '--image', image, '--watch', namespace, '--watch', other)
  expect([code, err]).toEqual([0, ''])
  await kubectl(['-n', system!, 'rollout', 'status', 'deployment/kafila-operator', '--timeout', '90s'])
})
afterAll(async () => {
  if (system !== undefined) await kubectl(['delete', 'namespace', system, namespace, other, '--wait=false'])
})

const integration = (name: string, spec: object) => ({ apiVersion: 'kafila.dev/v1', kind: 'Integration', metadata: { name }, spec })
const http = (text: string) => [{ from: { uri: 'platform-http:/hello', steps: [{ setBody: { simple: text } }] } }]

async function ready(name: string, seconds = 60): Promise<void> {
  await kubectl(['-n', namespace, 'wait', `integrations.kafila.dev/${name}`, '--for', 'condition=Ready', '--timeout', `${seconds}s`])
}

async function serviceOf(name: string): Promise<string> {
  return (await kubeJson<{ spec: { clusterIP: string } }>(['-n', namespace, 'get', 'service', name])).spec.clusterIP
}

test('an Integration becomes a pod that answers HTTP; the operator is a pod of the same image with the rights that it ships with', async () => {
  await apply(namespace, integration('hello', { flows: http('hi') }))
  await ready('hello')
  expect(await (await fetch(`http://${await serviceOf('hello')}/hello`)).text()).toBe('hi')
  const { items } = await kubeJson<{ items: Pod[] }>(['-n', system!, 'get', 'pods'])
  expect(items).toHaveLength(2)
  const logs = await kubectl(['-n', system!, 'logs', '-l', 'app.kubernetes.io/name=kafila-operator', '--tail', '-1'])
  expect(logs).toContain('holds the Lease and works')
  expect(logs).not.toContain('forbidden')
})

test('what is exported is what the operator has made: an apply of it would change nothing', async () => {
  await apply(namespace, integration('same', { flows: http('hi'), replicas: 2, env: [{ name: 'A', value: 'b' }] }))
  await ready('same')
  const exported = await kubectl(['-n', namespace, 'get', 'integration', 'same', '-o', 'json'])
  const { metadata: _metadata, status: _status, ...resource } = JSON.parse(exported)
  const { writeFileSync, mkdtempSync } = await import('node:fs')
  const { tmpdir } = await import('node:os')
  const file = `${mkdtempSync(`${tmpdir()}/kafila-same-`)}/same.yaml`
  writeFileSync(file, JSON.stringify({ ...resource, metadata: { name: 'same' } }))
  expect(await kafila('k8s', 'diff', file, '-n', namespace, '--runtime-image', image)).toMatchObject({
    code: 0,
    out: 'nothing would change\n',
  })
})

interface Load {
  readonly answers: Map<string, number>
  readonly failures: string[]
  stop(): Promise<void>
}

/** Asks without pause by several connections, half of them kept open. */
function load(host: string, clients: number): Load {
  const answers = new Map<string, number>()
  const failures: string[] = []
  let running = true
  const ask = (keep: boolean) =>
    new Promise<void>(resolve => {
      const asked = request({ host, path: '/hello', ...(keep ? {} : { agent: false }) }, response => {
        let body = ''
        response.on('data', chunk => (body += chunk))
        response.on('end', () => {
          if (response.statusCode === 200) answers.set(body, (answers.get(body) ?? 0) + 1)
          else failures.push(String(response.statusCode))
          resolve()
        })
      })
      asked.on('error', error => {
        failures.push(error.message)
        resolve()
      })
      asked.end()
    })
  const loops = Array.from({ length: clients }, async (_, index) => {
    while (running) await ask(index % 2 === 0)
  })
  return {
    answers,
    failures,
    async stop() {
      running = false
      await Promise.all(loops)
    },
  }
}

test('no request fails while a route is replaced under load', async () => {
  await apply(namespace, integration('rolling', { flows: http('old'), replicas: 2 }))
  await ready('rolling')
  const host = await serviceOf('rolling')
  await until('both pods are reached', 20, async () => (await fetch(`http://${host}/hello`)).ok)
  const running = load(host, 8)
  await apply(namespace, integration('rolling', { flows: http('new'), replicas: 2 }))
  await until('the new routes run', 30, async () => running.answers.has('new'))
  await kubectl(['-n', namespace, 'rollout', 'status', 'deployment/rolling', '--timeout', '60s'])
  await until('the old pods are gone', 60, async () => {
    const { items } = await kubeJson<{ items: Pod[] }>(['-n', namespace, 'get', 'pods', '-l', 'kafila.dev/integration=rolling'])
    return items.length === 2
  })
  await running.stop()
  console.log(
    `rolling update: ${[...running.answers].map(([text, count]) => `${count} ${text}`).join(', ')}, ${running.failures.length} failed`,
  )
  expect(running.failures).toEqual([])
  expect([...running.answers.keys()].sort()).toEqual(['new', 'old'])
})

const INTEGRATIONS = 20

test(`from an Integration to its first exchange it takes less than 5 s, ${INTEGRATIONS} times`, async () => {
  const flows = [{ from: { uri: 'timer:first?delay=0&repeatCount=1', steps: [{ log: 'first exchange' }] } }]
  const times: number[] = []
  for (let index = 0; index < INTEGRATIONS; index++) {
    const name = `first-${index}`
    const asked = Date.now()
    await apply(namespace, integration(name, { flows, resources: { requests: { cpu: '10m', memory: '32Mi' } } }))
    const line = await until(`${name} has had its first exchange`, 30, async () => {
      const logs = await kubectl(['-n', namespace, 'logs', '-l', `kafila.dev/integration=${name}`, '--tail', '-1'])
      return logs.split('\n').find(each => each.includes('first exchange'))
    })
    times.push(Date.parse((JSON.parse(line) as { time: string }).time) - asked)
    await kubectl(['-n', namespace, 'delete', 'integration', name, '--wait=false'])
  }
  const sorted = [...times].sort((a, b) => a - b)
  console.log(`CR to first exchange: median ${sorted[INTEGRATIONS / 2]} ms, slowest ${sorted.at(-1)} ms (${times.join(' ')})`)
  expect(sorted.at(-1)).toBeLessThan(5000)
})

test('a Job Integration ends; one whose message fails says so in its status', async () => {
  const once = (step: object) => [{ from: { uri: 'timer:once?delay=0&repeatCount=1', steps: [step] } }]
  const fails = { throwException: { exceptionType: 'java.io.IOException', message: 'no' } }
  await apply(
    namespace,
    integration('well', { flows: once({ log: 'done' }), deploy: { kind: 'Job' } }),
    integration('fails', { flows: once(fails), deploy: { kind: 'Job', backoffLimit: 0 } }),
  )
  const conditions = async (name: string) => {
    const { status } = await kubeJson<{ status?: { conditions?: { type: string; status: string; message: string }[] } }>([
      '-n',
      namespace,
      'get',
      'integration',
      name,
    ])
    return status?.conditions ?? []
  }
  await until('the Job has ended well', 60, async () =>
    (await conditions('well')).some(({ type, status }) => type === 'Ready' && status === 'True'),
  )
  const message = await until(
    'the failure is told',
    60,
    async () => (await conditions('fails')).find(({ message }) => message.includes('1 message failed'))?.message,
  )
  expect(message).toContain('exit code 1')
})

test('deploy waits until it is ready or tells why not; get, logs, promote and delete find it', async () => {
  const { mkdtempSync, writeFileSync } = await import('node:fs')
  const { tmpdir } = await import('node:os')
  const folder = mkdtempSync(`${tmpdir()}/kafila-deploy-`)
  writeFileSync(
    `${folder}/greet.camel.yaml`,
    '- from:\n    uri: platform-http:/hello\n    steps:\n      - setBody: { simple: "{{secret:door/password}}" }\n',
  )
  const deploy = (...more: string[]) => kafila('k8s', 'deploy', `${folder}/greet.camel.yaml`, '-n', namespace, ...more)
  const early = await deploy('--wait-seconds', '5')
  expect(early).toMatchObject({ code: 1, out: expect.stringContaining('there is no Secret door') })
  await apply(namespace, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'door' }, stringData: { password: 'sesame' } })
  expect(await deploy()).toMatchObject({ code: 0, out: 'Integration/greet: ready\n1 of 1 ready\n' })
  expect(await (await fetch(`http://${await serviceOf('greet')}/hello`)).text()).toBe('sesame')
  expect((await kafila('k8s', 'get', 'greet', '-n', namespace)).out).toMatch(/Integration +greet +Running +1\/1/)
  expect((await kafila('k8s', 'logs', 'greet', '-n', namespace)).out).toMatch(/^greet-\S+ .*health and metrics/m)
  const promote = (...more: string[]) => kafila('k8s', 'promote', 'greet', '-n', namespace, '--to', other, ...more)
  expect(await promote()).toMatchObject({ code: 1, err: `kafila k8s promote: ${other} has no Secret/door: nothing was written\n` })
  await apply(other, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'door' }, stringData: { password: 'other' } })
  const promoted = JSON.parse((await promote('--json')).out)
  expect(promoted).toMatchObject({ ok: true, result: { image, missing: [] } })
  await kubectl(['-n', other, 'wait', 'integration/greet', '--for', 'condition=Ready', '--timeout', '60s'])
  const deleted = await kafila('k8s', 'delete', 'greet', '-n', namespace)
  expect(deleted).toMatchObject({ code: 0, out: expect.stringContaining('Integration/greet deleted') })
  expect((await kafila('k8s', 'get', 'greet', '-n', namespace)).code).toBe(1)
})

test('of three pods with master: one works, by a Lease; when it is deleted another one goes on at once', async () => {
  const role = { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'create', 'update'] }
  const rbac = 'rbac.authorization.k8s.io'
  await apply(
    namespace,
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'elects' } },
    { apiVersion: `${rbac}/v1`, kind: 'Role', metadata: { name: 'elects' }, rules: [role] },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'elects' },
      roleRef: { apiGroup: rbac, kind: 'Role', name: 'elects' },
      subjects: [{ kind: 'ServiceAccount', name: 'elects', namespace }],
    },
  )
  const flows = [{ from: { uri: 'master:one:timer:tick?period=200', steps: [{ log: 'tick of one' }] } }]
  await apply(namespace, integration('singleton', { flows, replicas: 3, serviceAccountName: 'elects' }))
  await ready('singleton')
  const ticking = async () => {
    const { out } = await kafila('k8s', 'logs', 'singleton', '-n', namespace)
    const lines = out.split('\n').filter(line => line.includes('tick of one'))
    return [...new Set(lines.map(line => line.split(' ')[0]!))]
  }
  const [leader] = await until('somebody ticks', 30, async () => {
    const found = await ticking()
    return found.length > 0 && found
  })
  await new Promise(resolve => setTimeout(resolve, 2000))
  expect(await ticking()).toEqual([leader])
  const deleted = Date.now()
  await kubectl(['-n', namespace, 'delete', 'pod', leader!, '--wait=false'])
  const next = await until('another one ticks', 30, async () => (await ticking()).find(name => name !== leader))
  console.log(`master: handed over within ${Date.now() - deleted} ms of the deletion`)
  const { spec } = await kubeJson<{ spec: { holderIdentity: string; leaseTransitions: number } }>([
    '-n',
    namespace,
    'get',
    'lease',
    'leaders-one',
  ])
  expect(spec.holderIdentity.startsWith(next)).toBe(true)
  expect(spec.leaseTransitions).toBe(1)
})
