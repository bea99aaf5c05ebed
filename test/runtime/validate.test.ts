import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createKafila, validateRoutes } from '../../src/index.ts'

const directory = mkdtempSync(join(tmpdir(), 'kafila-validate-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const MODULE = `globalThis.kafilaLoaded = true
export class Joiner { aggregate(previous, next) { return next } }
export class Late extends Error {}
`
const ROUTES = `- beans:
    - { name: joiner, type: "./joiner.mjs#Joiner", initMethod: start }
    - { name: Late, type: "./joiner.mjs#Late" }
    - { name: made, type: made, factoryBean: joiner, factoryMethod: make }
- from:
    uri: direct:a
    steps:
      - doTry:
          steps:
            - split: { tokenize: ",", aggregationStrategy: "#bean:joiner", steps: [ { to: mock:a } ] }
            - split: { tokenize: ",", aggregationStrategy: "#class:./joiner.mjs#Joiner", steps: [ { to: mock:a } ] }
          doCatch:
            - { exception: [ Late ], steps: [ { process: { ref: made } } ] }
      - to: http://kafila.invalid/nowhere
`

test('validating runs no code of the user and opens nothing', async () => {
  writeFileSync(join(directory, 'joiner.mjs'), MODULE)
  expect(await validateRoutes({ routes: [{ file: 'a.yaml', text: ROUTES }], directory })).toEqual([])
  expect('kafilaLoaded' in globalThis).toBe(false)
})

test('errors and warnings are given, and a runtime is refused with the same', async () => {
  const text = `- from:
    uri: direct:a
    steps:
      - to: direct:b
      - to: nosuch:c
`
  const diagnostics = await validateRoutes({ routes: [{ file: 'a.yaml', text }] })
  expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    'warning KF_ROUTE_NO_CONSUMER',
    'error KF_ROUTE_UNKNOWN_COMPONENT',
  ])
  await expect(createKafila({ routes: [{ file: 'a.yaml', text }] })).rejects.toMatchObject({
    code: 'KF_ROUTE_FILES',
    details: { diagnostics },
    message: 'KF_ROUTE_UNKNOWN_COMPONENT unknown component `nosuch`',
  })
})

test('warnings alone do not keep a runtime from being made', async () => {
  const kafila = await createKafila({ routes: [{ file: 'a.yaml', text: '- from: { uri: direct:a, steps: [ { to: direct:b } ] }\n' }] })
  expect(kafila.diagnostics.map(each => each.code)).toEqual(['KF_ROUTE_NO_CONSUMER'])
})

test('what follows from an option that does not exist is not told beside it', async () => {
  const text = '- from: { uri: "direct:a", steps: [ { transform: { toType: text-plain } } ] }'
  const found = await validateRoutes({ routes: [{ file: 'a.yaml', text }] })
  expect(found.map(each => each.code)).toEqual(['KF_FIELD_UNKNOWN'])
})

test.each(['properties', 'overrides'])('%s that a program in JavaScript gives as numbers or booleans are texts', async option => {
  const text = '- from: { uri: "timer:t?period={{period}}", steps: [ { to: "mock:{{starts}}" } ] }'
  expect(await validateRoutes({ routes: [{ file: 'a.yaml', text }], [option]: { period: 5, starts: false } })).toEqual([])
})
