import { errors } from '../core/errors.ts'
import { double } from '../core/values.ts'
import { JSON_EOF, JSON_MISMATCH, JsonStrings, named, TOO_LARGE } from './json-cursor.ts'
import { isPlainJson } from './plain-json.ts'

/** How deep JSON may be nested, as in Jackson. */
export const MAX_JSON_DEPTH = 1000

export interface JsonReadOptions {
  /** Whether anything but blanks behind the first value is an error (Jackson leaves it unread by default). */
  readonly failOnTrailing?: boolean
  /** Takes the text of a number with fraction or exponent; default: a double. */
  readonly float?: (text: string) => unknown
  readonly integer?: (text: string) => unknown
  readonly failOnDuplicates?: boolean
  readonly maxDepth?: number
  /** The longest string, in characters. */
  readonly maxStringLength?: number | undefined
}

/**
 * Reads JSON as Jackson does: integers beyond 2^53 become bigint, whole numbers with a fraction stay doubles (`1.0`), an object whose
 * keys JavaScript would reorder becomes a `Map`. Errors are Jackson's, by type and message.
 */
export function readJson(text: string, options: JsonReadOptions = {}): unknown {
  const plain =
    options.float === undefined && options.integer === undefined && !options.failOnDuplicates && options.maxStringLength === undefined
  if (plain && isPlainJson(text) && !isDeep(text, options.maxDepth ?? MAX_JSON_DEPTH)) {
    try {
      const value: unknown = JSON.parse(text)
      return value
    } catch {
      // the parser below tells what is wrong, or reads the first of several values
    }
  }
  return new JsonReader(text, options).read()
}

function isDeep(text: string, limit: number): boolean {
  if (text.length <= limit || !hasMoreThan(text, limit)) return false
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x7b || code === 0x5b) {
      if (++depth > limit) return true
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  return false
}

/** Whether a text has more brackets that open than this: going from one to the next is quicker than looking at each character. */
function hasMoreThan(text: string, limit: number): boolean {
  let left = limit
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) if (--left < 0) return true
  }
  return false
}

const EXPECTED_VALUE = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const REORDERED_KEY = /^(?:0|[1-9]\d*|__proto__)$/

type Container = 'Object' | 'Array'

/** Reads one value after the other as Jackson does. */
export class JsonReader extends JsonStrings {
  private depth = 0
  private readonly options: JsonReadOptions

  constructor(text: string, options: JsonReadOptions) {
    super(text, options.maxStringLength)
    this.options = options
  }

  read(): unknown {
    this.skipBlanks()
    if (this.at >= this.text.length) this.fail('No content to map due to end-of-input', JSON_MISMATCH)
    const value = this.value()
    if (this.options.failOnTrailing) this.end()
    return value
  }

  private end(): void {
    this.skipBlanks()
    if (this.at >= this.text.length) return
    const start = this.at
    this.value()
    this.at = start
    this.fail('Trailing token found after value: not allowed as per `DeserializationFeature.FAIL_ON_TRAILING_TOKENS`', JSON_MISMATCH)
  }

  protected value(): unknown {
    switch (this.text[this.at]) {
      case '{':
        return this.nested(() => this.object(this.at - 1))
      case '[':
        return this.nested(() => this.array(this.at - 1))
      case '"':
        return this.string()
      case 't':
        return this.word('true', true)
      case 'f':
        return this.word('false', false)
      case 'n':
        return this.word('null', null)
      default:
        return this.number()
    }
  }

  protected nested(read: () => unknown): unknown {
    const limit = this.options.maxDepth ?? MAX_JSON_DEPTH
    if (++this.depth > limit) {
      const reason = `Document nesting depth (${this.depth}) exceeds the maximum allowed (${limit}, from \`StreamReadConstraints.getMaxNestingDepth()\`)`
      throw errors.KF_FORMAT_JSON({ reason }, { type: TOO_LARGE })
    }
    this.at++
    const value = read()
    this.depth--
    return value
  }

  private object(start: number): unknown {
    const entries = new Map<string, unknown>()
    let ordered = true
    this.skipBlanks()
    if (this.take('}')) return {}
    this.unclosed('Object', start)
    for (;;) {
      if (this.text[this.at] !== '"') this.unexpected('was expecting double-quote to start field name')
      const key = this.string()
      if (this.options.failOnDuplicates && entries.has(key)) this.duplicate(key)
      ordered &&= !REORDERED_KEY.test(key)
      this.colon()
      entries.set(key, this.value())
      if (this.closed('}', 'Object', start)) return ordered ? Object.fromEntries(entries) : entries
    }
  }

  protected colon(): void {
    this.skipBlanks()
    if (this.text[this.at] === undefined) this.endWithin('Object')
    if (!this.take(':')) this.unexpected('was expecting a colon to separate field name and value')
    this.skipBlanks()
    if (this.text[this.at] === undefined) this.endWithin('Object')
  }

  private duplicate(key: string): never {
    // Jackson tells it when it has read where the value begins
    this.colon()
    return this.fail(
      `Duplicate field '${key}' for \`ObjectNode\`: not allowed when \`DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY\` enabled`,
      JSON_MISMATCH,
      this.at + 1,
    )
  }

