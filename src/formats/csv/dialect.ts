import { errors } from '../../core/errors.ts'

export type QuoteMode = 'ALL' | 'ALL_NON_NULL' | 'MINIMAL' | 'NON_NUMERIC' | 'NONE'

/** How a CSV text is written: the settings of commons-csv, whose rules (when to quote, what a bad quote is) are the contract here; no CSV library for Node has them. */
export interface CsvDialect {
  readonly delimiter: string
  readonly quote: string | undefined
  readonly escape: string | undefined
  readonly comment: string | undefined
  readonly quoteMode: QuoteMode | undefined
  readonly recordSeparator: string
  readonly nullString: string | undefined
  readonly ignoreEmptyLines: boolean
  readonly ignoreSurroundingSpaces: boolean
  readonly trim: boolean
  readonly trailingDelimiter: boolean
  readonly skipHeaderRecord: boolean
  readonly allowMissingColumnNames: boolean
  readonly ignoreHeaderCase: boolean
}

const DEFAULT: CsvDialect = {
  delimiter: ',',
  quote: '"',
  escape: undefined,
  comment: undefined,
  quoteMode: undefined,
  recordSeparator: '\r\n',
  nullString: undefined,
  ignoreEmptyLines: true,
  ignoreSurroundingSpaces: false,
  trim: false,
  trailingDelimiter: false,
  skipHeaderRecord: false,
  allowMissingColumnNames: false,
  ignoreHeaderCase: false,
}

/** The dialects by Camel's names for them. */
export const CSV_DIALECTS = {
  DEFAULT,
  EXCEL: { ...DEFAULT, ignoreEmptyLines: false, allowMissingColumnNames: true },
  INFORMIX_UNLOAD: { ...DEFAULT, delimiter: '|', escape: '\\', recordSeparator: '\n' },
  INFORMIX_UNLOAD_CSV: { ...DEFAULT, recordSeparator: '\n' },
  MONGODB_CSV: { ...DEFAULT, escape: '"', quoteMode: 'MINIMAL' },
  MONGODB_TSV: { ...DEFAULT, delimiter: '\t', escape: '"', quoteMode: 'MINIMAL' },
  MYSQL: {
    ...DEFAULT,
    delimiter: '\t',
    escape: '\\',
    quote: undefined,
    ignoreEmptyLines: false,
    recordSeparator: '\n',
    nullString: '\\N',
    quoteMode: 'ALL_NON_NULL',
  },
  ORACLE: { ...DEFAULT, escape: '\\', ignoreEmptyLines: false, recordSeparator: '\n', nullString: '\\N', trim: true, quoteMode: 'MINIMAL' },
  POSTGRESQL_CSV: { ...DEFAULT, escape: '"', ignoreEmptyLines: false, recordSeparator: '\n', nullString: '', quoteMode: 'ALL_NON_NULL' },
  POSTGRESQL_TEXT: {
    ...DEFAULT,
    delimiter: '\t',
    escape: '\\',
    ignoreEmptyLines: false,
    recordSeparator: '\n',
    nullString: '\\N',
    quoteMode: 'ALL_NON_NULL',
  },
  RFC4180: { ...DEFAULT, ignoreEmptyLines: false },
} as const satisfies Record<string, CsvDialect>

/** The options of the format that change the dialect; `undefined` keeps what the named one has. */
export interface DialectOptions {
  readonly format: keyof typeof CSV_DIALECTS
  readonly commentMarkerDisabled: boolean
  readonly commentMarker: string | undefined
  readonly delimiter: string | undefined
  readonly escapeDisabled: boolean
  readonly escape: string | undefined
  readonly nullStringDisabled: boolean
  readonly nullString: string | undefined
  readonly quoteDisabled: boolean
  readonly quote: string | undefined
  readonly recordSeparatorDisabled: boolean
  readonly recordSeparator: string | undefined
  readonly quoteMode: QuoteMode | undefined
  readonly ignoreEmptyLines: boolean | undefined
  readonly ignoreSurroundingSpaces: boolean | undefined
  readonly trim: boolean | undefined
  readonly trailingDelimiter: boolean | undefined
  readonly skipHeaderRecord: boolean | undefined
  readonly allowMissingColumnNames: boolean | undefined
  readonly ignoreHeaderCase: boolean | undefined
}

function invalid(reason: string): Error {
  return errors.KF_FORMAT_OPTION({ format: 'csv', reason })
}

function character(name: string, value: string | undefined, otherwise: string | undefined): string | undefined {
  if (value === undefined) return otherwise
  if (value.length !== 1) throw invalid(`${name} must be a single character, not ${JSON.stringify(value)}`)
  return value
}

/** The dialect of the options; settings that contradict each other are an error. */
export function dialectOf(options: DialectOptions): CsvDialect {
  const base: CsvDialect = CSV_DIALECTS[options.format]
  const dialect: CsvDialect = {
    delimiter: character('delimiter', options.delimiter, base.delimiter)!,
    quote: options.quoteDisabled ? undefined : character('quote', options.quote, base.quote),
    escape: options.escapeDisabled ? undefined : character('escape', options.escape, base.escape),
    comment: options.commentMarkerDisabled ? undefined : character('commentMarker', options.commentMarker, base.comment),
    quoteMode: options.quoteMode ?? base.quoteMode,
    recordSeparator: options.recordSeparatorDisabled ? '' : (options.recordSeparator ?? base.recordSeparator),
    nullString: options.nullStringDisabled ? undefined : (options.nullString ?? base.nullString),
    ignoreEmptyLines: options.ignoreEmptyLines ?? base.ignoreEmptyLines,
    ignoreSurroundingSpaces: options.ignoreSurroundingSpaces ?? base.ignoreSurroundingSpaces,
    trim: options.trim ?? base.trim,
    trailingDelimiter: options.trailingDelimiter ?? base.trailingDelimiter,
    skipHeaderRecord: options.skipHeaderRecord ?? base.skipHeaderRecord,
    allowMissingColumnNames: options.allowMissingColumnNames ?? base.allowMissingColumnNames,
    ignoreHeaderCase: options.ignoreHeaderCase ?? base.ignoreHeaderCase,
  }
  checkDialect(dialect)
  return dialect
}

function checkDialect({ delimiter, quote, escape: mark, comment, quoteMode }: CsvDialect): void {
  if (delimiter === '\n' || delimiter === '\r') throw invalid('The delimiter cannot be a line break')
  if (quote === delimiter) throw invalid(`The quoteChar character and the delimiter cannot be the same ('${quote}')`)
  if (mark === delimiter) throw invalid(`The escape character and the delimiter cannot be the same ('${mark}')`)
  if (comment === delimiter) throw invalid(`The comment start character and the delimiter cannot be the same ('${comment}')`)
  if (comment !== undefined && comment === quote)
    throw invalid(`The comment start character and the quoteChar cannot be the same ('${comment}')`)
  if (comment !== undefined && comment === mark)
    throw invalid(`The comment start and the escape character cannot be the same ('${comment}')`)
  if (quoteMode === 'NONE' && mark === undefined) throw invalid('Quote mode set to NONE but no escape character is set')
}
