import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DOMParser } from '@xmldom/xmldom'
import { expect, onTestFinished, test } from 'vitest'
import xpath from 'xpath'
import { runTests } from '../../src/cli/actions/run-tests.ts'

const ROUTES = '- from: { uri: "direct:in", steps: [ { to: "mock:end" } ] }\n'
const TESTS = `tests:
  - name: what comes goes on
    given: [ { to: direct:in, body: a } ]
    expect: [ { endpoint: mock:end, messages: [ a ] } ]
  - name: it is <another>
    given: [ { to: direct:in, body: a } ]
    expect: [ { endpoint: mock:end, messages: [ b ] } ]
`

async function tested(text: string, options: Record<string, unknown> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-tests-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
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