  private array(start: number): unknown[] {
    const items: unknown[] = []
    this.skipBlanks()
    if (this.take(']')) return items
    this.unclosed('Array', start)
    for (;;) {
      items.push(this.value())
      if (this.closed(']', 'Array', start)) return items
    }
  }

  /** Behind an item: whether the container ends; otherwise the comma is taken. */
  protected closed(mark: string, container: Container, start: number): boolean {
    this.skipBlanks()
    if (this.take(mark)) return true
    this.unclosed(container, start)
    if (!this.take(',')) this.unexpected(`was expecting comma to separate ${container} entries`)
    this.skipBlanks()
    if (this.text[this.at] === undefined) this.fail(`Unexpected end-of-input within/between ${container} entries`)
    return false
  }

  protected unclosed(container: Container, start: number): void {
    if (this.text[this.at] !== undefined) return
    this.fail(`Unexpected end-of-input: expected close marker for ${container} (start marker at ${this.place(start)})`, JSON_EOF)
  }

  private endWithin(container: Container): never {
    return this.fail(`Unexpected end-of-input within/between ${container} entries`, JSON_EOF)
  }

  private number(): unknown {
    NUMBER.lastIndex = this.at
    const match = NUMBER.exec(this.text)
    if (!match) return this.noNumber()
    this.at += match[0].length
    this.checkNumberEnd(match[0])
    if (match[1] === undefined && match[2] === undefined) return this.options.integer ? this.options.integer(match[0]) : integer(match[0])
    return this.options.float ? this.options.float(match[0]) : double(Number(match[0]))
  }

  private noNumber(): never {
    const char = this.text[this.at]
    const next = this.text[this.at + 1]
    if (char === '+') {
      this.at++
      return this.fail(
        `Unexpected character ${named(char)} in numeric value: JSON spec does not allow numbers to have plus signs: enable \`JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS\` to allow`,
      )
    }
    if (char !== '-' || next === 'I') return this.noValue()
    this.at++
    if (next === undefined) return this.fail('Unexpected end-of-inputNo digit following sign', JSON_EOF)
    return this.fail(
      `Unexpected character ${named(next)} in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value`,
    )
  }

  private checkNumberEnd(number: string): void {
    const next = this.text[this.at]
    if (next === undefined || ' \t\r\n'.includes(next)) return
    if (/^-?0$/.test(number) && next >= '0' && next <= '9') this.fail('Invalid numeric value: Leading zeroes not allowed')
    const digits = /[.eE]/.test(next) && (next === '.' || !/[eE]/.test(number))
    if (digits) this.noDigit(next)
    if (this.depth === 0) this.unexpected('Expected space separating root-level values')
  }

  private noDigit(mark: string): never {
    this.at++
    const sign = mark !== '.' && /[+-]/.test(this.text[this.at] ?? '') ? 1 : 0
    this.at += sign
    const bad = this.text[this.at]
    const what = mark === '.' ? 'Decimal point not followed by a digit' : 'Exponent indicator not followed by a digit'
    if (bad !== undefined) return this.fail(`Unexpected character ${named(bad)} in numeric value: ${what}`, undefined, this.at)
    return this.fail(
      `Unexpected end-of-input${mark === '.' ? 'expected a digit for decimal fraction' : 'expected a digit for number exponent'}`,
      JSON_EOF,
    )
  }

  private word<T>(word: string, value: T): T {
    if (this.text.startsWith(word, this.at) && !isWordPart(this.text[this.at + word.length] ?? ' ')) {
      this.at += word.length
      return value
    }
    return this.noValue()
  }

  private noValue(): never {
    const mark = this.text[this.at]
    if (this.depth === 0 && (mark === ']' || mark === '}'))
      this.fail(`Unexpected close marker '${mark}': no open ${mark === ']' ? 'Array' : 'Object'} to close`)
    const word = wordAt(this.text, this.at)
    if (word === undefined) {
      const comment = this.text[this.at] === '/'
      return this.unexpected(
        comment
          ? "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)"
          : `expected a valid value ${EXPECTED_VALUE}`,
      )
    }
    if (/^-?(?:NaN|INF|Infinity)$/.test(word)) {
      this.at += word.length
      return this.fail(`Non-standard token '${word}': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow`)
    }
    return this.fail(`Unrecognized token '${word}': was expecting ${EXPECTED_VALUE}`)
  }
}

function integer(text: string): number | bigint {
  const value = Number(text)
  return Number.isSafeInteger(value) ? (value === 0 ? 0 : value) : BigInt(text)
}

/** Patterns with classes of Unicode take long to make, so they are made where they are needed only. */
function isWordPart(char: string): boolean {
  return /[\w$]/.test(char) || (char > '\u007f' && /[\p{L}\p{N}]/u.test(char))
}

function wordAt(text: string, at: number): string | undefined {
  const word = /-?[\p{L}\p{N}_$]+/uy
  word.lastIndex = at
  return word.exec(text)?.[0]
}
