import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { runProgram } from '../../src/cli/program.ts'
import { systemClock } from '../../src/core/clock.ts'
import { DEAD_LETTER_FOLDER, type DeadLetter, DeadLetters, messageOf } from '../../src/stores/dead-letters.ts'
import { LmdbStore } from '../../src/stores/lmdb-store.ts'
import { newFolder, runRoutes } from '../../test/helpers/run-routes.ts'

const failing = `
- errorHandler:
    deadLetterChannel:
      deadLetterUri: dlq:orders
      redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: "1" }
- route:
    id: shop
    from:
      uri: direct:orders
      steps:
        - to: mock:before
        - throwException: { exceptionType: java.lang.IllegalStateException, message: "no stock" }
`

async function lettersIn(folder: string): Promise<DeadLetter[]> {
  const store = new LmdbStore(join(folder, DEAD_LETTER_FOLDER), systemClock)
  const found: DeadLetter[] = []
  for await (const letter of new DeadLetters(store).list()) found.push(letter)
  await store.close()
  return found
}

async function dlq(folder: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const io = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    cwd: folder,
    env: {},
    colors: false,
    stdin: async () => '',
  }
  const code = await runProgram(commands, '0', ['dlq', ...args], io)
  return { code, out, err }
}

async function putAside(folder = newFolder()) {
  const run = await runRoutes(failing, { folder })
  const sent = await run.kafila.send('direct:orders', { body: Buffer.from([0, 1, 255]), headers: { 'X-Order': 7 } })
  return { ...run, sent }
}

test('a message that failed for good is kept with its error, route, attempts, headers and bytes', async () => {
  const { folder, kafila, sent } = await putAside()
  expect(sent.succeeded).toBe(true)
  const [letter] = await lettersIn(folder)
  expect(letter).toMatchObject({
    queue: 'orders',
    route: 'shop',
    from: 'direct://orders',
    endpoint: 'mock://before',
    attempts: 3,
    exception: 'java.lang.IllegalStateException',
    message: 'no stock',
  })
  const message = messageOf(letter!, kafila.services)
  expect(message.body).toEqual(Buffer.from([0, 1, 255]))
  expect(message.headerEntries()).toContainEqual(['X-Order', 7])
})

test('a message whose letter cannot be kept fails, so that its source gives it again', async () => {
  const folder = newFolder()
  mkdirSync(join(folder, '.kafila'))
  writeFileSync(join(folder, DEAD_LETTER_FOLDER), 'no folder')
  const { sent } = await putAside(folder)
  expect(sent.exception).toMatchObject({ code: 'KF_STORE_FAILED' })
})

test('a body that cannot be stored is kept as its text', async () => {
  const run = await runRoutes(failing)
  class Order {
    toString() {
      return 'order 7'
    }
  }
  await run.kafila.send('direct:orders', { body: new Order() })
  const [letter] = await lettersIn(run.folder)
  expect(messageOf(letter!, run.kafila.services).body).toBe('order 7')
})

test('letters are messages of a route again, and are gone when that went well', async () => {
  const { folder, kafila } = await putAside()
  await kafila.stop({ timeoutMs: 500 })
  const again = await runRoutes('- from: { uri: "dlq:orders?delay=10", steps: [ { to: mock:again } ] }', { folder })
  await again.until(() => again.received('again').length === 1)
  expect(again.bodies('again')).toEqual([Buffer.from([0, 1, 255])])
  await expect.poll(() => lettersIn(folder)).toEqual([])
})

test('the command lists, shows and drops letters while the runtime runs', async () => {
  const { folder } = await putAside()
  const list = await dlq(folder, 'ls', '--json')
  const [facts] = JSON.parse(list.out).result
  expect(facts).toMatchObject({ queue: 'orders', route: 'shop', attempts: 3 })
  expect((await dlq(folder, 'ls', '--queue', 'others')).out).toBe('0 dead letters\n')
  expect((await dlq(folder, 'show', facts.id)).out).toContain('no stock')
  expect(await dlq(folder, 'show', 'nothing')).toMatchObject({ code: 1 })
  expect((await dlq(folder, 'drop', facts.id)).out).toBe(`dropped ${facts.id}\n`)
  expect(await lettersIn(folder)).toEqual([])
})

test('the command replays a letter with given routes, and drops it when that went well', async () => {
  const { folder, kafila } = await putAside()
  await kafila.stop({ timeoutMs: 500 })
  const [letter] = await lettersIn(folder)
  writeFileSync(
    join(folder, 'bad.yaml'),
    '- from: { uri: "direct:orders", steps: [ { throwException: { exceptionType: java.io.IOException, message: again } } ] }',
  )
  writeFileSync(join(folder, 'good.yaml'), `- from: { uri: "direct:orders", steps: [ { to: "file:${folder}/out?fileName=x" } ] }`)
  expect(await dlq(folder, 'replay', letter!.id, join(folder, 'bad.yaml'))).toMatchObject({ code: 1 })
  expect(await lettersIn(folder)).toHaveLength(1)
  expect((await dlq(folder, 'replay', letter!.id, join(folder, 'good.yaml'))).out).toBe(`replayed ${letter!.id} to direct://orders\n`)
  expect(await lettersIn(folder)).toEqual([])
})
