import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createKafila, mocks } from '../../src/index.ts'

const silent = { enabled: () => false, write() {} }

const route = (folder: string) => `
- beans:
    - { name: list, type: org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy }
- from:
    uri: file:${folder}?initialDelay=0&delay=10&move=done
    steps:
      - convertBodyTo: String
      - aggregate:
          correlationExpression: { constant: all }
          aggregationStrategy: list
          completionSize: 2
          steps:
            - to: mock:group
      - to: mock:seen
`

test('a file is only moved when the group that its content went into is done', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-held-'))
  mkdirSync(folder, { recursive: true })
  const kafila = await createKafila({ routes: [{ file: 'held.yaml', text: route(folder) }], logger: silent })
  onTestFinished(async () => {
    await kafila.stop({ timeoutMs: 1000 })
    rmSync(folder, { recursive: true, force: true })
  })
  await kafila.start()
  writeFileSync(join(folder, 'a.txt'), 'a')
  const seen = mocks(kafila).endpoint('seen')
  await expect.poll(() => seen.count).toBe(1)
  expect(existsSync(join(folder, 'done/a.txt'))).toBe(false)
  writeFileSync(join(folder, 'b.txt'), 'b')
  const group = mocks(kafila).endpoint('group')
  await expect.poll(() => group.count).toBe(1)
  await expect.poll(() => ['a', 'b'].map(name => existsSync(join(folder, `done/${name}.txt`)))).toEqual([true, true])
  expect(seen.count).toBe(2)
})

test('a file whose group is unfinished at the stop comes again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-held-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'a.txt'), 'a')
  for (let run = 0; run < 2; run++) {
    const kafila = await createKafila({ routes: [{ file: 'held.yaml', text: route(folder) }], logger: silent })
    await kafila.start()
    await expect.poll(() => mocks(kafila).endpoint('seen').count).toBe(1)
    await kafila.stop({ timeoutMs: 1000 })
    expect(existsSync(join(folder, 'a.txt'))).toBe(true)
  }
})
