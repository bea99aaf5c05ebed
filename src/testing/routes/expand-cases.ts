import type { Reader } from '../../model/reader.ts'

type Options = Readonly<Record<string, unknown>>

/** A text that is one place of the table. */
const WHOLE = /^<([^<>]+)>$/

/**
 * The tests of a file, with one for each row of `cases`: `<name>` in its texts stands for the value of that name in the row, with its type where
 * it is the whole text. Places in the file stay those of what it was made from. What is no table is reported, and left as it is.
 */
export function expandCases(file: unknown, reader: Reader): unknown {
  if (!isMap(file) || !Array.isArray(file['tests'])) return file
  const tests = file['tests'].flatMap(test => (isMap(test) && test['cases'] !== undefined ? new CaseTable(test, reader).tests() : [test]))
  return inherited({ ...file, tests: inherited(tests, file['tests'], reader) }, file, reader)
}

class CaseTable {
  private readonly test: Options
  private readonly reader: Reader
  private readonly used = new Set<string>()

  constructor(test: Options, reader: Reader) {
    this.test = test
    this.reader = reader
  }

  tests(): readonly unknown[] {
    const { cases, ...plain } = this.test
    if (!Array.isArray(cases) || cases.length === 0 || !cases.every(isMap)) {
      this.wrong('cases are a list of maps, each with the values of one case')
      return [inherited(plain, this.test, this.reader)]
    }
    const rows = cases as readonly Options[]
    const names = [...new Set(rows.flatMap(row => Object.keys(row)))]
    for (const row of rows) this.checkRow(row, names)
    const made = rows.map(row => this.filled(plain, row))
    for (const name of names) if (!this.used.has(name)) this.wrong(`nothing in the test says <${name}>`)
    return withNames(made as Record<string, unknown>[], rows)
  }

  private checkRow(row: Options, names: readonly string[]): void {
    const missing = names.filter(name => !(name in row))
    if (missing.length === 0) return
    this.reader.error('KF_TEST_FILE', { reason: `this case has no ${missing.join(', ')}` }, this.reader.positions.of(row))
  }

  private filled(value: unknown, row: Options): unknown {
    if (typeof value === 'string') return this.text(value, row)
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).map(([key, each]) => [key, this.filled(each, row)] as const)
    const made = Array.isArray(value) ? entries.map(([, each]) => each) : Object.fromEntries(entries)
    // a text of the table stays one, also where its place is written without quotes
    const texts = entries.filter(([key, each]) => this.isText((value as Options)[key], each, row)).map(([key]) => key)
    this.reader.positions.inheritTexts(made, value, texts)
    return made
  }

  private isText(written: unknown, filled: unknown, row: Options): boolean {
    if (typeof written !== 'string' || typeof filled !== 'string' || written === filled) return false
    const whole = WHOLE.exec(written)?.[1]
    return whole === undefined || !this.reader.positions.isPlain(row, whole)
  }

  private text(text: string, row: Options): unknown {
    const whole = WHOLE.exec(text)?.[1]
    if (whole !== undefined && whole in row) {
      this.used.add(whole)
      return row[whole]
    }
    return text.replaceAll(/<([^<>]+)>/g, (written, name: string) => {
      if (!(name in row)) return written
      this.used.add(name)
      return String(row[name])
    })
  }

  private wrong(reason: string): void {
    this.reader.error('KF_TEST_FILE', { reason }, this.reader.positions.key(this.test, 'cases'))
  }
}

/** Tests of one table differ in their names: where those say nothing of the case, its values follow. */
function withNames(tests: readonly Record<string, unknown>[], rows: readonly Options[]): readonly unknown[] {
  const differ = new Set(tests.map(({ name }) => name)).size === tests.length
  for (const [index, test] of tests.entries()) if (!differ) test['name'] = `${String(test['name'])} (${valuesOf(rows[index]!)})`
  return tests
}

function valuesOf(row: Options): string {
  return Object.entries(row)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')
}

function inherited<T extends object>(made: T, from: object, reader: Reader): T {
  reader.positions.inherit(made, from)
  return made
}

function isMap(value: unknown): value is Options {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
