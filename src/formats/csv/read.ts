import { errors } from '../../core/errors.ts'
import type { CsvDialect } from './dialect.ts'

/** A record: its fields; null where one is the null string. */
export type CsvRecord = (string | null)[]

const LF = 10
const CR = 13
const NO_CHAR = -1
const ESCAPED: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', b: '\b', f: '\f' }

/** Thrown while reading when the text at hand ends inside a record and more is to come. */
const MORE = Symbol('more')

/**
 * Reads the records of a CSV text that comes in pieces. A record that is cut by the end of a piece is read again when more has come;
 * pieces are gathered until there is twice as much of it, so that a huge record costs no more than twice its size.
 */
export class CsvReader {
  private readonly dialect: CsvDialect
  private readonly delimiter: number
  private readonly quote: number
  private readonly escape: number
  private readonly comment: number
  private text = ''
  private at = 0
  private last = true
  private line = 1
  private retryAt = 0

  constructor(dialect: CsvDialect) {
    this.dialect = dialect
    this.delimiter = code(dialect.delimiter)
    this.quote = code(dialect.quote)
    this.escape = code(dialect.escape)
    this.comment = code(dialect.comment)
  }

  /** Adds text; `last` says that none comes behind it. */
  push(text: string, last: boolean): void {
    this.text = this.at === 0 ? this.text + text : this.text.slice(this.at) + text
    this.at = 0
    this.last = last
  }

  /** The next record; `undefined` at the end, or where more text is needed. */
  next(): CsvRecord | undefined {
    if (!this.last && this.text.length - this.at < this.retryAt) return undefined
    const [start, line] = [this.at, this.line]
    try {
      const record = this.record()
      this.retryAt = 0
      return record
    } catch (error) {
      if (error !== MORE) throw error
      this.at = start
      this.line = line
      this.retryAt = (this.text.length - start) * 2
      return undefined
    }
  }

  private record(): CsvRecord | undefined {
    if (!this.skipLines()) return undefined
    const fields: CsvRecord = []
    for (;;) {
      if (this.dialect.ignoreSurroundingSpaces) this.skipSpaces()
      const quoted = this.peek() === this.quote
      const field = quoted ? this.quotedField() : this.plainField()
      const more = this.peek() === this.delimiter
      this.add(fields, field, quoted, !more)
      if (!more) return this.endRecord(fields)
      this.at++
    }
  }

  /** Skips comments and (where they do not count) empty lines; false at the end of the text. */
  private skipLines(): boolean {
    for (;;) {
      const char = this.peek()
      if (char === NO_CHAR) return false
      if (char === this.comment) this.skipComment()
      else if (!this.dialect.ignoreEmptyLines || (char !== LF && char !== CR)) return true
      else this.takeLineEnd()
    }
  }

  private skipComment(): void {
    for (let char = this.peek(); char !== LF && char !== CR && char !== NO_CHAR; char = this.peek()) this.at++
    this.takeLineEnd()
  }

  private endRecord(fields: CsvRecord): CsvRecord {
    this.takeLineEnd()
    return fields
  }

  private takeLineEnd(): void {
    const char = this.peek()
    if (char === NO_CHAR) return
    this.at++
    this.line++
    if (char === CR && this.peek() === LF) this.at++
  }

  private skipSpaces(): void {
    for (let char = this.peek(); isBlank(char) && char !== this.delimiter && char !== LF && char !== CR; char = this.peek()) this.at++
  }

  /** The character at hand; asks for more text where this is not the end. */
  private peek(): number {
    if (this.at < this.text.length) return this.text.charCodeAt(this.at)
    if (!this.last) throw MORE
    return NO_CHAR
  }

  private plainField(): string {
    let start = this.at
    let before = ''
    for (;;) {
      const char = this.peek()
      if (char === this.delimiter || char === LF || char === CR || char === NO_CHAR) break
      if (char === this.escape) {
        before += this.text.slice(start, this.at) + this.takeEscape()
        start = this.at
      } else this.at++
    }
    const field = before + this.text.slice(start, this.at)
    return this.dialect.ignoreSurroundingSpaces ? field.trimEnd() : field
  }

  private quotedField(): string {
    const line = this.line
    let start = ++this.at
    let before = ''
    for (;;) {
      const char = this.peek()
      if (char === NO_CHAR) throw csvError(`(startline ${line}) EOF reached before encapsulated token finished`)
      if (char === this.quote) {
        before += this.text.slice(start, this.at)
        this.at++
        if (this.peek() !== this.quote) return this.endQuoted(before)
        start = this.at++
      } else if (char === this.escape) {
        before += this.text.slice(start, this.at) + this.takeEscape()
        start = this.at
      } else {
        if (char === LF) this.line++
        this.at++
      }
    }
  }

  /** Behind a closing quote only blanks may stand before the delimiter. */
  private endQuoted(field: string): string {
    for (;;) {
      const char = this.peek()
      if (char === this.delimiter || char === LF || char === CR || char === NO_CHAR) return field
      if (!isBlank(char))
        throw csvError(`Invalid character between encapsulated token and delimiter at line: ${this.line}, position: ${this.at + 1}`)
      this.at++
    }
  }

  private takeEscape(): string {
    this.at++
    const next = this.peek()
    if (next === NO_CHAR) throw csvError('EOF while processing escape sequence')
    const char = this.text[this.at++]!
    const control = ESCAPED[char]
    if (control !== undefined) return control
    const meta =
      next === this.delimiter || next === this.quote || next === this.escape || next === this.comment || '\r\n\f\t\b'.includes(char)
    return meta ? char : this.dialect.escape! + char
  }

  private add(fields: CsvRecord, raw: string, quoted: boolean, last: boolean): void {
    const field = this.dialect.trim ? javaTrim(raw) : raw
    if (last && field === '' && this.dialect.trailingDelimiter) return
    fields.push(this.orNull(field, quoted))
  }

  private orNull(field: string, quoted: boolean): string | null {
    const { nullString, quoteMode } = this.dialect
    const strict = quoteMode === 'ALL_NON_NULL' || quoteMode === 'NON_NUMERIC'
    if (field === nullString) return strict && quoted ? field : null
    return strict && nullString === undefined && field === '' && !quoted ? null : field
  }
}

function code(char: string | undefined): number {
  return char === undefined ? -2 : char.charCodeAt(0)
}

function isBlank(char: number): boolean {
  return char === 32 || (char >= 9 && char <= 13) || (char >= 28 && char <= 31)
}

/** Java's `trim`: everything up to the blank. */
export function javaTrim(text: string): string {
  return text.replaceAll(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '')
}

function csvError(reason: string): Error {
  const type = 'org.apache.commons.csv.CSVException'
  const cause = errors.KF_FORMAT_UNMARSHAL({ format: 'csv', reason }, { type })
  return errors.KF_FORMAT_UNMARSHAL({ format: 'csv', reason: `${type}: ${reason}` }, { type: 'java.io.UncheckedIOException', cause })
}
