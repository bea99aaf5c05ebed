import { errors } from '../core/errors.ts'
import { double } from '../core/values.ts'

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
}

/** What JSON.parse would read otherwise than Jackson does: whole doubles, exponents, long integers, -0, keys that JavaScript reorders or treats specially. */
const SPECIAL = /\d\.0*(?!\d)|\d[eE]|\d{16}|-0|"(?:0|[1-9]\d*)"\s*:|__proto__/

/**
 * Reads JSON as Jackson does: integers beyond 2^53 become bigint, whole numbers with a fraction stay doubles (`1.0`), an object whose
 * keys JavaScript would reorder becomes a `Map`. Errors are Jackson's, by type and message.
 */
export function readJson(text: string, options: JsonReadOptions = {}): unknown {
  const plain = options.float === undefined && options.integer === undefined && !options.failOnDuplicates
  if (plain && !SPECIAL.test(text) && !isDeep(text, options.maxDepth ?? MAX_JSON_DEPTH)) {
    try {
      return JSON.parse(text)
    } catch {
      // the parser below tells what is wrong, or reads the first of several values
    }
  }
  return new JsonReader(text, options).read()
}

function isDeep(text: string, limit: number): boolean {
  if (text.length <= limit) return false
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x7b || code === 0x5b) {
      if (++depth > limit) return true
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  return false
}

