import { type ChildProcess, spawn } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** How long the API server may take to answer. */
const PATIENCE_MS = 60_000

/** Where the programs may lie: as the tools of the Go world look for them, or in the cluster of the other tests. */
function programs(): string {
  const { KUBEBUILDER_ASSETS, KAFILA_KUBE_DIR } = process.env
  const folders = [KUBEBUILDER_ASSETS, KAFILA_KUBE_DIR && join(KAFILA_KUBE_DIR, 'bin')].filter(each => each !== undefined && each !== '')
  const found = folders.find(folder => ['etcd', 'kube-apiserver'].every(name => existsSync(join(folder!, name))))
  if (found === undefined)
    throw new Error(
      'test/kube/api needs the programs etcd and kube-apiserver: set KUBEBUILDER_ASSETS to the folder with both, or KAFILA_KUBE_DIR to that of a cluster with them in bin',
    )
  return found
}

/** An etcd and an API server alone, as these tests play the controllers; `KAFILA_KUBE_API` names its kubeconfig. Stopped after the tests. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env['KAFILA_KUBE_API'] !== undefined) return async () => undefined
  const bin = programs()
  const folder = mkdtempSync(join(tmpdir(), 'kafila-api-server-'))
  const running: ChildProcess[] = []
  const start = (name: string, args: readonly string[]) => {
    const log = openSync(join(folder, `${name}.log`), 'a')
    running.push(spawn(join(bin, name), args, { stdio: ['ignore', log, log] }))
    closeSync(log)
  }
  const stop = async () => {
    for (const child of running.reverse()) await ended(child)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    process.env['KAFILA_KUBE_API'] = await startBoth(folder, start)
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}

async function startBoth(folder: string, start: (name: string, args: readonly string[]) => void): Promise<string> {
  const [etcd, port] = [await freePort(), await freePort()]
  const token = randomBytes(16).toString('hex')
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  writeFileSync(join(folder, 'accounts.key'), keys.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  writeFileSync(join(folder, 'tokens.csv'), `${token},admin,1,system:masters\n`, { mode: 0o600 })
  mkdirSync(join(folder, 'certificates'))
  const store = `http://127.0.0.1:${etcd}`
  start('etcd', [
    ...['--data-dir', join(folder, 'etcd'), '--unsafe-no-fsync', '--log-level', 'warn', '--listen-peer-urls', 'http://127.0.0.1:0'],
    ...['--listen-client-urls', store, '--advertise-client-urls', store],
  ])
  await withHistory(store)
  start('kube-apiserver', [
    ...['--etcd-servers', store, '--bind-address', '127.0.0.1', '--secure-port', String(port), '--cert-dir', join(folder, 'certificates')],
    ...['--token-auth-file', join(folder, 'tokens.csv'), '--authorization-mode', 'RBAC', '--service-cluster-ip-range', '10.0.0.0/24'],
    ...['--service-account-issuer', 'https://kubernetes.default.svc', '--service-account-key-file', join(folder, 'accounts.key')],
    ...['--service-account-signing-key-file', join(folder, 'accounts.key'), '--profiling=false'],
  ])
  return ready(folder, port, token)
}

/** Like a cluster that has lived for a while: its first versions are compacted away, so that whoever asks for them has to list anew. */
async function withHistory(store: string): Promise<void> {
  const post = (path: string, body: object) => fetch(`${store}/v3/kv/${path}`, { method: 'POST', body: JSON.stringify(body) })
  const put = () => post('put', { key: base64('history'), value: base64('x') }).catch(() => undefined)
  for (const deadline = Date.now() + PATIENCE_MS; (await put())?.ok !== true; await pause(100))
    if (Date.now() > deadline) throw new Error(`etcd does not answer at ${store}`)
  for (let i = 0; i < 10; i++) await put()
  await post('compaction', { revision: '10', physical: true })
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

/** The path of a kubeconfig, once the server answers. */
async function ready(folder: string, port: number, token: string): Promise<string> {
  const certificate = join(folder, 'certificates/apiserver.crt')
  const deadline = Date.now() + PATIENCE_MS
  const file = join(folder, 'kubeconfig')
  while (Date.now() < deadline) {
    if (existsSync(certificate)) {
      writeFileSync(file, kubeconfig(`https://127.0.0.1:${port}`, certificate, token), { mode: 0o600 })
      if (await answers(file)) return file
    }
    await pause(200)
  }
  throw new Error(`the API server does not answer:\n${readFileSync(join(folder, 'kube-apiserver.log'), 'utf8').slice(-2000)}`)
}

async function answers(file: string): Promise<boolean> {
  const { ApiClient } = await import('../../../../src/operator/client/api-client.ts')
  const { loadClusterConfig } = await import('../../../../src/operator/client/cluster-config.ts')
  const client = new ApiClient(loadClusterConfig({ kubeconfig: file }), { fieldManager: 'kafila-tests' })
  try {
    await client.raw('GET', '/readyz')
    return true
  } catch {
    return false
  } finally {
    client.close()
  }
}

function kubeconfig(server: string, certificate: string, token: string): string {
  const authority = readFileSync(certificate).toString('base64')
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'own', cluster: { server, 'certificate-authority-data': authority } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'own', context: { cluster: 'own', user: 'admin' } }],
    'current-context': 'own',
  })
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise(resolve => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
