import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createKafila, mocks } from 'kafila'
import { storeChecks, VirtualClock } from 'kafila/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import plugIn from './index.js'
import { JournalStore } from './store.js'

function newFile() {
  const folder = mkdtempSync(join(tmpdir(), '__NAME__-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'entries')
}

/** A process that writes into the store until the kit kills it. */
function crashingWriter(file) {
  const script = fileURLToPath(new URL('crash-writer.js', import.meta.url))
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  const kill = () => {
    child.kill('SIGKILL')
    return gone
  }
  return { lines: createInterface({ input: child.stdout }), kill }
}

describe('the contract of stores', () => {
  for (const { title, run } of storeChecks)
    test(title, { timeout: 20_000 }, () => {
      const file = newFile()
      return run({ clock: () => new VirtualClock(), open: clock => new JournalStore(file, clock), writer: () => crashingWriter(file) })
    })
})

const bytes = text => Buffer.from(text)

async function opened(file, work) {
  const store = new JournalStore(file, new VirtualClock())
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

test('a change that was not finished when the process died is gone, and the next one is kept', async () => {
  const file = newFile()
  await opened(file, store => store.set('a', bytes('1')))
  appendFileSync(file, '[["b","MQ')
  await opened(file, async store => {
    expect(await store.get('b')).toBeUndefined()
    await store.set('c', bytes('3'))
  })
  expect(await opened(file, async store => [await store.get('a'), await store.get('c')])).toEqual([bytes('1'), bytes('3')])
})

test('a damaged file is told with the line', async () => {
  const file = newFile()
  writeFileSync(file, '[["a","MQ=="]]\nnonsense\n[["b","MQ=="]]\n')
  await opened(file, store => expect(store.get('a')).rejects.toThrow(`line 2 of ${file}`))
  expect(readFileSync(file, 'utf8')).toContain('nonsense')
})

test('the file stays small, however often entries change', async () => {
  const file = newFile()
  await opened(file, async store => {
    for (let round = 0; round < 50; round++) await Promise.all(Array.from({ length: 100 }, (_, n) => store.set(`k${n}`, bytes(`${round}`))))
    expect(await store.get('k99')).toEqual(bytes('49'))
  })
  expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThan(1500)
})

const ROUTES = file => `
- beans: [ { name: seen, type: __WORD__.Store, properties: { file: ${JSON.stringify(file)} } } ]
- from:
    uri: direct:in
    steps:
      - idempotentConsumer: { simple: "\${body}", idempotentRepository: seen, steps: [ { to: mock:new } ] }
`

test('a route remembers in it what it has seen, over a restart', async () => {
  const text = ROUTES(newFile())
  const bodies = []
  for (const sent of [
    ['a', 'b', 'a'],
    ['b', 'c'],
  ]) {
    const kafila = await createKafila({ routes: [{ file: 'test.camel.yaml', text }], plugIns: [plugIn] })
    await kafila.start()
    for (const body of sent) await kafila.send('direct:in', { body })
    bodies.push(
      ...mocks(kafila)
        .endpoint('new')
        .received.map(each => each.body),
    )
    await kafila.stop()
  }
  expect(bodies).toEqual(['a', 'b', 'c'])
})
