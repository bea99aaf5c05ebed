import type { Position } from '../core/diagnostic.ts'

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' }

/** Reads Java's properties format: `key=value`, `key: value`, comments (`#`, `!`), continuation lines, `\uXXXX`. Of a key given twice the last value counts. */
export function parseProperties(text: string): Record<string, string> {
  const result: Record<string, string> = Object.create(null)
  for (const { line } of logicalLines(text)) {
    const [key, value] = splitLine(line)
    if (key !== '') result[decode(key)] = decode(value)
  }
  return result
}

/** Where a key stands in a file, the last time where it is given twice; `undefined` where it does not. */
export function propertyPlace({ file, text }: { readonly file: string; readonly text: string }, key: string): Position | undefined {
  const found = logicalLines(text).findLast(({ line }) => decode(splitLine(line)[0]) === key)
  if (found === undefined) return undefined
  const { number, column, line } = found
  return { file, line: number, column, endLine: number, endColumn: column + splitLine(line)[0].length }
}

interface LogicalLine {
  readonly line: string
  /** Where it begins. */
  readonly number: number
  readonly column: number
}

/** Lines without comments, with continuation lines joined (a line that ends with an odd number of backslashes goes on). */
function logicalLines(text: string): LogicalLine[] {
  const lines: LogicalLine[] = []
  let open: LogicalLine | undefined
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = raw.trimStart()
    if (open === undefined && (line === '' || line[0] === '#' || line[0] === '!')) continue
    const { number, column } = open ?? { number: index + 1, column: raw.length - line.length + 1 }
    const joined: string = (open?.line ?? '') + line
    const goesOn = /(^|[^\\])(\\\\)*\\$/.test(joined)
    open = goesOn ? { line: joined.slice(0, -1), number, column } : undefined
    if (!goesOn) lines.push({ line: joined, number, column })
  }
  return open === undefined ? lines : [...lines, open]
}

function splitLine(line: string): [string, string] {
  const separator = /(?<!\\)(?:\\\\)*(\s*[=:]\s*|\s+)/.exec(line)
  if (separator === null) return [line, '']
  const end = separator.index + separator[0].length
  return [line.slice(0, end - separator[1]!.length), line.slice(end)]
}

function decode(text: string): string {
  return text.replace(/\\(u([0-9a-fA-F]{4})|.)/gs, (_, char: string, code: string | undefined) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : (ESCAPES[char] ?? char),
  )
}
