import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createKafila, type Kafila, mocks } from '../../src/index.ts'

const silent = { enabled: () => false, write() {} }

async function run(routes: (folder: string) => string): Promise<{ kafila: Kafila; folder: string; moved(name: string): boolean }> {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-parts-'))
  const kafila = await createKafila({ routes: [{ file: 'parts.yaml', text: routes(folder) }], logger: silent })
  onTestFinished(async () => {
    await kafila.stop({ timeoutMs: 1000 })
    rmSync(folder, { recursive: true, force: true })
  })
  await kafila.start()
  return { kafila, folder, moved: name => existsSync(join(folder, `done/${name}`)) }
}

const from = (folder: string) => `
- beans:
    - { name: list, type: org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy }
- from:
    uri: file:${folder}?initialDelay=0&delay=10&move=done
    steps:
      - convertBodyTo: String`

/** What a group of two is made of: the steps that send a part of the message into it. */
const WAYS: Readonly<Record<string, string>> = {
  split: `
      - split:
          tokenize: ","
          steps: [ { to: "direct:group" } ]`,
  'split with a shared unit of work': `
      - split:
          tokenize: ","
          shareUnitOfWork: true
          steps: [ { to: "direct:group" } ]`,
  'parallel split': `
      - split:
          tokenize: ","
          parallelProcessing: true
          steps: [ { to: "direct:group" } ]`,
  'split within a split': `
      - split:
          tokenize: ";"
          steps:
            - split:
                tokenize: ","
                steps: [ { to: "direct:group" } ]`,
  multicast: `
      - multicast:
          steps: [ { to: "direct:group" } ]`,
  recipientList: `
      - recipientList: { constant: "direct:group" }`,
  'split into a queue': `
      - split:
          tokenize: ","
          steps: [ { to: "seda:group" } ]`,
}

const group = (source: string) => `
      - to: mock:seen
- from:
    uri: ${source}
    steps:
      - aggregate:
          correlationExpression: { constant: all }
          aggregationStrategy: list
          completionSize: 2
          steps:
            - choice:
                when:
                  - simple: "\${body} contains 'bad'"
                    steps: [ { throwException: { exceptionType: java.lang.IllegalStateException, message: no } } ]
            - to: mock:group
`

for (const [what, way] of Object.entries(WAYS))
  test(`a file of which a part is in a group is acknowledged when that group has ended: ${what}`, async () => {
    const source = what.includes('queue') ? 'seda:group' : 'direct:group'
    const { kafila, folder, moved } = await run(folder => from(folder) + way + group(source))
    writeFileSync(join(folder, 'a.txt'), 'a')
    await expect.poll(() => mocks(kafila).endpoint('seen').count).toBe(1)
    await new Promise(resolve => setTimeout(resolve, 30))
    expect(moved('a.txt')).toBe(false)
    writeFileSync(join(folder, 'b.txt'), 'b')
    await expect.poll(() => mocks(kafila).endpoint('group').count).toBe(1)
    await expect.poll(() => [moved('a.txt'), moved('b.txt')]).toEqual([true, true])
  })

test('a file whose parts are in two groups is given back when one of them fails', async () => {
  const { kafila, folder, moved } = await run(
    folder => from(folder).replace('move=done', 'move=done&moveFailed=failed') + WAYS['split'] + group('direct:group'),
  )
  writeFileSync(join(folder, 'a.txt'), 'a,b,bad,c')
  await expect.poll(() => existsSync(join(folder, 'failed/a.txt'))).toBe(true)
  expect(moved('a.txt')).toBe(false)
  expect(mocks(kafila).endpoint('group').count).toBe(1)
})

test('what a wire tap takes along does not hold the message', async () => {
  const tap = `
      - wireTap: { uri: "direct:group" }`
  const { kafila, folder, moved } = await run(folder => from(folder) + tap + group('direct:group'))
  writeFileSync(join(folder, 'a.txt'), 'a')
  await expect.poll(() => moved('a.txt')).toBe(true)
  expect(mocks(kafila).endpoint('group').count).toBe(0)
})
