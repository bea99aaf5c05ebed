import { expect, test } from 'vitest'
import { builtInCatalog } from '../../../src/index.ts'
import { readTestFile } from '../../../src/testing/index.ts'

const read = (text: string) => readTestFile(text, 'a.test.yaml', builtInCatalog())
const wrong = (text: string) => read(text).diagnostics.map(({ at, message }) => `${at?.line}:${at?.column} ${message}`)

test('a test is there once for each row, its values with their types', () => {
  const { testFile, diagnostics } = read(`tests:
  - name: <n> becomes <text>
    cases:
      - { n: 1, text: one }
      - { n: 2, text: "2" }
    given: [ { to: "direct:<text>", body: <n>, headers: { again: "<n> <n>", other: <b> } } ]
    expect: [ { endpoint: mock:a, count: <n>, messages: [ { body: <text> } ] } ]
`)
  expect(diagnostics).toEqual([])
  const [one, two] = testFile!.tests
  expect([one!.name, two!.name]).toEqual(['1 becomes one', '2 becomes 2'])
  expect(one!.given[0]).toMatchObject({ to: 'direct:one', body: 1, headers: { again: '1 1', other: '<b>' } })
  expect(two!.expect[0]).toMatchObject({ count: 2, messages: [{ body: '2' }], place: { line: 7 } })
})

test('where the name says nothing of the case its values follow', () => {
  const { testFile } = read(`tests:
  - name: it goes on
    cases: [ { n: 1 }, { n: 2 } ]
    given: [ { to: direct:a, body: <n> } ]
    expect: [ { outcome: completed } ]
`)
  expect(testFile!.tests.map(({ name }) => name)).toEqual(['it goes on (n: 1)', 'it goes on (n: 2)'])
})

test.each([
  ['cases: 5', '3:5 cases are a list of maps, each with the values of one case'],
  ['cases: []', '3:5 cases are a list of maps, each with the values of one case'],
  ['cases: [ { n: 1 }, { m: 1 } ]', '3:14 this case has no m'],
  ['cases: [ { n: 1, unused: 2 } ]', '3:5 nothing in the test says <unused>'],
])('%s: %s', (cases, message) => {
  const text = `tests:
  - name: a
    ${cases}
    given: [ { to: direct:a, body: <n> } ]
    expect: [ { outcome: completed } ]
`
  expect(wrong(text)).toContain(message)
})

test('what is wrong with a test is told once, where it stands, and not for each row', () => {
  const text = `tests:
  - name: a <n>
    cases: [ { n: 1 }, { n: 2 } ]
    given: [ { too: direct:a } ]
    expect: [ { outcome: completed } ]
`
  expect(wrong(text).filter(each => each.includes('too'))).toEqual(['4:16 given has no option `too`'])
})
