/** How a scalar is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded'

/** A text that a scalar stands for, with the offset of each of its characters (and of the end) in the way it is written. */
interface Decoded {
  text: string
  readonly offsets: number[]
}

/**
 * Where the character at `offset` of a scalar's value is written: its offset in `raw`, the scalar as it stands in the file (with quotes,
 * or from the `|` on). Escapes, folded lines and indentation are seen through; what cannot be followed gives the beginning.
 */
export function scalarOffset(raw: string, style: ScalarStyle, value: string, offset: number): number {
  const decoded = decode(raw, style, value)
  return decoded.text === value ? (decoded.offsets[Math.min(offset, value.length)] ?? 0) : 0
}

function decode(raw: string, style: ScalarStyle, value: string): Decoded {
  if (style === 'literal' || style === 'folded') return decodeBlock(raw, style, value)
  const quoted = style !== 'plain'
  return decodeFlow(raw, style, quoted ? 1 : 0, quoted ? raw.length - 1 : raw.length)
}

function decodeFlow(raw: string, style: ScalarStyle, from: number, to: number): Decoded {
  const result: Decoded = { text: '', offsets: [] }
  let at = from
  let kept = 0
  while (at < to) {
    const char = raw[at]!
    if (char === '\n' || (char === '\r' && raw[at + 1] === '\n')) {
      dropBlanks(result, kept)
      at = foldLine(raw, at, to, result)
      kept = result.text.length
    } else if (style === 'single' && char === "'") at = emit(result, "'", at, 2)
    else if (style === 'double' && char === '\\') {
      at = unescapeInto(raw, at, to, result)
      kept = result.text.length
    } else at = emit(result, char, at, 1)
  }
  result.offsets.push(to)
  return result
}

function emit(result: Decoded, text: string, at: number, length: number): number {
  for (let i = 0; i < text.length; i++) result.offsets.push(at)
  result.text += text
  return at + length
}

/** Blanks at the end of a folded line do not count, but those that were escaped do. */
function dropBlanks(result: Decoded, kept: number): void {
  let end = result.text.length
  while (end > kept && (result.text[end - 1] === ' ' || result.text[end - 1] === '\t')) end -= 1
  result.text = result.text.slice(0, end)
  result.offsets.length = end
}

/** One line end is a blank; of several, all but the first count. */
function foldLine(raw: string, at: number, to: number, result: Decoded): number {
  let lines = 0
  let next = at
  while (next < to && /\s/.test(raw[next]!)) {
    if (raw[next] === '\n') lines += 1
    next += 1
  }
  emit(result, lines === 1 ? ' ' : '\n'.repeat(lines - 1), at, 0)
  return next
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
}
const CODE_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

function unescapeInto(raw: string, at: number, to: number, result: Decoded): number {
  const char = raw[at + 1] ?? ''
  if (char === '\n' || char === '\r') return joinLine(raw, at + 1, to)
  const length = CODE_LENGTH[char]
  if (length === undefined) return emit(result, ESCAPES[char] ?? char, at, 2)
  const code = Number.parseInt(raw.slice(at + 2, at + 2 + length), 16)
  return emit(result, code <= 0x10ffff ? String.fromCodePoint(code) : '', at, 2 + length)
}

/** A backslash at the end of a line joins it with the next one; blank lines between are line ends. */
function joinLine(raw: string, at: number, to: number): number {
  let next = at
  while (next < to && /\s/.test(raw[next]!)) next += 1
  return next
}

interface Line {
  readonly start: number
  readonly text: string
}

function decodeBlock(raw: string, style: 'literal' | 'folded', value: string): Decoded {
  const lines = blockLines(raw, value)
  const result: Decoded = { text: '', offsets: [] }
  const isMore = (line: Line | undefined) => line !== undefined && /^[ \t]/.test(line.text)
  let previous: Line | undefined
  for (const [index, line] of lines.entries()) {
    emitAll(result, line)
    const end = line.start + line.text.length
    if (style === 'folded' && line.text !== '' && !isMore(line)) {
      const next = lines.findIndex((each, i) => i > index && each.text !== '')
      if (next >= 0 && !isMore(lines[next])) {
        if (next === index + 1) emit(result, ' ', end, 0)
        previous = line
        continue
      }
    }
    if (style === 'folded' && line.text === '' && previous !== undefined && result.text !== '') {
      emit(result, '\n', end, 0)
      continue
    }
    emit(result, '\n', end, 0)
    previous = undefined
  }
  return chomp(result, value, raw.length)
}

function emitAll(result: Decoded, { start, text }: Line): void {
  for (let i = 0; i < text.length; i++) result.offsets.push(start + i)
  result.text += text
}

/** The lines of a block without its indentation, which shows where the first line of the value stands in the file. */
function blockLines(raw: string, value: string): Line[] {
  const lines: Line[] = []
  let start = raw.indexOf('\n') + 1
  if (start === 0) return []
  for (const text of raw.slice(start).split('\n')) {
    lines.push({ start, text: text.replace(/\r$/, '') })
    start += text.length + 1
  }
  const first = lines.find(line => line.text.trim() !== '')
  const wanted = /[^\n]+/.exec(value)?.[0] ?? ''
  const indent = first === undefined ? 0 : first.text.length - first.text.trimStart().length - (wanted.length - wanted.trimStart().length)
  return lines.map(line => ({ start: line.start + Math.min(indent, line.text.length), text: line.text.slice(Math.max(0, indent)) }))
}

/** Line ends at the end are kept or dropped by the block's header; the value tells. */
function chomp(result: Decoded, value: string, end: number): Decoded {
  const body = result.text.replace(/\n+$/, '')
  const text = value.startsWith(body) && value.slice(body.length).replaceAll('\n', '') === '' ? value : result.text
  return { text, offsets: [...result.offsets.slice(0, text.length), end] }
}
