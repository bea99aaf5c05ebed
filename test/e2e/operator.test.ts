import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FakeApiServer } from '../support/kube/api-server.ts'

const PROGRAM = fileURLToPath(new URL('../../bin/kafila.js', import.meta.url))

let server: FakeApiServer
let folder: string

beforeEach(async () => {
  server = await FakeApiServer.start()
  folder = mkdtempSync(join(tmpdir(), 'kafila-'))
  writeFileSync(
    join(folder, 'config'),
    `current-context: fake
contexts: [{ name: fake, context: { cluster: fake, namespace: kafila-system } }]
clusters: [{ name: fake, cluster: { server: "${server.config.server}" } }]
`,
  )
})
afterEach(() => server.close())

function run(...args: string[]) {
  const child = spawn(process.execPath, [PROGRAM, 'operator', 'run', ...args], {
    env: { ...process.env, KUBECONFIG: join(folder, 'config') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { out: '', err: '' }
  child.stdout.on('data', chunk => {
    output.out += chunk
  })
  child.stderr.on('data', chunk => {
    output.err += chunk
  })
  return { child, output }
}

test('the operator of the command works, tells its health and metrics, and gives the Lease back when it ends', async () => {
  const catalogue = join(folder, 'kamelets.json')
  const kamelet = {
    kind: 'Kamelet',
    metadata: { name: 'tick' },
    spec: { definition: {}, template: { from: { uri: 'timer:x', steps: [{ to: 'kamelet:sink' }] } } },
  }
  writeFileSync(catalogue, JSON.stringify({ tick: kamelet }))
  const { child, output } = run(
    '--observe',
    '0',
    '--kamelets',
    catalogue,
    '--runtime-image',
    'registry.example/kafila:{version}',
    '--runtime-version',
    '9.8.7',
  )
  await expect.poll(() => output.err, { timeout: 20_000 }).toContain('holds the Lease')
  server.put({
    apiVersion: 'kafila.dev/v1',
    kind: 'Integration',
    metadata: { name: 'orders', namespace: 'shop' },
    spec: { flows: [{ from: { uri: 'kamelet:tick', steps: [{ log: 'x' }] } }] },
  })
  await expect.poll(() => server.store.get('apps/deployments', 'shop', 'orders'), { timeout: 10_000 }).toBeDefined()
  expect(JSON.stringify(server.store.get('apps/deployments', 'shop', 'orders'))).toContain('"image":"registry.example/kafila:9.8.7"')
  const [, url] = /metrics: (\S+)/.exec(output.err)!
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  const metrics = await (await fetch(`${url}/metrics`)).text()
  expect(metrics).toContain('leader_election_master_status{name="kafila"} 1')
  expect(metrics).not.toContain('orders')
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  expect((await exit)[0]).toBe(0)
  expect(server.store.get('coordination.k8s.io/leases', 'kafila-system', 'kafila-operator')).toMatchObject({ spec: { holderIdentity: '' } })
})

test('without a cluster it says which access it tried, and ends with 3', async () => {
  const { child, output } = run('--kubeconfig', join(folder, 'none'), '--json')
  expect((await once(child, 'exit'))[0]).toBe(3)
  expect(JSON.parse(output.out)).toMatchObject({ command: 'operator run', ok: false, error: { code: 'KF_KUBE_CONFIG' } })
})
