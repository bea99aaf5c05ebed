const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' }

/** Reads Java's properties format: `key=value`, `key: value`, comments (`#`, `!`), continuation lines, `\uXXXX`. Of a key given twice the last value counts. */
export function parseProperties(text: string): Record<string, string> {
  const result: Record<string, string> = Object.create(null)
  for (const line of logicalLines(text)) {
    const [key, value] = splitLine(line)
    if (key !== '') result[decode(key)] = decode(value)
  }
  return result
}

/** Lines without comments, with continuation lines joined (a line that ends with an odd number of backslashes goes on). */
function logicalLines(text: string): string[] {
  const lines: string[] = []
  let open: string | undefined
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.trimStart()
    if (open === undefined && (line === '' || line[0] === '#' || line[0] === '!')) continue
    const joined: string = (open ?? '') + line
    const goesOn = /(^|[^\\])(\\\\)*\\$/.test(joined)
    if (goesOn) open = joined.slice(0, -1)
    else lines.push(joined)
    if (!goesOn) open = undefined
  }
  if (open !== undefined) lines.push(open)
  return lines
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
