import { convert, itemsFor, markJavaClass } from '../converters/index.ts'
import { textChunks } from '../converters/text-stream.ts'
import { errors, isKafilaError } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import { isByteSource } from '../core/stream-body.ts'
import { isMap, JsonNode, mapEntries, mapGet } from '../core/values.ts'
import { boolean, choice, text } from '../kit/field.ts'
import { defineFormat } from '../kit/format.ts'
import { CSV_DIALECTS, type CsvDialect, dialectOf } from './csv/dialect.ts'
import { CsvReader, type CsvRecord } from './csv/read.ts'
import { csvLine } from './csv/write.ts'
import { inputSource, inputText, output } from './input.ts'

const DIALECT_NAMES = Object.keys(CSV_DIALECTS) as (keyof typeof CSV_DIALECTS)[]
const CODE_ONLY = 'it takes a Java class'

/** CSV. */
export const csv = defineFormat({
  name: 'csv',
  summary: 'Reads CSV into lists of lists or maps, and writes lists and maps as CSV.',
  computes: true,
  notes: [
    'Values are texts; with nullString a field can be null. Records may have different lengths.',
    'lazyLoad gives an iterator that reads the text record by record: with split and streaming a file of any size needs little memory.',
  ],
  fields: {
    format: choice(DIALECT_NAMES, {
      describe: 'The dialect whose settings apply where no other option says otherwise.',
      default: 'DEFAULT',
    }),
    delimiter: text({ describe: 'The character between fields. Default: a comma.' }),
    quote: text({ describe: 'The quote character. Default: a double quote.' }),
    quoteDisabled: boolean({ describe: 'Knows no quotes.', default: false }),
    quoteMode: choice(['ALL', 'ALL_NON_NULL', 'MINIMAL', 'NON_NUMERIC', 'NONE'], { describe: 'Which fields are quoted when writing.' }),
    escape: text({ describe: 'The escape character. Default: none.' }),
    escapeDisabled: boolean({ describe: 'Knows no escapes.', default: false }),
    commentMarker: text({ describe: 'Lines that begin with this character are skipped. Default: none.' }),
    commentMarkerDisabled: boolean({ describe: 'Knows no comments.', default: false }),
    header: text({ describe: 'The names of the columns, separated by commas.' }),
    headerDisabled: boolean({ describe: 'Ignores the option header.', default: false }),
    skipHeaderRecord: boolean({ describe: 'Leaves the first record out when reading, the header when writing.' }),
    captureHeaderRecord: boolean({ describe: 'Puts the names of the columns into the header CamelCsvHeaderRecord.', default: false }),
    allowMissingColumnNames: boolean({ describe: 'Lets columns have no name.' }),
    ignoreHeaderCase: boolean({ describe: 'Takes names that differ in case only for one.' }),
    useMaps: boolean({ describe: 'Reads each record into a map by the names of the columns.', default: false }),
    useOrderedMaps: boolean({ describe: 'As useMaps; maps are always in order here.', default: false }),
    lazyLoad: boolean({ describe: 'Gives an iterator instead of a list.', default: false }),
    ignoreEmptyLines: boolean({ describe: 'Skips empty lines.' }),
    ignoreSurroundingSpaces: boolean({ describe: 'Skips blanks around fields when reading.' }),
    trim: boolean({ describe: 'Trims fields, also in quotes.' }),
    trailingDelimiter: boolean({ describe: 'A delimiter stands behind the last field too.' }),
    nullString: text({ describe: 'The text that stands for null.' }),
    nullStringDisabled: boolean({ describe: 'No text stands for null.', default: false }),
    recordSeparator: text({ describe: 'What stands behind each record when writing. Default: CR LF.' }),
    recordSeparatorDisabled: boolean({ describe: 'Nothing stands behind a record.', default: false }),
    recordConverterRef: text({ describe: 'A converter of records.', unsupported: CODE_ONLY }),
    marshallerFactoryRef: text({ describe: 'A factory of marshallers.', unsupported: CODE_ONLY }),
  },
  examples: [
    {
      title: 'A large file, record by record',
      yaml: `- route:
    id: rows
    from:
      uri: direct:rows
      steps:
        - unmarshal: { csv: { useMaps: true, lazyLoad: true } }
        - split:
            simple: "\${body}"
            streaming: true
            steps:
              - log: "\${body[name]}"
`,
    },
  ],
  open(options) {
    const dialect = dialectOf(options)
    const columns = options.headerDisabled ? undefined : options.header?.split(',')
    const reading: Reading = { dialect, columns, maps: options.useMaps || options.useOrderedMaps, capture: options.captureHeaderRecord }
    return {
      marshal: (_, body) => output(writeAll(body, dialect, columns)),
      unmarshal: (exchange, body) =>
        options.lazyLoad ? markJavaClass(lazyRows(exchange, body, reading), ITERATOR) : readAll(exchange, body, reading),
    }
  },
})

const ITERATOR = 'org.apache.camel.dataformat.csv.CsvUnmarshaller$CsvIterator'

interface Reading {
  readonly dialect: CsvDialect
  readonly columns: readonly string[] | undefined
  readonly maps: boolean
  readonly capture: boolean
}

function writeAll(body: unknown, dialect: CsvDialect, columns: readonly string[] | undefined): string {
  let text = columns && !dialect.skipHeaderRecord ? csvLine(columns, dialect) : ''
  for (const row of rowsOf(body)) text += csvLine(rowValues(row, columns), dialect)
  return text
}

