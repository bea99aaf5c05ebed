import { readJson } from '../../converters/index.ts'
import type { Operand, Path, Segment } from './ast.ts'
import { invalidPath } from './fault.ts'
import { parseFilter } from './parse-filter.ts'

/** Reads a path of Jayway's dialect; without `$` in front it starts at the root. */
export function parsePath(text: string): Path {
  const trimmed = text.trim()
  if (trimmed === '') throw invalidPath('path can not be null or empty')
  const path = /^[$@]/.test(trimmed) ? trimmed : `$.${trimmed}`
  if (path.endsWith('.')) throw invalidPath("Path must not end with a '.' or '..'")
  return new PathParser(path).parse()
}

class PathParser {
  private readonly text: string
  private at = 1

  constructor(text: string) {
    this.text = text
  }

  parse(): Path {
    const first = this.text[1]
    if (first !== undefined && first !== '.' && first !== '[') throw invalidPath(`Illegal character at position 1 expected '.' or '['`)
    const segments: Segment[] = []
    if (first === undefined) return { from: this.text[0] as '$' | '@', segments }
    // Jayway ends where only one character is left behind a step, and does not look at it: `$.list[` is `$.list`
    do this.segment(segments)
    while (this.at < this.text.length - 1)
    return { from: this.text[0] as '$' | '@', segments }
  }

  private segment(segments: Segment[]): void {
    if (this.text.startsWith('..', this.at)) {
      segments.push({ kind: 'scan' })
      this.at += 2
      if (this.text[this.at] === '.') throw invalidPath(`Character '.' on position ${this.at} is not valid.`)
    } else if (this.text[this.at] === '.') this.at++
    if (this.text[this.at] === '[') segments.push(this.bracket())
    else if (this.text[this.at] === '*') {
      this.at++
      segments.push({ kind: 'wildcard' })
    } else segments.push(this.nameOrCall())
  }

  private nameOrCall(): Segment {
    const start = this.at
    while (this.at < this.text.length && !'.[('.includes(this.text[this.at]!)) {
      if (this.text[this.at] === ' ')
        throw invalidPath(`Use bracket notion ['my prop'] if your property contains blank characters. position: ${start}`)
      this.at++
    }
    const name = this.text.slice(start, this.at)
    if (this.text[this.at] === '(') return this.call(name)
    if (name === '') throw invalidPath(`Could not parse token starting at position ${start}`)
    return { kind: 'names', names: [name] }
  }

  private call(name: string): Segment {
    const end = closing(this.text, this.at, '(', ')')
    if (end < 0) throw invalidPath(`Arguments to function: '${name}' are not closed properly.`)
    const args = splitOutside(this.text.slice(this.at + 1, end)).flatMap(argument)
    this.at = end + 1
    return { kind: 'call', name, args }
  }

  private bracket(): Segment {
    const start = this.at
    const end = closing(this.text, start, '[', ']')
    const inner = end < 0 ? '' : this.text.slice(start + 1, end).trim()
    const segment = end < 0 ? undefined : bracketSegment(inner)
    if (!segment) throw invalidPath(`Could not parse token starting at position ${start}. Expected ?, ', 0-9, * `)
    this.at = end + 1
    return segment
  }
}

function bracketSegment(inner: string): Segment | undefined {
  if (inner === '*') return { kind: 'wildcard' }
  if (inner.startsWith('?')) return filterSegment(inner.slice(1).trim())
  if (/^['"]/.test(inner)) return { kind: 'names', names: splitOutside(inner).map(unquote) }
  if (/^-?\d+(\s*,\s*-?\d+)*$/.test(inner)) return { kind: 'indexes', indexes: inner.split(',').map(Number) }
  if (/^-?\d+[-\d, ]*$/.test(inner)) throw invalidPath('Failed to parse token in ArrayIndexOperation: ')
  if (!/^[-\d: ]*:[-\d: ]*$/.test(inner)) return undefined
  // a step width is read and not used
  const slice = /^(-?\d+)?:(-?\d+)?(?::-?\d*)?$/.exec(inner.replaceAll(' ', ''))
  if (!slice || inner.startsWith('::')) throw invalidPath(`Failed to parse SliceOperation: ${inner}`)
  return {
    kind: 'slice',
    from: slice[1] === undefined ? undefined : Number(slice[1]),
    to: slice[2] === undefined ? undefined : Number(slice[2]),
  }
}

function filterSegment(text: string): Segment {
  if (!text.startsWith('(') || !text.endsWith(')')) throw invalidPath(`Filter must start with '[?(' and end with ')]': [?${text}]`)
  return { kind: 'filter', test: parseFilter(text.slice(1, -1)) }
}

/** Paths, numbers, texts in double quotes and maps are arguments; Jayway passes over anything else. */
function argument(text: string): Operand[] {
  if (/^[$@]/.test(text)) return [{ kind: 'path', path: parsePath(text) }]
  return /^(?:[{"]|-?\d)/.test(text) ? [{ kind: 'value', value: readJson(text) }] : []
}

function unquote(text: string): string {
  const quote = text[0]
  if (text.length < 2 || text.at(-1) !== quote) throw invalidPath(`Property has not been closed - missing closing ${quote}`)
  return text.slice(1, -1).replaceAll(/\\(.)/g, '$1')
}

/** The index of the bracket that closes the one at `start`; -1 where there is none. Quotes and regular expressions are skipped. */
export function closing(text: string, start: number, open: string, close: string): number {
  let depth = 0
  for (let i = start; i < text.length; i++) {
    const char = text[i]!
    if (char === '\\') i++
    else if (char === "'" || char === '"') i = quoteEnd(text, i)
    else if (char === '/' && /=~\s*$/.test(text.slice(0, i))) i = quoteEnd(text, i)
    else if (char === open) depth++
    else if (char === close && --depth === 0) return i
  }
  return -1
}

/** The index of the quote that ends the one at `start`; the end of the text where there is none. */
export function quoteEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === text[start]) return i
  }
  return text.length
}

/** Parts between commas that stand outside quotes and brackets, trimmed; none of an empty text. */
function splitOutside(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!
    if (char === '\\') i++
    else if (char === "'" || char === '"') i = quoteEnd(text, i)
    else if ('([{'.includes(char)) depth++
    else if (')]}'.includes(char)) depth--
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(start, i).trim())
      start = i + 1
    }
  }
  const last = text.slice(start).trim()
  return last === '' && parts.length === 0 ? [] : [...parts, last]
}
