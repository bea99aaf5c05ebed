import { javaText } from '../../converters/text.ts'
import { errors } from '../../core/errors.ts'
import { double } from '../../core/values.ts'
import { GsonCursor } from './gson-cursor.ts'

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
])
const REORDERED_KEY = /^(?:0|[1-9]\d*|__proto__)$/

/** What a type asks for. */
export type GsonKind = 'map' | 'list' | 'text'

/**
 * Reads JSON as Gson does, which is lenient: comments, names and texts without quotes or with single ones, `=` and `=>` for `:`, `;` for
 * `,`, nothing for null in a list. Every number is a double; no content at all is null.
 */
export class GsonReader extends GsonCursor {
  read(wanted?: GsonKind): unknown {
    this.skipPrefix()
    if (this.next(false) === '') return null
    this.back()
    const value = this.wanted(this.next(), wanted)
    if (value !== null) this.end()
    return value
  }

  /** A value of the wanted kind; null is one of each. */
  private wanted(char: string, kind: GsonKind | undefined): unknown {
    if (kind === undefined) return this.value(char)
    if (kind === 'text') return this.asText(char)
    if (char === (kind === 'map' ? '{' : '[')) return kind === 'map' ? this.object(true) : this.array()
    const expected = kind === 'map' ? 'BEGIN_OBJECT' : 'BEGIN_ARRAY'
    if (char === '{') this.misplaced(expected, 'BEGIN_OBJECT')
    if (char === '[') return this.pairs()
    if (char === '"' || char === "'") this.misplaced(expected, 'STRING')
    return this.literalFor(expected)
  }

  /** A map may be written as a list of pairs of a key and a value. */
  private pairs(): unknown {
    const entries = new Map<unknown, unknown>()
    for (let char = this.next(); char !== ']'; char = this.next()) {
      this.path.push(`[${entries.size}]`)
      if (char !== '[') return this.wanted(char, 'list')
      const pair = this.array()
      if (pair.length !== 2) this.fail('java.lang.IllegalStateException', 'Unexpected token: END_ARRAY')
      if (entries.has(pair[0])) this.duplicate(javaText(pair[0]))
      entries.set(pair[0], pair[1])
      this.path.pop()
      if (this.closes(']', 'array')) break
    }
    return entries
  }

  /** A number or a word where something with brackets is wanted. */
  private literalFor(expected: string): null {
    const read = this.peekLiteral()
    if (read.value === null) return null
    const found = typeof read.value === 'boolean' ? 'BOOLEAN' : typeof read.value === 'string' ? 'STRING' : 'NUMBER'
    if (found === 'STRING') this.unread(read.text)
    return this.misplaced(expected, found)
  }

  private asText(char: string): unknown {
    if (char === '{') return this.misplaced('a string', 'BEGIN_OBJECT')
    if (char === '[') return this.misplaced('a string', 'BEGIN_ARRAY')
    if (char === '"' || char === "'") return this.quoted(char)
    const read = this.peekLiteral()
    return read.value === null ? null : typeof read.value === 'boolean' ? String(read.value) : read.text
  }

  private peekLiteral(): { text: string; value: unknown } {
    this.back()
    const text = this.unquoted()
    if (text === '') this.malformed('Expected value')
    return { text, value: literalOf(text) }
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
        return this.peekLiteral().value
    }
  }

  /** `typed`: a map is asked for, in which no key may come twice. */
  private object(typed = false): unknown {
    const entries = new Map<string, unknown>()
    let ordered = true
    this.path.push('.')
    for (let first = true; ; first = false) {
      const char = this.next()
      if (char === '}' && first) break
      const name = this.name(char)
      if (typed && entries.has(name)) this.duplicate(name)
      if (!typed) this.path[this.path.length - 1] = `.${name}`
      this.colon()
      entries.set(name, this.value(this.next()))
      ordered &&= !REORDERED_KEY.test(name)
      if (this.closes('}', 'object')) break
    }
    this.path.pop()
    return ordered ? Object.fromEntries(entries) : entries
  }

  private duplicate(name: string): never {
    throw errors.KF_FORMAT_JSON({ reason: `duplicate key: ${name}` }, { type: 'com.google.gson.JsonSyntaxException' })
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
      this.path[this.path.length - 1] = `[${items.length}]`
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
}

function literalOf(text: string): unknown {
  const word = WORDS.get(text.toLowerCase())
  if (word !== undefined) return word
  return NUMBER.test(text) ? double(Number(text)) : text
}
