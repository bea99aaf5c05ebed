import { double } from '../../core/values.ts'
import { GsonCursor } from './gson-cursor.ts'

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
])
const REORDERED_KEY = /^(?:0|[1-9]\d*|__proto__)$/

/**
 * Reads JSON as Gson does, which is lenient: comments, names and texts without quotes or with single ones, `=` and `=>` for `:`, `;` for
 * `,`, nothing for null in a list. Every number is a double; no content at all is null.
 */
export class GsonReader extends GsonCursor {
  read(): unknown {
    this.skipPrefix()
    if (this.next(false) === '') return null
    this.back()
    const value = this.value(this.next())
    if (value !== null) this.end()
    return value
  }

  /** What begins with a character that was taken. */
  private value(char: string): unknown {
    switch (char) {
      case '{':
        return this.object()
      case '[':
        return this.array()
      case '"':
      case "'":
        return this.quoted(char)
      default:
        this.back()
        return this.literal()
    }
  }

  private object(): unknown {
    const entries = new Map<string, unknown>()
    let ordered = true
    this.path.push('.')
    for (let first = true; ; first = false) {
      const char = this.next()
      if (char === '}' && first) break
      const name = this.name(char)
      this.path[this.path.length - 1] = `.${name}`
      this.colon()
      entries.set(name, this.value(this.next()))
      ordered &&= !REORDERED_KEY.test(name)
      if (this.closes('}', 'object')) break
    }
    this.path.pop()
    return ordered ? Object.fromEntries(entries) : entries
  }

  private name(char: string): string {
    if (char === '"' || char === "'") return this.quoted(char)
    if (char !== '}') this.back()
    const name = char === '}' ? '' : this.unquoted()
    return name === '' ? this.malformed('Expected name') : name
  }

  private colon(): void {
    const char = this.next()
    if (char !== ':' && char !== '=') this.malformed("Expected ':'")
    if (char === '=') this.skip('>')
  }

  private array(): unknown[] {
    const items: unknown[] = []
    for (;;) {
      this.path.push(`[${items.length}]`)
      const char = this.next()
      const closed = char === ']'
      if (!closed || items.length > 0) items.push(this.item(char))
      const ended = (closed && items.length === 0) || this.closes(']', 'array')
      this.path.pop()
      if (ended) return items
    }
  }

  /** Nothing between separators is null. */
  private item(char: string): unknown {
    if (char !== ']' && char !== ',' && char !== ';') return this.value(char)
    this.back()
    return null
  }

  private closes(bracket: string, what: string): boolean {
    const char = this.next()
    if (char === bracket) return true
    return char === ',' || char === ';' ? false : this.malformed(`Unterminated ${what}`)
  }

  private literal(): unknown {
    const text = this.unquoted()
    if (text === '') this.malformed('Expected value')
    const word = WORDS.get(text.toLowerCase())
    if (word !== undefined) return word
    return NUMBER.test(text) ? double(Number(text)) : text
  }
}
