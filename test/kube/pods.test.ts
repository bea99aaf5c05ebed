import { afterAll, beforeAll, expect, test } from 'vitest'
import { apply, kafilaImage, kubectl, kubeJson, type Pod, podManifest, readyPod, restrictedNamespace, until } from './cluster.ts'

let image: string
let namespace: string
beforeAll(async () => {
  image = kafilaImage()
  namespace = await restrictedNamespace()
})
afterAll(async () => {
  if (namespace !== undefined) await kubectl(['delete', 'namespace', namespace, '--wait=false'])
})

const object = (kind: 'ConfigMap' | 'Secret', name: string, data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name },
  [kind === 'Secret' ? 'stringData' : 'data']: data,
})
const FROM = { routes: (name: string) => ({ '/etc/kafila/routes': { configMap: { name } } }) }
const OBSERVE = ['--observe', '0.0.0.0:9876']

async function start(name: string, args: readonly string[], options: Partial<Parameters<typeof podManifest>[1]> = {}): Promise<void> {
  await kubectl(['-n', namespace, 'create', '-f', '-'], podManifest(name, { image, args, ...options }))
}

function ended(name: string, seconds = 40) {
  return until(`pod ${name} has ended`, seconds, async () => {
    const { status } = await kubeJson<Pod>(['-n', namespace, 'get', 'pod', name])
    return status.containerStatuses?.[0]?.state.terminated
  })
}

const hello = (text: string) => `- from:\n    uri: platform-http:/hello\n    steps:\n      - setBody: { simple: "${text}" }\n`

test('values of mounted ConfigMaps and Secrets, and changes of them and of routes, reach a pod that reloads', async () => {
  await apply(
    namespace,
    object('ConfigMap', 'reload', { 'hello.camel.yaml': hello('{{configmap:texts/greeting}} {{secret:door/password}}') }),
    object('ConfigMap', 'texts', { greeting: 'hello' }),
    object('Secret', 'door', { password: 'sesame' }),
  )
  await start('reload', ['run', '/etc/kafila/routes', '--reload', ...OBSERVE], {
    volumes: {
      ...FROM.routes('reload'),
      '/etc/camel/conf.d/_configmaps/texts': { configMap: { name: 'texts' } },
      '/etc/camel/conf.d/_secrets/door': { secret: { secretName: 'door' } },
    },
  })
  const address = await readyPod(namespace, 'reload')
  const answer = async () => (await fetch(`http://${address}:8080/hello`)).text()
  expect(await answer()).toBe('hello sesame')
  await apply(namespace, object('Secret', 'door', { password: 'changed' }))
  await until('the other password is used', 60, async () => (await answer()) === 'hello changed')
  await apply(namespace, object('ConfigMap', 'reload', { 'hello.camel.yaml': hello('bye {{secret:door/password}}') }))
  await until('the other route runs', 60, async () => (await answer()) === 'bye changed')
  const { status } = await kubeJson<Pod>(['-n', namespace, 'get', 'pod', 'reload'])
  expect(status.containerStatuses![0]!.restartCount).toBe(0)
})

test('a deleted pod serves until the cluster has noticed, finishes what is in flight, and ends well', async () => {
  const slow =
    '- from:\n    uri: platform-http:/slow\n    steps:\n      - delay: { constant: "6000" }\n      - setBody: { constant: done }\n'
  await apply(namespace, object('ConfigMap', 'slow', { 'slow.camel.yaml': slow + hello('hi') }))
  await start('slow', ['run', '/etc/kafila/routes', ...OBSERVE, '--shutdown-seconds', '15'], { volumes: FROM.routes('slow') })
  const address = await readyPod(namespace, 'slow')
  const inFlight = fetch(`http://${address}:8080/slow`)
  await new Promise(resolve => setTimeout(resolve, 500))
  const watching = kubectl([
    '-n',
    namespace,
    'get',
    'pod',
    'slow',
    '--watch',
    '-o',
    'jsonpath={.status.containerStatuses[0].state.terminated.exitCode}{"\\n"}',
    '--request-timeout',
    '25s',
  ])
  await kubectl(['-n', namespace, 'delete', 'pod', 'slow', '--wait=false'])
  await until('it is no longer ready', 10, async () => (await fetch(`http://${address}:9876/health/ready`)).status === 503)
  expect(await (await fetch(`http://${address}:8080/hello`)).text()).toBe('hi')
  expect((await fetch(`http://${address}:9876/health/live`)).status).toBe(200)
  expect(await (await inFlight).text()).toBe('done')
  const codes = (await watching.catch(error => String((error as { stdout?: string }).stdout))).split('\n').filter(Boolean)
  expect(codes).toContain('0')
})

test('why a pod cannot start stands in its status', async () => {
  await apply(namespace, object('ConfigMap', 'bad', { 'bad.camel.yaml': hello('hi').replace('setBody', 'setBdy') }))
  await start('bad', ['run', '/etc/kafila/routes', '--json'], { volumes: FROM.routes('bad') })
  expect(await ended('bad')).toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/bad\.camel\.yaml:4:9: error KF_ROUTE_UNKNOWN_STEP/),
  })
})

const ONCE = '- from:\n    uri: timer:once?repeatCount=1&delay=0\n    steps:\n'

test('a pod that runs to its end has the exit code 0, and 1 with a message where a message failed', async () => {
  await apply(
    namespace,
    object('ConfigMap', 'well', { 'well.camel.yaml': `${ONCE}      - log: done\n` }),
    object('ConfigMap', 'fails', {
      'fails.camel.yaml': `${ONCE}      - throwException: { exceptionType: java.io.IOException, message: no }\n`,
    }),
  )
  for (const name of ['well', 'fails'])
    await start(name, ['run', '/etc/kafila/routes', '--max-messages', '1'], { volumes: FROM.routes(name) })
  expect(await ended('well')).toMatchObject({ exitCode: 0, reason: 'Completed' })
  expect(await ended('fails')).toMatchObject({ exitCode: 1, message: '1 message failed' })
})

test.each([
  ['128Mi', 128],
  ['512Mi', 512],
])("in a container of %s the heap's bound leaves room for what is beside it", async (memory, limit) => {
  const pod = JSON.parse(podManifest(`heap-${limit}`, { image, args: [], memory })) as {
    spec: { containers: { command?: string[]; readinessProbe?: object }[] }
  }
  const [container] = pod.spec.containers
  container!.command = ['/usr/local/bin/node', '-p', 'v8.getHeapStatistics().heap_size_limit / 1048576']
  delete container!.readinessProbe
  await kubectl(['-n', namespace, 'create', '-f', '-'], JSON.stringify(pod))
  await ended(`heap-${limit}`)
  const bound = Number(await kubectl(['-n', namespace, 'logs', `heap-${limit}`]))
  expect(bound).toBeGreaterThan(limit * 0.5)
  expect(bound).toBeLessThan(limit * 0.8)
})
