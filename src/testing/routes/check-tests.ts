import { errorEntries } from '../../core/errors/table.ts'
import { isKnownException, knownExceptions } from '../../core/exceptions.ts'
import { didYouMean } from '../../core/nearest.ts'
import type { Fields } from '../../kit/field.ts'
import { parseDuration } from '../../kit/index.ts'
import type { Reader } from '../../model/reader.ts'
import { testFileFields } from './test-fields.ts'

type Options = Readonly<Record<string, unknown>>

const CONTENT = ['body', 'json', 'file']
const OF_MESSAGES = ['count', 'never', 'messages', 'anyOrder']
const OF_FAILURE = ['code', 'exception', 'message']

/** Reports what the fields of a test file each allow, but not together. */
export function checkTests(file: Options, reader: Reader): void {
  new TestChecker(reader).file(file)
}

class TestChecker {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  file(file: Options): void {
    this.numbers(file, testFileFields)
    for (const mock of items(file, 'mocks')) this.mock(mock)
    const names = new Set<string>()
    for (const test of items(file, 'tests')) this.test(test, names)
  }

  private test(test: Options, names: Set<string>): void {
    const name = String(test['name'])
    if (names.has(name)) this.wrong(test, 'name', `another test is called ${JSON.stringify(name)} too`)
    names.add(name)
    if (test['now'] !== undefined && Number.isNaN(Date.parse(String(test['now']))))
      this.wrong(test, 'now', `${String(test['now'])} is no point of time`, 'write it as 2026-01-31T10:00:00Z')
    for (const mock of items(test, 'mocks')) this.mock(mock)
    const given = items(test, 'given')
    let last = 0
    for (const each of given) last = this.given(each, last)
    if (items(test, 'expect').length === 0) this.wrong(test, 'expect', 'a test that expects nothing cannot fail')
    for (const each of items(test, 'expect')) this.expectation(each, given.length)
  }

  private given(given: Options, last: number): number {
    this.one(given, ['to', 'route', 'step'], 'a given message says')
    this.content(given)
    const at = given['at'] === undefined ? last : parseDuration(String(given['at']))
    if (at < last) this.wrong(given, 'at', 'the message before it comes later', 'write them in the order of their times')
    return Math.max(at, last)
  }

  private mock(mock: Options): void {
    this.one(mock, ['endpoint', 'step'], 'a mock says')
    if (mock['respond'] !== undefined) this.content(mock['respond'] as Options)
    if (mock['hang'] === 'true')
      for (const other of ['respond', 'fail', 'delay']) if (mock[other] !== undefined) this.wrong(mock, other, `what hangs has no ${other}`)
    const fail = mock['fail'] as Options | undefined
    if (fail?.['exception'] !== undefined) this.exception(fail)
    if (fail?.['code'] !== undefined) this.code(fail, true)
    if (fail !== undefined && fail['times'] === undefined && mock['respond'] !== undefined)
      this.wrong(mock, 'respond', 'what always fails does not respond', 'say how often it fails: fail: { times: 1 }')
  }

  private expectation(expected: Options, given: number): void {
    const about = this.one(expected, ['endpoint', 'step', 'log', 'outcome', 'reply'], 'an expectation is about')
    const ofGiven = about === 'outcome' || about === 'reply'
    for (const option of OF_MESSAGES) if (ofGiven) this.foreign(expected, option, about)
    for (const option of [...OF_FAILURE, 'of']) if (!ofGiven && about !== undefined) this.foreign(expected, option, about)
    for (const option of OF_FAILURE) if (about === 'reply') this.foreign(expected, option, about)
    if (about === 'log') for (const option of ['messages', 'anyOrder', 'snapshot']) this.foreign(expected, option, about)
    if (about !== 'log' && about !== undefined) this.foreign(expected, 'logger', about)
    if (about === 'outcome') this.foreign(expected, 'snapshot', about)
    if (expected['never'] === 'true') for (const option of ['count', 'messages', 'snapshot']) this.foreign(expected, option, 'never')
    if (
      expected['anyOrder'] === 'true' &&
      !ofGiven &&
      about !== 'log' &&
      expected['messages'] === undefined &&
      expected['snapshot'] === undefined
    )
      this.wrong(expected, 'anyOrder', 'there are no messages whose order would count', 'list them under messages')
    if (expected['exception'] !== undefined) this.exception(expected)
    if (expected['code'] !== undefined) this.code(expected, false)
    const number = Number(expected['of'] ?? 1)
    if (ofGiven && (number < 1 || number > given))
      this.wrong(expected, expected['of'] === undefined ? about : 'of', `there is no given message ${number}: ${given} are given`)
    for (const message of items(expected, 'messages')) this.content(message)
    if (about === 'reply') this.content(expected['reply'] as Options)
  }

  private foreign(options: Options, option: string, about: string): void {
    if (options[option] !== undefined) this.wrong(options, option, `${option} says nothing of ${about}`)
  }

  private content(options: Options): void {
    const given = CONTENT.filter(each => options[each] !== undefined)
    if (given.length > 1) this.wrong(options, given[1]!, `a message has one of ${CONTENT.join(', ')}, not several`)
    const { headers, matches } = options
    if (headers !== undefined && (typeof headers !== 'object' || headers === null || Array.isArray(headers)))
      this.wrong(options, 'headers', 'headers are a map of names and values')
    if (typeof matches === 'string' && !isExpression(matches)) this.wrong(options, 'matches', `${matches} is no regular expression`)
  }

  private one(options: Options, names: readonly string[], what: string): string | undefined {
    const given = names.filter(each => options[each] !== undefined)
    if (given.length === 0) this.wrong(options, names[0]!, `${what} one of ${names.join(', ')}`)
    if (given.length > 1) this.wrong(options, given[1]!, `${what} only one of ${names.join(', ')}`)
    return given.length === 1 ? given[0] : undefined
  }

  private exception(options: Options): void {
    const name = String(options['exception'])
    if (isKnownException(name)) return
    this.wrong(options, 'exception', `no exception is called ${name}`, didYouMean(name, knownExceptions()))
  }

  /** Codes of others than ours (of Node, of a plug-in) are not known here; a mock fails with ours. */
  private code(options: Options, mustBeOurs: boolean): void {
    const code = String(options['code'])
    if (code in errorEntries() || !(mustBeOurs || code.startsWith('KF_'))) return
    const fix = didYouMean(code, Object.keys(errorEntries())) ?? 'docs/errors.md lists the codes'
    this.wrong(options, 'code', `no error has the code ${code}`, fix)
  }

  /** What holds for numbers of all kinds here. */
  private numbers(options: Options, fields: Fields): void {
    for (const [name, field] of Object.entries(fields)) {
      const raw = options[name]
      if (field.kind === 'group' && raw !== undefined) this.numbers(raw as Options, field.fields!)
      else if (field.item?.kind === 'group') for (const item of items(options, name)) this.numbers(item, field.item.fields!)
      else if ((field.kind === 'integer' || field.kind === 'duration') && raw !== undefined && String(raw).startsWith('-'))
        this.wrong(options, name, `${name} is not below 0`)
    }
  }

  private wrong(options: Options, option: string, reason: string, fix?: string): void {
    const { positions } = this.reader
    const at = positions.has(options, option) ? positions.key(options, option) : positions.of(options)
    this.reader.error('KF_TEST_FILE', { reason }, at, fix)
  }
}

function items(options: Options, name: string): readonly Options[] {
  return (options[name] ?? []) as readonly Options[]
}

function isExpression(text: string): boolean {
  try {
    return new RegExp(text) !== undefined
  } catch {
    return false
  }
}
