import type { Failure } from '../../testing/routes/run-test.ts'
import type { TestResult } from '../../testing/routes/run-test-file.ts'
import { diagnosticsText } from '../print-diagnostics.ts'
import type { TestedFile } from './run-tests.ts'

type Paint = (code: number, text: string) => string

/** A file's tests as text: one line for each, with what did not come about below it. */
export function fileText({ file, results, diagnostics, sources }: TestedFile, colors: boolean): string {
  const paint: Paint = (code, text) => (colors ? `\u001b[${code}m${text}\u001b[0m` : text)
  const problems = diagnostics.length > 0 ? `${diagnosticsText(diagnostics, sources, colors)}\n` : ''
  return `${paint(1, file)}\n${problems}${results.map(each => testText(each, paint)).join('')}`
}

function testText({ test, failures, ms }: TestResult, paint: Paint): string {
  const passed = failures.length === 0
  const time = paint(90, `${Math.round(ms)} ms`)
  return `  ${passed ? paint(32, '✓') : paint(31, '✗')} ${test.name} ${time}\n${failures.map(each => failureText(each, paint)).join('')}`
}

function failureText({ at, message, expected, received }: Failure, paint: Paint): string {
  const place = at === undefined ? '' : paint(90, `  ${at.file}:${at.line}:${at.column}`)
  const value = (label: string, code: number, text: string | undefined) =>
    text === undefined ? '' : `        ${label} ${paint(code, text.replaceAll('\n', '\n                 '))}\n`
  return `      ${message}${place}\n${value('expected', 32, expected)}${value('received', 31, received)}`
}

/** `3 tests: 2 passed, 1 failed` */
export function summaryText(tested: readonly TestedFile[]): string {
  const results = tested.flatMap(each => each.results)
  const failed = results.filter(({ failures }) => failures.length > 0).length
  const invalid = tested.filter(({ diagnostics }) => diagnostics.some(each => each.severity === 'error')).length
  const parts = [
    `${results.length - failed} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(invalid > 0 ? [`${invalid} ${invalid === 1 ? 'file' : 'files'} not run`] : []),
  ]
  return `${results.length} ${results.length === 1 ? 'test' : 'tests'}: ${parts.join(', ')}`
}

/** A file's tests for `--json`. */
export function resultJson({ file, results, diagnostics }: TestedFile) {
  return {
    file,
    diagnostics,
    tests: results.map(({ test, failures, ms }) => ({ name: test.name, at: test.place, ok: failures.length === 0, ms, failures })),
  }
}