/** One map is a row, no text is none. */
function rowsOf(body: unknown): Iterable<unknown> {
  if (isMap(body)) return [body]
  return body === '' ? [] : itemsFor(body)
}

function rowValues(given: unknown, columns: readonly string[] | undefined): readonly unknown[] {
  const row = given instanceof JsonNode && isMap(given.value) ? given.value : given
  if (row === null || row === undefined) throw errors.KF_EXPR_CONVERSION({ from: 'null', to: 'java.util.List' })
  if (!isMap(row)) return convert(row, 'java.util.List') as unknown[]
  return columns ? columns.map(column => mapGet(row, column)) : mapEntries(row).map(([, value]) => value)
}

function readAll(exchange: Exchange, body: unknown, reading: Reading): unknown[] {
  const reader = new CsvReader(reading.dialect)
  reader.push(inputText(exchange, body), true)
  const rows = new RowMaker(reading, reader.next.bind(reader))
  if (reading.capture) exchange.setHeader('CamelCsvHeaderRecord', rows.names)
  const all: unknown[] = []
  for (let row = rows.next(); row !== undefined; row = rows.next()) all.push(row)
  return all
}

/** Rows one by one: at once where the text is in memory, as it arrives where it is not. */
function lazyRows(exchange: Exchange, body: unknown, reading: Reading): Generator<unknown> | AsyncGenerator<unknown> {
  if (isByteSource(body) && body.text === undefined && body.bytes === undefined) return arrivingRows(exchange, body, reading)
  return presentRows(inputText(exchange, body), reading)
}

function presentRows(text: string, reading: Reading): Generator<unknown> {
  const reader = new CsvReader(reading.dialect)
  reader.push(text, true)
  const rows = new RowMaker(reading, reader.next.bind(reader))
  // a header record that is broken fails here, not where the rows are used
  rows.takeHeader()
  return remaining(rows)
}

function* remaining(rows: RowMaker): Generator<unknown> {
  for (let row = rows.next(); row !== undefined; row = rows.next()) yield row
}

async function* arrivingRows(exchange: Exchange, body: unknown, reading: Reading): AsyncGenerator<unknown> {
  const reader = new CsvReader(reading.dialect)
  const rows = new RowMaker(reading, reader.next.bind(reader))
  for await (const chunk of textChunks(inputSource(exchange, body), exchange)) {
    reader.push(chunk, false)
    for (let row = rows.next(); row !== undefined; row = rows.next()) yield row
  }
  reader.push('', true)
  for (let row = rows.next(); row !== undefined; row = rows.next()) yield row
}

/** Makes rows of records: takes the header record first where there is one. */
class RowMaker {
  private readonly reading: Reading
  private readonly record: () => CsvRecord | undefined
  private headerPending: boolean
  private index: Map<string, number> | undefined
  private header: readonly (string | null)[] = []

  constructor(reading: Reading, record: () => CsvRecord | undefined) {
    this.reading = reading
    this.record = record
    this.headerPending = reading.dialect.skipHeaderRecord || (reading.columns === undefined && (reading.maps || reading.capture))
    if (reading.columns) this.nameColumns(reading.columns)
  }

  /** The names of the columns, in order; one that occurs several times, so often. */
  get names(): string[] {
    this.takeHeader()
    return this.header.map(name => name ?? '')
  }

  next(): unknown {
    if (!this.takeHeader()) return undefined
    const record = this.record()
    return record === undefined || !this.reading.maps ? record : this.asMap(record)
  }

  takeHeader(): boolean {
    if (!this.headerPending) return true
    const header = this.headerRecord()
    if (header === undefined) return false
    this.headerPending = false
    if (this.index === undefined) this.nameColumns(header)
    return true
  }

  /** What is wrong with the header record fails as it is; Camel wraps only failures of the records behind it. */
  private headerRecord(): CsvRecord | undefined {
    try {
      return this.record()
    } catch (error) {
      throw isKafilaError(error) && error.cause !== undefined ? error.cause : error
    }
  }

  private nameColumns(names: readonly (string | null)[]): void {
    this.index = columnIndex(names, this.reading.dialect)
    this.header = names
  }

  private asMap(record: CsvRecord): Record<string, unknown> | Map<string, unknown> {
    const entries: [string, unknown][] = []
    for (const [name, column] of this.index!) if (column < record.length) entries.push([name, record[column]])
    return entries.some(([name]) => /^(?:\d+|__proto__)$/.test(name)) ? new Map(entries) : Object.fromEntries(entries)
  }
}

/** Where each column stands; of two with one name the last counts. */
function columnIndex(names: readonly (string | null)[], dialect: CsvDialect): Map<string, number> {
  const index = new Map<string, number>()
  const spelled = new Map<string, string>()
  for (const [column, name] of names.entries()) {
    if ((name === null || name.trim() === '') && !dialect.allowMissingColumnNames) {
      throw errors.KF_FORMAT_UNMARSHAL(
        { format: 'csv', reason: `A header name is missing in [${names.map(each => each ?? 'null').join(', ')}]` },
        { type: 'java.lang.IllegalArgumentException' },
      )
    }
    const spelling = dialect.ignoreHeaderCase ? (spelled.get((name ?? '').toLowerCase()) ?? name ?? '') : (name ?? '')
    if (dialect.ignoreHeaderCase) spelled.set(spelling.toLowerCase(), spelling)
    index.set(spelling, column)
  }
  return index
}
