import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DOMParser } from '@xmldom/xmldom'
import { expect, test } from 'vitest'
import xpath from 'xpath'
import { runTests } from '../../src/cli/actions/run-tests.ts'
import { newFolder } from '../helpers/folders.ts'

const ROUTES = '- from: { uri: "direct:in", steps: [ { to: "mock:end" } ] }\n'
const TESTS = `tests:
  - name: what comes goes on
    given: [ { to: direct:in, body: a } ]
    expect: [ { endpoint: mock:end, messages: [ a ] } ]
  - name: it is <another>
    given: [ { to: direct:in, body: a } ]
    expect: [ { endpoint: mock:end, messages: [ b ] } ]
`

async function tested(text: string, options: Record<string, unknown> = {}, folder = newFolder()) {
  writeFileSync(join(folder, 'a.camel.yaml'), ROUTES)
  writeFileSync(join(folder, 'a.test.yaml'), text)
  let printed = ''
  const out = (more: string) => void (printed += more)
  const io = { out, err: out, cwd: folder, env: {}, colors: false, stdin: async () => '' }
  const code = await runTests({ arguments: ['.'], options }, io)
  return { code, printed: printed.replaceAll(/\d+ ms/g, '0 ms'), folder }
}

test('each test is a line, with what did not come about below it; the exit code is 1 where one failed', async () => {
  const { code, printed } = await tested(TESTS)
  expect(code).toBe(1)
  expect(printed).toBe(`a.test.yaml
  ✓ what comes goes on 0 ms
  ✗ it is <another> 0 ms
      mock:end, message 1: body  a.test.yaml:7:15
        expected "b"
        received "a"
2 tests: 1 passed, 1 failed
`)
})

test('--filter runs the tests that have it in their names, in whatever case', async () => {
  expect(await tested(TESTS, { filter: 'Goes on' })).toMatchObject({
    code: 0,
    printed: 'a.test.yaml\n  ✓ what comes goes on 0 ms\n1 test: 1 passed\n',
  })
  await expect(tested(TESTS, { filter: 'nothing' })).rejects.toMatchObject({ code: 'KF_CLI_USAGE' })
})

test('a test file that is wrong is not run, and the exit code is 2', async () => {
  const { code, printed } = await tested(TESTS.replace('given', 'givven'))
  expect(code).toBe(2)
  expect(printed).toContain('a.test.yaml:3:5: error KF_FIELD_UNKNOWN')
  expect(printed).toContain('did you mean `given`?')
  expect(printed).toContain('0 tests: 0 passed, 1 file not run')
})

test('--json gives the results with their places', async () => {
  const { printed } = await tested(TESTS, { json: true })
  const { ok, summary, result } = JSON.parse(printed)
  expect([ok, summary]).toEqual([false, '2 tests: 1 passed, 1 failed'])
  expect(result.files[0].tests.map((each: { ok: boolean; at: { line: number } }) => [each.ok, each.at.line])).toEqual([
    [true, 2],
    [false, 5],
  ])
  expect(result.files[0].tests[1].failures).toMatchObject([{ message: 'mock:end, message 1: body', expected: '"b"', received: '"a"' }])
})

test('--junit writes the results as JUnit has them', async () => {
  const { folder } = await tested(TESTS, { junit: 'results.xml' })
  const report = readFileSync(join(folder, 'results.xml'), 'utf8')
  const evaluated = (path: string) => xpath.select(path, new DOMParser().parseFromString(report, 'text/xml') as never)
  expect(evaluated('string(/testsuites/testsuite[@name="a.test.yaml" and @tests=2 and @failures=1 and @errors=0]/testcase[1]/@name)')).toBe(
    'what comes goes on',
  )
  expect(evaluated('string(//testcase[2][@name="it is <another>"]/failure/@message)')).toBe('mock:end, message 1: body')
  expect(evaluated('count(//failure)')).toBe(1)
})

const SNAPPED = `tests:
  - name: what comes goes on
    given: [ { to: direct:in, body: { id: 1 } } ]
    expect: [ { endpoint: mock:end, snapshot: true }, { reply: {}, snapshot: true } ]
`

test('--update keeps what was received, and later runs are held against it', async () => {
  const folder = newFolder()
  const first = await tested(SNAPPED, {}, folder)
  expect(first.code).toBe(1)
  expect(first.printed).toContain('mock:end: there is no snapshot yet; kafila test --update keeps this one')
  expect((await tested(SNAPPED, { update: true }, folder)).code).toBe(0)
  expect(readFileSync(join(folder, 'a.test.yaml.snap'), 'utf8')).toBe(`# What tests have received, written by: kafila test --update
what comes goes on:
  mock:end:
    - id: 1
  reply to message 1:
    - id: 1
`)
  expect((await tested(SNAPPED, {}, folder)).code).toBe(0)
  const changed = await tested(SNAPPED.replace('id: 1', 'id: 2'), {}, folder)
  expect(changed.printed).toContain('mock:end: snapshot')
  expect(changed.printed).toContain('expected [{"id":1}]')
  expect(changed.printed).toContain('received [{"id":2}]')
})

test('a snapshot that no test compares any more is an error, until --update removes it', async () => {
  const folder = newFolder()
  await tested(SNAPPED, { update: true }, folder)
  const plain = SNAPPED.replaceAll(', snapshot: true', '')
  const { code, printed } = await tested(plain, {}, folder)
  expect(code).toBe(2)
  expect(printed).toContain('a.test.yaml.snap keeps what no test compares any more: what comes goes on: mock:end')
  expect((await tested(plain, { update: true }, folder)).code).toBe(0)
  expect(existsSync(join(folder, 'a.test.yaml.snap'))).toBe(false)
})

test('--coverage tells what was not reached, and --threshold fails below it', async () => {
  const routes =
    '- from: { uri: "direct:in", steps: [ { filter: { simple: "${body} == 1", steps: [ { log: x } ] } }, { to: "mock:end" } ] }\n'
  const folder = newFolder()
  writeFileSync(join(folder, 'b.camel.yaml'), routes)
  const text = `routes: [ b.camel.yaml ]\n${TESTS.split('  - name: it is')[0]}`
  const { code, printed } = await tested(text, { coverage: true, threshold: '90' }, folder)
  expect(code).toBe(1)
  expect(printed).toContain('route1: branch never reached: filter is true  b.camel.yaml:1:38')
  expect(printed).toContain('coverage: 2 of 3 steps, 1 of 2 branches: 60 %\n1 test: 1 passed; coverage is below 90 %\n')
  expect((await tested(text, { threshold: '60' }, folder)).code).toBe(0)
  const json = JSON.parse((await tested(text, { coverage: true, json: true }, folder)).printed)
  expect(json.result.coverage.percent).toBe(60)
  expect(json.result.coverage.items).toContainEqual(expect.objectContaining({ kind: 'step', what: 'log', hits: 0, route: 'route1' }))
})

test.each([
  [{ threshold: 'high' }, '--threshold is a percentage from 0 to 100, not high'],
  [{ seed: 'x' }, '--seed is a number or random, not x'],
  [{ watch: true, json: true }, '--watch is for people: it has no --json'],
])('%j is refused', async (options, message) => {
  await expect(tested(TESTS, options)).rejects.toThrow(message)
})

test('the seed is told, so that a failure can be had again', async () => {
  expect((await tested(TESTS, { seed: '7' })).printed).toMatch(/2 tests: 1 passed, 1 failed; seed 7\n$/)
  expect((await tested(TESTS, { seed: 'random' })).printed).toMatch(/seed \d+\n$/)
})
