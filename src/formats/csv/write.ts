import { javaText } from '../../converters/index.ts'
import { isNumber } from '../../core/values.ts'
import type { CsvDialect } from './dialect.ts'
import { javaTrim } from './read.ts'

/** Writes one record with its separator; the rules of when to quote are those of commons-csv. */
export function csvLine(values: readonly unknown[], dialect: CsvDialect): string {
  const fields = values.map((value, index) => csvField(value, index === 0, dialect))
  const line = fields.join(dialect.delimiter)
  return `${line}${dialect.trailingDelimiter ? dialect.delimiter : ''}${dialect.recordSeparator}`
}

function csvField(value: unknown, first: boolean, dialect: CsvDialect): string {
  if (value === null || value === undefined) return nullField(dialect)
  const raw = javaText(value)
  const text = dialect.trim ? javaTrim(raw) : raw
  if (dialect.quote !== undefined && dialect.quoteMode !== 'NONE')
    return needsQuotes(value, text, first, dialect) ? quoted(text, dialect) : text
  return dialect.escape === undefined ? text : escaped(text, dialect)
}

function nullField({ nullString, quoteMode, quote = '' }: CsvDialect): string {
  if (nullString === undefined) return ''
  return quoteMode === 'ALL' ? quote + nullString + quote : nullString
}

function needsQuotes(value: unknown, text: string, first: boolean, dialect: CsvDialect): boolean {
  switch (dialect.quoteMode) {
    case 'ALL':
    case 'ALL_NON_NULL':
      return true
    case 'NON_NUMERIC':
      return !isNumber(value)
    default:
      return isAwkward(text, first, dialect)
  }
}

/** An empty first field, one that begins with `#` or a character before it, ends with a blank, or holds what has a meaning. */
function isAwkward(text: string, first: boolean, { delimiter, quote, escape: mark }: CsvDialect): boolean {
  if (text === '') return first
  if (text[0]! <= '#' || text.at(-1)! <= ' ') return true
  return (
    text.includes(delimiter) ||
    text.includes(quote!) ||
    text.includes('\n') ||
    text.includes('\r') ||
    (mark !== undefined && text.includes(mark))
  )
}

function quoted(text: string, { quote = '', escape: mark = quote }: CsvDialect): string {
  return `${quote}${[...text].map(char => (char === quote || char === mark ? mark + char : char)).join('')}${quote}`
}

function escaped(text: string, { delimiter, escape: mark }: CsvDialect): string {
  return [...text]
    .map(char => (char === '\n' ? `${mark}n` : char === '\r' ? `${mark}r` : char === delimiter || char === mark ? mark + char : char))
    .join('')
}
