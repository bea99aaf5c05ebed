import { errors } from '../../core/errors.ts'

const BLANKS = /[ \t\r\n]*/y
const COMMENT = /\/\/[^\r\n]*|#[^\r\n]*|\/\*/y
const LITERAL = /[^/\\;#={}[\]:, \t\f\r\n]*/y
const PLAIN = /[^"'\\]*/y
const PREFIX = ")]}'\n"
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  '\n': '\n',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
const HELP = '\nSee https://github.com/google/gson/blob/main/Troubleshooting.md#'

/** A place in a JSON text that moves forward, with Gson's blanks, comments and texts, and its way to tell about what is wrong. */
export class GsonCursor {
  /** Where the place is: `.name` or `[index]` of what it is in. */
  protected readonly path: string[] = []
  private at = 0
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  /** The next character behind blanks and comments, which is taken; empty at the end, where that may be. */
  protected next(needed = true): string {
    this.skipBlanks()
    const char = this.text[this.at]
    if (char !== undefined) this.at += 1
    else if (needed) this.fail('java.io.EOFException', `End of input${this.place()}`)
    return char ?? ''
  }

  protected back(): void {
    this.at -= 1
  }

  protected unread(text: string): void {
    this.at -= text.length
  }

  protected skip(char: string): void {
    if (this.text[this.at] === char) this.at += 1
  }

  /** What servers put before JSON so that it cannot be run. */
  protected skipPrefix(): void {
    this.skipBlanks()
    if (this.text.startsWith(PREFIX, this.at)) this.at += PREFIX.length
  }

  /** Nothing but blanks may follow, not even a comment. */
  protected end(): void {
    this.match(BLANKS)
    if (this.at >= this.text.length) return
    this.at += 1
    this.malformed('Use JsonReader.setStrictness(Strictness.LENIENT) to accept malformed JSON')
  }

  protected unquoted(): string {
    return this.match(LITERAL)
  }

  /** A text whose opening quote was taken. */
  protected quoted(quote: string): string {
    let result = ''
    for (;;) {
      result += this.match(PLAIN)
      const char = this.text[this.at]
      if (char === undefined) this.malformed('Unterminated string')
      this.at += 1
      if (char === quote) return result
      result += char === '\\' ? this.escape() : char
    }
  }

  protected malformed(reason: string): never {
    return this.fail('com.google.gson.stream.MalformedJsonException', `${reason}${this.place()}${HELP}malformed-json`)
  }

  /** Something else than what the type asks for. */
  protected misplaced(expected: string, found: string): never {
    return this.fail(
      'java.lang.IllegalStateException',
      `Expected ${expected} but was ${found}${this.place()}${HELP}unexpected-json-structure`,
    )
  }

  private escape(): string {
    const char = this.text[this.at]
    if (char === undefined) this.malformed('Unterminated escape sequence')
    this.at += 1
    if (char === 'u') return this.unicode()
    return ESCAPES[char!] ?? this.malformed('Invalid escape sequence')
  }

  private unicode(): string {
    const digits = this.text.slice(this.at, this.at + 4)
    if (digits.length < 4) this.malformed('Unterminated escape sequence')
    if (!/^[\da-f]{4}$/i.test(digits)) this.malformed(`Malformed Unicode escape \\u${digits}`)
    this.at += 4
    return String.fromCharCode(Number.parseInt(digits, 16))
  }

  private skipBlanks(): void {
    for (;;) {
      this.match(BLANKS)
      const comment = this.match(COMMENT)
      if (comment === '') return
      if (comment === '/*') this.skipComment()
    }
  }

  private skipComment(): void {
    const end = this.text.indexOf('*/', this.at)
    if (end < 0) this.malformed('Unterminated comment')
    this.at = end + 2
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.at += found.length
    return found
  }

  protected place(): string {
    const before = this.text.slice(0, this.at)
    return ` at line ${before.split('\n').length} column ${this.at - before.lastIndexOf('\n')} path $${this.path.join('')}`
  }

  protected fail(type: string, reason: string): never {
    const cause = errors.KF_FORMAT_JSON({ reason }, { type })
    throw errors.KF_FORMAT_JSON({ reason: `${type}: ${reason}` }, { type: 'com.google.gson.JsonSyntaxException', cause })
  }
}
