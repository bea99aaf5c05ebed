import { expect, test } from 'vitest'
import { createKafila, type Exchange, type Kafila, mocks } from '../../src/index.ts'
import { ManualClock, settled } from '../helpers/manual-clock.ts'
import { newFolder } from '../helpers/run-routes.ts'

const routes = (aggregate: string, steps = '') => `
- beans:
    - { name: list, type: org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy }
    - name: store
      type: kafila.LmdbStore
      properties: { path: store }
    - name: groups
      type: kafila.StoreAggregationRepository
      properties: { store: "#bean:store", repositoryName: orders, maximumRedeliveries: 2, deadLetterUri: "mock:dead" }
- from:
    uri: direct:in
    steps:
      - aggregate:
          correlationExpression: { header: key }
          aggregationStrategy: list
          aggregationRepository: groups
          ${aggregate}
          steps:${steps}
            - to: mock:group
`

interface Running {
  readonly kafila: Kafila
  readonly clock: ManualClock
  send(body: unknown, key?: string): Promise<Exchange>
  groups(): unknown[]
}

async function start(directory: string, yaml: string, clock = new ManualClock()): Promise<Running> {
  const logger = { enabled: () => false, write() {} }
  const kafila = await createKafila({ routes: [{ file: 'r.yaml', text: yaml }], directory, clock, logger })
  await kafila.start()
  return {
    kafila,
    clock,
    send: (body, key = 'a') => kafila.send('direct:in', { body, headers: { key } }),
    groups: () =>
      mocks(kafila)
        .endpoint('group')
        .received.map(each => each.body),
  }
}

/** Ends a runtime as a crash would: what is in the store is all that is left. */
async function crash({ kafila }: Running): Promise<void> {
  await kafila.stop({ timeoutMs: 1 })
}

test('a group goes on after a restart, by size', async () => {
  const folder = newFolder()
  const first = await start(folder, routes('completionSize: 3'))
  await first.send('one')
  await first.send('two')
  await crash(first)
  const second = await start(folder, routes('completionSize: 3'))
  await second.send('three')
  await expect.poll(() => second.groups()).toEqual([['one', 'two', 'three']])
  await crash(second)
  const third = await start(folder, routes('completionSize: 3'))
  await third.clock.advance(20_000)
  expect(third.groups()).toEqual([])
  await crash(third)
})

for (const [what, condition] of [
  ['timeout', 'completionTimeout: 5s'],
  ['interval', 'completionInterval: 5s'],
] as const)
  test(`a group goes on after a restart, by ${what}`, async () => {
    const folder = newFolder()
    const first = await start(folder, routes(condition))
    await first.send('one')
    await crash(first)
    const second = await start(folder, routes(condition))
    await second.clock.advance(4000)
    expect(second.groups()).toEqual([])
    await second.clock.advance(2000)
    await expect.poll(() => second.groups()).toEqual([['one']])
    await crash(second)
  })

test('a group goes on after a restart, by predicate', async () => {
  const yaml = routes('completionPredicate: { simple: "${exchangeProperty.CamelAggregatedSize} == 2" }')
  const folder = newFolder()
  const first = await start(folder, yaml)
  await first.send('one')
  await crash(first)
  const second = await start(folder, yaml)
  await second.send('two')
  await expect.poll(() => second.groups()).toEqual([['one', 'two']])
  await crash(second)
})

const failing = `
            - throwException: { exceptionType: java.lang.IllegalStateException, message: no }`

test('a complete group that failed is sent on again, and in the end to the dead letter endpoint', async () => {
  const folder = newFolder()
  const run = await start(folder, routes('completionSize: 2', failing))
  await run.send('one')
  await run.send('two')
  const dead = () => mocks(run.kafila).endpoint('dead').received
  for (let look = 0; look < 3; look++) {
    await settled()
    expect(dead()).toEqual([])
    await run.clock.advance(5000)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  await run.clock.advance(5000)
  await expect.poll(() => dead().length).toBe(1)
  expect(dead()[0]!.header('CamelRedeliveryCounter')).toBe(2)
  expect(dead()[0]!.header('CamelRedeliveryExhausted')).toBe(true)
  await crash(run)
})

test('a complete group that failed is sent on again by the next process', async () => {
  const folder = newFolder()
  const first = await start(folder, routes('completionSize: 2', failing))
  await first.send('one')
  await first.send('two')
  await crash(first)
  const second = await start(folder, routes('completionSize: 2'))
  await second.clock.advance(1000)
  await expect.poll(() => second.groups()).toEqual([['one', 'two']])
  const [group] = mocks(second.kafila).endpoint('group').received
  expect([group!.header('CamelRedelivered'), group!.header('CamelRedeliveryCounter')]).toEqual([true, 1])
  await second.clock.advance(30_000)
  expect(second.groups()).toHaveLength(1)
  await crash(second)
})

test('what the last process has left goes on before a new group of its key, in the order in which it was complete', async () => {
  const folder = newFolder()
  const first = await start(folder, routes('completionSize: 2', failing))
  for (const body of ['one', 'two', 'three', 'four']) await first.send(body)
  await first.send('other one', 'b')
  await first.send('other two', 'b')
  await crash(first)
  const second = await start(folder, routes('completionSize: 2'))
  await second.send('five')
  await second.send('six')
  await expect.poll(() => second.groups()).toHaveLength(4)
  const ofA = second.groups().filter(group => !String(group).includes('other'))
  expect(ofA).toEqual([
    ['one', 'two'],
    ['three', 'four'],
    ['five', 'six'],
  ])
  await second.clock.advance(30_000)
  expect(second.groups()).toHaveLength(4)
  await crash(second)
})

test('a member that cannot be stored fails, and the group stays as it was', async () => {
  const folder = newFolder()
  const run = await start(folder, routes('completionSize: 3'))
  await run.send('one')
  expect((await run.send(() => 'no')).exception).toMatchObject({ code: 'KF_STORE_UNSTORABLE' })
  await run.send('two')
  await run.send('three')
  await expect.poll(() => run.groups()).toEqual([['one', 'two', 'three']])
  await crash(run)
})

test('two processes cannot use the same groups at a time', async () => {
  const folder = newFolder()
  const first = await start(folder, routes('completionSize: 2'))
  const { clock } = first
  const second = start(folder, routes('completionSize: 2'), clock).catch(error => error)
  for (let passed = 0; passed < 45; passed++) {
    await clock.advance(1000)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  expect(await second).toMatchObject({ code: 'KF_STORE_IN_USE' })
  await crash(first)
})