const EXPECTED_VALUE = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const WORD = /[\p{L}\p{N}_$]+/uy
const PLAIN_STRING = /[^"\\\u0000-\u001f]*/y
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

class JsonReader {
  private at = 0
  private depth = 0
  private readonly text: string
  private readonly options: JsonReadOptions

  constructor(text: string, options: JsonReadOptions) {
    this.text = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
    this.options = options
  }

  read(): unknown {
    this.skipBlanks()
    if (this.at >= this.text.length)
      this.fail('No content to map due to end-of-input', 'com.fasterxml.jackson.databind.exc.MismatchedInputException')
    const value = this.value()
    if (this.options.failOnTrailing) {
      this.skipBlanks()
      if (this.at < this.text.length)
        this.fail(`Trailing token found after value: not allowed`, 'com.fasterxml.jackson.databind.exc.MismatchedInputException')
    }
    return value
  }

  private value(): unknown {
    switch (this.text[this.at]) {
      case '{':
        return this.nested(() => this.object())
      case '[':
        return this.nested(() => this.array())
      case '"':
        return this.string()
      case 't':
        return this.word('true', true)
      case 'f':
        return this.word('false', false)
      case 'n':
        return this.word('null', null)
      case undefined:
        return this.end('unexpected end-of-input')
      default:
        return this.number()
    }
  }

  private nested(read: () => unknown): unknown {
    const limit = this.options.maxDepth ?? MAX_JSON_DEPTH
    if (++this.depth > limit) {
      this.fail(
        `Document nesting depth (${this.depth}) exceeds the maximum allowed (${limit}, from \`StreamReadConstraints.getMaxNestingDepth()\`)`,
        'com.fasterxml.jackson.core.exc.StreamConstraintsException',
      )
    }
    this.at++
    const value = read()
    this.depth--
    return value
  }

  private object(): unknown {
    const entries = new Map<string, unknown>()
    let ordered = true
    this.skipBlanks()
    if (this.take('}')) return {}
    for (;;) {
      if (this.text[this.at] !== '"') this.noFieldName()
      const key = this.string()
      if (this.options.failOnDuplicates && entries.has(key)) this.fail(`Duplicate field '${key}'`)
      ordered &&= !/^(?:0|[1-9]\d*|__proto__)$/.test(key)
      this.skipBlanks()
      if (!this.take(':')) this.unexpected('was expecting a colon to separate field name and value')
      this.skipBlanks()
      entries.set(key, this.value())
      this.skipBlanks()
      if (this.take('}')) return ordered ? Object.fromEntries(entries) : entries
      if (!this.take(',')) this.unexpected('was expecting comma to separate Object entries', 'Object')
      this.skipBlanks()
    }
  }

  private array(): unknown[] {
    const items: unknown[] = []
    this.skipBlanks()
    if (this.take(']')) return items
    for (;;) {
      items.push(this.value())
      this.skipBlanks()
      if (this.take(']')) return items
      if (!this.take(',')) this.unexpected('was expecting comma to separate Array entries', 'Array')
      this.skipBlanks()
    }
  }

  private string(): string {
    this.at++
    let result = ''
    for (;;) {
      PLAIN_STRING.lastIndex = this.at
      result += PLAIN_STRING.exec(this.text)![0]
      this.at = PLAIN_STRING.lastIndex
      const char = this.text[this.at]
      if (char === undefined) return this.end('Unexpected end-of-input in VALUE_STRING')
      this.at++
      if (char === '"') return result
      if (char === '\\') result += this.escape()
      else
        this.fail(
          `Illegal unquoted character ((CTRL-CHAR, code ${char.charCodeAt(0)})): has to be escaped using backslash to be included in string value`,
        )
    }
  }

  private escape(): string {
    const char = this.text[this.at++]
    if (char === undefined) return this.end('Unexpected end-of-input in VALUE_STRING')
    if (char === 'u') {
      const hex = this.text.slice(this.at, this.at + 4)
      if (!/^[0-9a-fA-F]{4}$/.test(hex))
        this.fail(`Unexpected character ('${hex[0] ?? ''}'): expected a hex-digit for character escape sequence`)
      this.at += 4
      return String.fromCharCode(Number.parseInt(hex, 16))
    }
    const plain = ESCAPES[char]
    if (plain === undefined) this.fail(`Unrecognized character escape '${char}' (code ${char.charCodeAt(0)})`)
    return plain!
  }

  private number(): unknown {
    NUMBER.lastIndex = this.at
    const match = NUMBER.exec(this.text)
    if (!match) return this.noValue()
    this.at = NUMBER.lastIndex
    this.checkNumberEnd(match[0])
    if (match[1] === undefined && match[2] === undefined) return this.options.integer?.(match[0]) ?? integer(match[0])
    return this.options.float?.(match[0]) ?? double(Number(match[0]))
  }

  private checkNumberEnd(number: string): void {
    const next = this.text[this.at]
    if (next === undefined || ' \t\r\n'.includes(next)) return
    if (/^-?0$/.test(number) && /\d/.test(next)) this.fail('Invalid numeric value: Leading zeroes not allowed')
    if (next === '.') this.fail(`Unexpected character ('${this.text[this.at + 1] ?? ''}'): Decimal point not followed by a digit`)
    if (this.depth === 0) this.unexpected('Expected space separating root-level values')
    if (/[\p{L}\p{N}_$]/u.test(next)) this.unexpected('was expecting comma to separate Array entries', 'Array')
  }

  private word<T>(word: string, value: T): T {
    if (this.text.startsWith(word, this.at) && !/[\p{L}\p{N}_$]/u.test(this.text[this.at + word.length] ?? ' ')) {
      this.at += word.length
      return value
    }
    return this.noValue()
  }

  private noValue(): never {
    WORD.lastIndex = this.at
    const word = WORD.exec(this.text)?.[0]
    if (word === undefined) return this.unexpected(`expected a valid value ${EXPECTED_VALUE}`)
    this.at += word.length
    if (/^(NaN|INF|Infinity)$/.test(word))
      return this.fail(`Non-standard token '${word}': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow`)
    return this.fail(`Unrecognized token '${word}': was expecting ${EXPECTED_VALUE}`)
  }

  private noFieldName(): never {
    return this.unexpected('was expecting double-quote to start field name', 'Object')
  }

  private unexpected(what: string, within?: string): never {
    const char = this.text[this.at]
    if (char === undefined)
      return this.end(within === undefined ? 'Unexpected end-of-input' : `Unexpected end-of-input: expected close marker for ${within}`)
    return this.fail(`Unexpected character ('${char}' (code ${char.codePointAt(0)})): ${what}`)
  }

  private end(reason: string): never {
    return this.fail(reason, 'com.fasterxml.jackson.core.io.JsonEOFException')
  }

  private fail(reason: string, type = 'com.fasterxml.jackson.core.JsonParseException'): never {
    const before = this.text.slice(0, this.at)
    const line = before.split('\n').length
    const column = this.at - before.lastIndexOf('\n')
    throw errors.KF_FORMAT_JSON({ reason, line, column }, { type })
  }

  private take(char: string): boolean {
    if (this.text[this.at] !== char) return false
    this.at++
    return true
  }

  private skipBlanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.at++
    }
  }
}

function integer(text: string): number | bigint {
  const value = Number(text)
  return Number.isSafeInteger(value) ? (value === 0 ? 0 : value) : BigInt(text)
}
