import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { kinds } from '../../../src/operator/client/kinds.ts'
import { commandEnvironment, install } from './support/cluster.ts'
import { TestNamespace } from './support/namespace.ts'

const PROGRAM = fileURLToPath(new URL('../../../bin/kafila.js', import.meta.url))
const TIMER = 'flows: [{ from: { uri: "timer:x", steps: [{ log: hi }] } }]'

let at: TestNamespace
let processes: ChildProcess[]

beforeAll(install)
beforeEach(async () => {
  at = await TestNamespace.create()
  processes = []
})
afterEach(async () => {
  for (const each of processes) each.kill('SIGKILL')
  await at.close()
})

function start(): ChildProcess & { text: string } {
  const args = ['operator', 'run', '--namespace', at.name, '--lease-namespace', at.name, '--log-level', 'INFO']
  const child = Object.assign(
    spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'ignore', 'pipe'], env: commandEnvironment() }),
    { text: '' },
  )
  child.stderr!.on('data', chunk => {
    child.text += chunk
  })
  processes.push(child)
  return child
}

const says = (child: { text: string }, words: string, timeout: number) =>
  expect.poll(() => child.text, { timeout, interval: 20 }).toContain(words)

test('P9 a stand-by takes over within 3 s after SIGTERM, and within 17 s after SIGKILL; what was asked for meanwhile is done', {
  timeout: 90_000,
}, async () => {
  const first = start()
  await says(first, 'holds the Lease', 20_000)
  const second = start()
  await says(second, 'waiting for the Lease', 20_000)
  const exit = once(first, 'exit')
  first.kill('SIGTERM')
  const terminated = Date.now()
  await says(second, 'holds the Lease', 10_000)
  expect(Date.now() - terminated).toBeLessThan(3_000)
  expect((await exit)[0]).toBe(0)

  const third = start()
  await says(third, 'waiting for the Lease', 20_000)
  second.kill('SIGKILL')
  const killed = Date.now()
  await at.put('Integration', 'orders', TIMER)
  await says(third, 'holds the Lease', 25_000)
  expect(Date.now() - killed).toBeLessThan(17_500)
  await expect.poll(() => at.get(kinds.Deployment, 'orders'), { timeout: 5_000 }).toBeDefined()
})

test('P9 a process that was stopped for longer than its lease writes nothing more, and ends with 1', { timeout: 90_000 }, async () => {
  const first = start()
  await says(first, 'holds the Lease', 20_000)
  const second = start()
  await says(second, 'waiting for the Lease', 20_000)
  first.kill('SIGSTOP')
  await says(second, 'holds the Lease', 25_000)
  await at.put('Integration', 'orders', TIMER)
  await expect.poll(() => at.get(kinds.Deployment, 'orders'), { timeout: 5_000 }).toBeDefined()
  const exit = once(first, 'exit')
  first.kill('SIGCONT')
  expect((await exit)[0]).toBe(1)
  expect(first.text).toContain('this process no longer writes')
})
