import { expect, test } from 'vitest'
import { countText, diagnosticsText } from '../../src/cli/print-diagnostics.ts'
import type { Diagnostic } from '../../src/core/diagnostic.ts'

const text = '- from:\n    uri: direct:start\n    steps:\n\t- tto: mock:end\n'
const sources = [{ file: 'a.yaml', text }]

function shown(diagnostic: Partial<Diagnostic>): string {
  return diagnosticsText([{ code: 'KF_X', severity: 'error', message: 'wrong', ...diagnostic }], sources, false)
}

test('a diagnostic is shown with its place, the line and a mark under it', () => {
  const at = { file: 'a.yaml', line: 2, column: 10, endLine: 2, endColumn: 22 }
  expect(shown({ at, fix: 'did you mean that?' })).toBe(
    'a.yaml:2:10: error KF_X wrong\n    2 |     uri: direct:start\n      |          ^^^^^^^^^^^^\n  did you mean that?\n',
  )
})

test('a mark stands behind tabs as the line does, and goes no further than the line', () => {
  const at = { file: 'a.yaml', line: 4, column: 4, endLine: 9, endColumn: 3 }
  expect(shown({ at, severity: 'warning' })).toBe('a.yaml:4:4: warning KF_X wrong\n    4 | \t- tto: mock:end\n      | \t  ^\n')
})

test('a diagnostic without a place, or of a text that is not there, has no excerpt', () => {
  expect(shown({})).toBe('error KF_X wrong\n')
  expect(shown({ at: { file: 'b.yaml', line: 1, column: 1 } })).toBe('b.yaml:1:1: error KF_X wrong\n')
})

test('errors and warnings are counted in words', () => {
  const one = (severity: Diagnostic['severity']): Diagnostic => ({ code: 'KF_X', severity, message: '' })
  expect(countText([])).toBe('0 errors')
  expect(countText([one('error')])).toBe('1 error')
  expect(countText([one('error'), one('error'), one('warning')])).toBe('2 errors, 1 warning')
  expect(countText([one('warning'), one('warning')])).toBe('2 warnings')
})
