import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Informer } from '../../../src/operator/client/informer.ts'
import { kinds } from '../../../src/operator/client/kinds.ts'
import { OPERATOR_NODE_OPTIONS } from '../../../src/operator/install/install-manifests.ts'
import { commandEnvironment, install } from './support/cluster.ts'
import { TestNamespace } from './support/namespace.ts'

const PROGRAM = fileURLToPath(new URL('../../../bin/kafila.js', import.meta.url))
const COUNT = Number(process.env['KAFILA_LOAD'] ?? 1000)
const TIMER = 'flows: [{ from: { uri: "timer:x", steps: [{ log: hi }] } }]'

let at: TestNamespace
beforeAll(async () => {
  await install()
  at = await TestNamespace.create()
})
afterAll(() => at.close(), 300_000)

interface Started {
  readonly child: ChildProcess
  readonly at: number
  text: string
  url: string
}

/** An operator as users run it, but for the rate: it is the server that is measured, too. */
async function start(): Promise<Started> {
  const args = [
    'operator',
    'run',
    '--namespace',
    at.name,
    '--lease-namespace',
    at.name,
    '--observe',
    '0',
    '--qps',
    '1000',
    '--burst',
    '1000',
  ]
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...commandEnvironment(), NODE_OPTIONS: OPERATOR_NODE_OPTIONS },
  })
  const started: Started = { child, at: Date.now(), text: '', url: '' }
  child.stderr!.on('data', chunk => {
    started.text += chunk
  })
  await expect.poll(() => (started.url = /metrics: (\S+)/.exec(started.text)?.[1] ?? ''), { timeout: 20_000, interval: 10 }).not.toBe('')
  return started
}

async function stop({ child }: Started): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}

async function metric({ url }: Started, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const lines = text.split('\n').filter(line => line.startsWith(name) && !line.startsWith('#'))
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

const memory = ({ child }: Started, what: 'VmRSS' | 'VmHWM') =>
  Math.round(Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024)
const requests = async (of: Started) => ({
  reads: await metric(of, 'rest_client_requests_total{method="GET"'),
  patches: await metric(of, 'rest_client_requests_total{method="PATCH"'),
  posts: await metric(of, 'rest_client_requests_total{method="POST"'),
})

async function inParallel(count: number, action: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let index = next++; index < count; index = next++) await action(index)
  }
  await Promise.all(Array.from({ length: 16 }, worker))
}

test(`P18 ${COUNT} Integrations: made, read anew without a write, and one change costs a few requests`, { timeout: 900_000 }, async () => {
  await inParallel(COUNT, index => at.put('Integration', `load-${index}`, TIMER.replace('hi', `hi ${index}`)))
  const first = await start()
  await expect.poll(() => metric(first, 'kafila_integrations{phase="Deploying"'), { timeout: 600_000, interval: 250 }).toBe(COUNT)
  const made = {
    seconds: (Date.now() - first.at) / 1000,
    rss: memory(first, 'VmRSS'),
    peak: memory(first, 'VmHWM'),
    ...(await requests(first)),
  }
  await stop(first)

  const second = await start()
  await expect
    .poll(() => metric(second, 'controller_runtime_reconcile_time_seconds_count{controller="integration"'), {
      timeout: 300_000,
      interval: 50,
    })
    .toBeGreaterThanOrEqual(COUNT)
  const synced = /(\d+) objects read in (\d+) ms/.exec(second.text)!
  const again = {
    objects: Number(synced[1]),
    syncMs: Number(synced[2]),
    allSeenSeconds: (Date.now() - second.at) / 1000,
    rss: memory(second, 'VmRSS'),
    peak: memory(second, 'VmHWM'),
    ...(await requests(second)),
  }
  expect([again.patches, again.posts]).toEqual([0, 0])

  await at.put('Integration', 'load-7', TIMER.replace('hi', 'other'))
  await at.until('Deployed', 'True', 'load-7')
  const after = await requests(second)
  const change = after.reads + after.patches + after.posts - again.reads - again.patches - again.posts
  expect(change).toBeLessThanOrEqual(12)

  const times: number[] = []
  const waiting = new Map<string, (time: number) => void>()
  const informer = new Informer(at.admin, {
    kind: kinds.Deployment,
    namespace: at.name,
    onChange: after => waiting.get(after?.metadata.name ?? '')?.(Date.now()),
  })
  await informer.start()
  for (let index = 0; index < 60; index++) {
    const name = `late-${index}`
    const seen = new Promise<number>(resolve => waiting.set(name, resolve))
    const asked = Date.now()
    await at.put('Integration', name, TIMER)
    times.push((await seen) - asked)
  }
  await informer.stop()
  await stop(second)
  times.sort((a, b) => a - b)
  const latency = { median: times[30], p95: times[56], most: times.at(-1) }
  console.log(JSON.stringify({ COUNT, made, again, change, latency }))
  expect(latency.p95).toBeLessThan(500)
  expect(again.rss).toBeLessThan(128)
})
