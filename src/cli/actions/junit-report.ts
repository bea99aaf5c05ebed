import type { Failure } from '../../testing/routes/run-test.ts'
import type { TestResult } from '../../testing/routes/run-test-file.ts'
import type { TestedFile } from './run-tests.ts'

/** Results in the form of JUnit's XML, as build servers read it: a suite for each file; a file that is wrong is an error. */
export function junitReport(tested: readonly TestedFile[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${tested.map(suite).join('')}</testsuites>\n`
}

function suite({ file, results, diagnostics }: TestedFile): string {
  const problems = diagnostics.filter(each => each.severity === 'error')
  const failed = results.filter(({ failures }) => failures.length > 0).length
  const ms = results.reduce((sum, each) => sum + each.ms, 0)
  const wrong = problems.map(({ code, message, at }) => {
    const text = escaped(`${at === undefined ? '' : `${at.file}:${at.line}:${at.column} `}${message}`)
    return `    <testcase classname="${escaped(file)}" name="${escaped(code)}" time="0"><error message="${text}"/></testcase>\n`
  })
  const counts = `tests="${results.length + problems.length}" failures="${failed}" errors="${problems.length}"`
  const cases = results.map(each => testCase(file, each)).join('')
  return `  <testsuite name="${escaped(file)}" ${counts} time="${seconds(ms)}">\n${wrong.join('')}${cases}  </testsuite>\n`
}

function testCase(file: string, { test, failures, ms }: TestResult): string {
  const head = `    <testcase classname="${escaped(file)}" name="${escaped(test.name)}" time="${seconds(ms)}"`
  if (failures.length === 0) return `${head}/>\n`
  const told = failures.map(each => `      <failure message="${escaped(each.message)}">${escaped(failureText(each))}</failure>\n`)
  return `${head}>\n${told.join('')}    </testcase>\n`
}

function failureText({ at, message, expected, received }: Failure): string {
  const place = at === undefined ? '' : `${at.file}:${at.line}:${at.column} `
  return [
    `${place}${message}`,
    ...(expected === undefined ? [] : [`expected ${expected}`]),
    ...(received === undefined ? [] : [`received ${received}`]),
  ].join('\n')
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' }

/** Text for XML; what XML cannot hold is replaced. */
function escaped(text: string): string {
  return text.replaceAll(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd').replaceAll(/[&<>"\n]/g, each => ENTITIES[each]!)
}
