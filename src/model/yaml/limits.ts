import type { Report } from '../../core/diagnostic.ts'
import { errorTable } from '../../core/errors.ts'

/** Files larger than this are refused: a route file is written by people. */
export const MAX_BYTES = 10 * 1024 * 1024
/** Deeper nesting is refused before the parser runs. */
export const MAX_DEPTH = 100

/** Reports a text that is too large or too deeply nested for the parser, which would otherwise take the process down. */
export function checkLimits(text: string, file: string, report: Report): boolean {
  if (text.length > MAX_BYTES) {
    report({
      code: 'KF_YAML_SIZE',
      severity: 'error',
      message: errorTable.KF_YAML_SIZE.message({ size: text.length, limit: MAX_BYTES }),
      at: { file, line: 1, column: 1 },
    })
    return false
  }
  const tooDeep = findNesting(text)
  if (tooDeep === undefined) return true
  report({
    code: 'KF_YAML_NESTING',
    severity: 'error',
    message: errorTable.KF_YAML_NESTING.message({ depth: MAX_DEPTH }),
    at: { file, ...tooDeep },
  })
  return false
}

/** Where flow brackets, or block markers on one line, nest deeper than the limit. An over-estimate: brackets inside quotes count too, but reset at the end of a line that closes none. */
function findNesting(text: string): { line: number; column: number } | undefined {
  let flow = 0
  let line = 1
  let start = 0
  let markers = 0
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (char === 10) {
      line += 1
      start = i + 1
      markers = 0
    } else if (char === 91 || char === 123) flow += 1
    else if (char === 93 || char === 125) flow = Math.max(0, flow - 1)
    else if ((char === 45 || char === 63) && isBlank(text.charCodeAt(i + 1))) markers += 1
    else if (char !== 32) markers = 0
    if (flow > MAX_DEPTH || markers > MAX_DEPTH || (i - start > 20 * MAX_DEPTH && onlyBlank(text, start, i)))
      return { line, column: i - start + 1 }
  }
  return undefined
}

function isBlank(char: number): boolean {
  return char === 32 || char === 10 || char === 13 || char === 9 || Number.isNaN(char)
}

function onlyBlank(text: string, from: number, to: number): boolean {
  return text.slice(from, to).trim() === ''
}
