import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createKafila, type Kafila, mocks } from '../../src/index.ts'
import { ManualClock } from '../../test/helpers/manual-clock.ts'

const silent = { enabled: () => false, write() {} }

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'kafila-master-'))
}

const BEAN = (root: string) => `- beans:
    - name: cluster
      type: org.apache.camel.component.file.cluster.FileLockClusterService
      properties: { root: ${root}, acquireLockDelay: "0", acquireLockInterval: "1000" }
`
const ROUTE = (uri: string) => `- route:
    id: ticks
    from:
      uri: "${uri}"
      steps:
        - to: mock:end
`

async function member(root: string, clock: ManualClock, uri = 'master:group:timer:tick?delay=0&period=100'): Promise<Kafila> {
  const kafila = await createKafila({ routes: [{ file: 'master.yaml', text: BEAN(root) + ROUTE(uri) }], clock, logger: silent })
  onTestFinished(() => kafila.stop({ timeoutMs: 100 }))
  await kafila.start()
  return kafila
}

const count = (kafila: Kafila) => mocks(kafila).endpoint('end').count

test('of two members of a group one works; when it stops the other goes on', async () => {
  const [root, clock] = [folder(), new ManualClock()]
  const first = await member(root, clock)
  await clock.advance(500)
  const second = await member(root, clock)
  await clock.advance(5000)
  expect(count(first)).toBeGreaterThan(40)
  expect(count(second)).toBe(0)
  expect([...second.routes.values()].map(({ state }) => state)).toEqual(['started'])
  const stopping = first.stop({ timeoutMs: 1000 })
  await clock.advance(1500)
  await stopping
  const before = count(first)
  await clock.advance(1000)
  expect(count(second)).toBeGreaterThan(5)
  expect(count(first)).toBe(before)
})

test('two groups do not know each other', async () => {
  const [root, clock] = [folder(), new ManualClock()]
  const first = await member(root, clock)
  const second = await member(root, clock, 'master:other:timer:tick?delay=0&period=100')
  await clock.advance(1000)
  expect(count(first)).toBeGreaterThan(5)
  expect(count(second)).toBeGreaterThan(5)
})

test('a leader that slept takes no message once another one may lead', async () => {
  const root = folder()
  const [hers, his] = [new ManualClock(), new ManualClock()]
  const sleeper = await member(root, hers, 'master:group:timer:tick?delay=0&period=100')
  await hers.advance(300)
  const other = await member(root, his)
  const before = count(sleeper)
  expect(before).toBeGreaterThan(0)
  // her clock stands still while his goes on: she has given no sign of life
  await his.advance(5000)
  expect(count(other)).toBeGreaterThan(5)
  await hers.advance(2500)
  const taken = count(sleeper) - before
  // until her next sign of life she could not know better
  expect(taken).toBeLessThanOrEqual(5)
  expect(readdirSync(root)).toEqual(['group.2'])
})

test('options stay those of the other endpoint', async () => {
  const [root, clock] = [folder(), new ManualClock()]
  const kafila = await member(root, clock, 'master:group:timer:a b?delay=0&repeatCount=3&period=10')
  await clock.advance(1000)
  expect(count(kafila)).toBe(3)
  expect(mocks(kafila).endpoint('end').received[0]!.fromEndpoint).toBe('timer://a%20b?delay=0&period=10&repeatCount=3')
})

test.each([
  ['master:group:htp:x', 'KF_ROUTE_UNKNOWN_COMPONENT'],
  ['master:group:timer:x?priod=1', 'KF_FIELD_UNKNOWN'],
  ['master:group:log:x', 'KF_ROUTE_DIRECTION'],
])('%s is refused when the route is built', async (uri, code) => {
  const text = BEAN(folder()) + ROUTE(uri)
  const failed = createKafila({ routes: [{ file: 'master.yaml', text }], logger: silent })
  await expect(failed).rejects.toMatchObject({ details: { diagnostics: [expect.objectContaining({ code })] } })
})

test('two beans that elect are one too many', async () => {
  const text = BEAN(folder()) + BEAN(folder()).replace('name: cluster', 'name: other') + ROUTE('master:group:timer:x')
  const kafila = await createKafila({ routes: [{ file: 'master.yaml', text }], logger: silent })
  await expect(kafila.start()).rejects.toMatchObject({ code: 'KF_RUN_START', message: expect.stringContaining('2 beans that elect') })
})
