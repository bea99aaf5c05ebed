import { expect, test } from 'vitest'
import { builtInCatalog } from '../../../src/index.ts'
import { readTestFile } from '../../../src/testing/index.ts'

function wrong(text: string): string[] {
  const { diagnostics, testFile } = readTestFile(text, 'a.test.yaml', builtInCatalog())
  expect(testFile).toBeUndefined()
  return diagnostics.map(({ at, code, message, fix }) => `${at!.line}:${at!.column} ${code} ${message}${fix ? ` (${fix})` : ''}`)
}

function read(text: string) {
  const { diagnostics, testFile } = readTestFile(text, 'a.test.yaml', builtInCatalog())
  expect(diagnostics).toEqual([])
  return testFile!
}

test('unknown keys are told with their places and the nearest names', () => {
  const text = `test: []
tests:
  - name: a
    givven: []
    given: [ { too: direct:a } ]
    expect: [ { outcome: complete } ]
`
  expect(wrong(text)).toEqual([
    '1:1 KF_FIELD_UNKNOWN a test file has no option `test` (did you mean `tests`?)',
    '4:5 KF_FIELD_UNKNOWN tests has no option `givven` (did you mean `given`?)',
    '5:16 KF_FIELD_UNKNOWN given has no option `too` (did you mean `to`?)',
    '6:26 KF_FIELD_TYPE outcome: expected one of completed, failed, dead-lettered, in-flight, acknowledged, given-back, found "complete"',
  ])
})

test.each([
  ['given: [ { to: a, route: b } ]', '3:23 KF_TEST_FILE a given message says only one of to, route, step'],
  ['given: [ { to: a, body: 1, json: 2 } ]', '3:32 KF_TEST_FILE a message has one of body, json, file, not several'],
  [
    'given: [ { to: a, at: 5s }, { to: a, at: 3s } ]',
    '3:42 KF_TEST_FILE the message before it comes later (write them in the order of their times)',
  ],
  ['given: [ { to: a, headers: [ 1 ] } ]', '3:23 KF_TEST_FILE headers are a map of names and values'],
  ['advance: -1', '3:5 KF_TEST_FILE advance is not below 0'],
  ['now: tomorrow', '3:5 KF_TEST_FILE tomorrow is no point of time (write it as 2026-01-31T10:00:00Z)'],
  [
    'mocks: [ { endpoint: a, fail: java.io.IOExeption } ]',
    '3:35 KF_TEST_FILE no exception is called java.io.IOExeption (did you mean `java.io.IOException`?)',
  ],
  [
    'mocks: [ { endpoint: a, fail: { code: KF_CONN_UNREACHABEL } } ]',
    '3:37 KF_TEST_FILE no error has the code KF_CONN_UNREACHABEL (did you mean `KF_CONN_UNREACHABLE`?)',
  ],
  [
    'mocks: [ { endpoint: a, fail: { code: ECONNREFUSED } } ]',
    '3:37 KF_TEST_FILE no error has the code ECONNREFUSED (docs/errors.md lists the codes)',
  ],
  ['mocks: [ { endpoint: a, hang: true, delay: 1s } ]', '3:41 KF_TEST_FILE what hangs has no delay'],
  [
    'mocks: [ { endpoint: a, fail: {}, respond: {} } ]',
    '3:39 KF_TEST_FILE what always fails does not respond (say how often it fails: fail: { times: 1 })',
  ],
])('%s is refused', (line, expected) => {
  expect(wrong(`tests:\n  - name: a\n    ${line}\n    expect: [ { endpoint: "mock:a" } ]\n`)).toEqual([expected])
})

test.each([
  ['[]', '4:5 KF_TEST_FILE a test that expects nothing cannot fail'],
  ['[ { outcome: failed, of: 2 } ]', '4:34 KF_TEST_FILE there is no given message 2: 1 are given'],
  ['[ { outcome: failed, count: 1 } ]', '4:34 KF_TEST_FILE count says nothing of outcome'],
  ['[ { log: a, messages: [ b ] } ]', '4:25 KF_TEST_FILE messages says nothing of log'],
  ['[ { outcome: failed, anyOrder: true } ]', '4:34 KF_TEST_FILE anyOrder says nothing of outcome'],
  ['[ { endpoint: a, anyOrder: true } ]', '4:30 KF_TEST_FILE there are no messages whose order would count (list them under messages)'],
  ['[ { outcome: failed, code: KF_RUN_THRONW } ]', '4:34 KF_TEST_FILE no error has the code KF_RUN_THRONW (did you mean `KF_RUN_THROWN`?)'],
  ['[ { endpoint: a, never: true, count: 0 } ]', '4:43 KF_TEST_FILE count says nothing of never'],
  ['[ { endpoint: a, code: KF } ]', '4:30 KF_TEST_FILE code says nothing of endpoint'],
  ['[ { reply: { matches: "(" } } ]', '4:26 KF_TEST_FILE ( is no regular expression'],
])('the expectation %s is refused', (expectation, expected) => {
  expect(wrong(`tests:\n  - name: a\n    given: [ { to: direct:a } ]\n    expect: ${expectation}\n`)).toEqual([expected])
})

test('two tests of one name are refused', () => {
  const one = '  - name: a\n    expect: [ { log: b } ]\n'
  expect(wrong(`tests:\n${one}${one}`)).toEqual(['4:5 KF_TEST_FILE another test is called "a" too'])
})

test('values have the types that YAML gives them, quoted ones are texts', () => {
  const { tests } = read(`tests:
  - name: a
    given: [ { to: direct:a, body: { n: 1, t: "1", b: true, z: null, l: [ 1.5, x ] } } ]
    expect: [ { reply: { json: 7 } } ]
`)
  expect(tests[0]!.given[0]!.body).toEqual({ n: 1, t: '1', b: true, z: null, l: [1.5, 'x'] })
  expect(tests[0]!.expect[0]!.reply!.json).toBe(7)
})

test('mocks of the file stand behind those of the test', () => {
  const { tests } = read(`mocks: [ { endpoint: "file:*" } ]
tests:
  - name: a
    mocks: [ { endpoint: file:a, delay: 1s } ]
    expect: [ { log: b } ]
`)
  expect(tests[0]!.mocks.map(({ endpoint, delay }) => [endpoint, delay])).toEqual([
    ['file:a', 1000],
    ['file:*', undefined],
  ])
})
