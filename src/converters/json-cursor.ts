import { errors } from '../core/errors.ts'

export const JSON_EOF = 'com.fasterxml.jackson.core.io.JsonEOFException'
export const JSON_MISMATCH = 'com.fasterxml.jackson.databind.exc.MismatchedInputException'

/** A place in a JSON text that moves forward, and Jackson's way to tell about it. */
export class JsonCursor {
  protected at = 0
  protected readonly text: string

  constructor(text: string) {
    this.text = text
  }

  protected unexpected(what: string): never {
    const char = this.text[this.at]
    if (char === undefined) return this.fail('Unexpected end-of-input', JSON_EOF)
    return this.fail(`Unexpected character ${named(char)}: ${what}`)
  }

  protected fail(reason: string, type = 'com.fasterxml.jackson.core.JsonParseException', column?: number): never {
    throw errors.KF_FORMAT_JSON(
      { reason, at: this.place(column === undefined ? this.at : column - 1, type === JSON_MISMATCH && column === undefined) },
      { type },
    )
  }

  protected place(at: number, lineOnly = false): string {
    const before = this.text.slice(0, at)
    const line = before.split('\n').length
    const column = at - before.lastIndexOf('\n')
    const where = lineOnly ? `line: ${line}` : `line: ${line}, column: ${column}`
    return `[Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); ${where}]`
  }

  protected take(char: string): boolean {
    if (this.text[this.at] !== char) return false
    this.at++
    return true
  }

  protected skipBlanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.at++
    }
  }
}

export const TOO_LARGE = 'com.fasterxml.jackson.core.exc.StreamConstraintsException'
const PLAIN_STRING = /[^"\\\u0000-\u001f]*/y
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** Reads JSON strings. */
export class JsonStrings extends JsonCursor {
  private readonly maxStringLength: number | undefined

  constructor(text: string, maxStringLength: number | undefined) {
    super(text)
    this.maxStringLength = maxStringLength
  }

  protected string(): string {
    this.at++
    let result = ''
    for (;;) {
      PLAIN_STRING.lastIndex = this.at
      const plain = PLAIN_STRING.exec(this.text)![0]
      result = result === '' ? plain : result + plain
      this.at += plain.length
      const char = this.text[this.at]
      if (char === '"') return this.closeString(result)
      if (char === undefined) this.fail('Unexpected end-of-input: was expecting closing quote for a string value', JSON_EOF)
      if (char !== '\\')
        this.fail(
          `Illegal unquoted character ((CTRL-CHAR, code ${char!.charCodeAt(0)})): has to be escaped using backslash to be included in string value`,
        )
      this.at++
      result += this.escape()
    }
  }

  private closeString(text: string): string {
    this.at++
    const limit = this.maxStringLength
    if (limit === undefined || text.length <= limit) return text
    const reason = `String value length (${text.length}) exceeds the maximum allowed (${limit}, from \`StreamReadConstraints.getMaxStringLength()\`)`
    throw errors.KF_FORMAT_JSON({ reason }, { type: TOO_LARGE })
  }

  private escape(): string {
    const char = this.text[this.at]
    if (char === undefined) return this.fail('Unexpected end-of-input: in character escape sequence', JSON_EOF)
    if (char === 'u') return this.hexEscape()
    const plain = ESCAPES[char]
    if (plain === undefined) this.fail(`Unrecognized character escape '${char}' (code ${char.charCodeAt(0)})`)
    this.at++
    return plain!
  }

  private hexEscape(): string {
    const hex = this.text.slice(this.at + 1, this.at + 5)
    if (!/^[0-9a-fA-F]{4}$/.test(hex)) {
      this.at += 1 + /^[0-9a-fA-F]*/.exec(hex)![0].length
      this.unexpected('expected a hex-digit for character escape sequence')
    }
    this.at += 5
    return String.fromCharCode(Number.parseInt(hex, 16))
  }
}

/** A character in the words of Jackson: `('x' (code 120))`. */
export function named(char: string): string {
  const code = char.charCodeAt(0)
  return code > 255 ? `('${char}' (code ${code} / 0x${code.toString(16)}))` : `('${char}' (code ${code}))`
}
