import { readJson } from '../../converters/index.ts'
import { javaRegex } from '../simple/java-regex.ts'
import type { Operand, Test } from './ast.ts'
import { invalidPath } from './fault.ts'
import { closing, parsePath, quoteEnd } from './parse-path.ts'

const SIGNS = /^(===|!==|==|!=|<=|>=|=~|<|>)/
const WORDS = /^(in|nin|subsetof|anyof|noneof|size|empty|contains|type|matches|all)\b/i
const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/

/** Reads the condition of a filter, what stands between `[?(` and `)]`. */
export function parseFilter(text: string): Test {
  return new FilterParser(text).parse()
}

class FilterParser {
  private readonly text: string
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  parse(): Test {
    const test = this.or()
    this.skipBlanks()
    if (this.at < this.text.length) throw this.unexpected()
    return test
  }

  private or(): Test {
    let left = this.and()
    while (this.take('||')) left = { kind: 'or', left, right: this.and() }
    return left
  }

  private and(): Test {
    let left = this.unary()
    while (this.take('&&')) left = { kind: 'and', left, right: this.unary() }
    return left
  }

  private unary(): Test {
    if (this.take('!')) return { kind: 'not', test: this.unary() }
    if (!this.take('(')) return this.comparison()
    const test = this.or()
    if (!this.take(')')) throw this.unexpected()
    return test
  }

  private comparison(): Test {
    const left = this.operand()
    this.skipBlanks()
    const rest = this.text.slice(this.at)
    const operator = (SIGNS.exec(rest) ?? WORDS.exec(rest))?.[0]
    if (operator === undefined) {
      if (left.kind !== 'path') throw this.unexpected()
      return { kind: 'exists', path: left.path }
    }
    this.at += operator.length
    return { kind: 'compare', operator: operator.toLowerCase(), left, right: this.operand() }
  }

  private operand(): Operand {
    this.skipBlanks()
    const char = this.text[this.at]
    if (char === '$' || char === '@') return { kind: 'path', path: parsePath(this.pathText()) }
    if (char === "'" || char === '"') return { kind: 'value', value: this.quoted() }
    if (char === '/') return this.regex()
    if (char === '[') return this.json('[', ']')
    if (char === '{') return this.json('{', '}')
    return this.literal()
  }

  /** A path ends at a blank, an operator or a bracket that it does not open. */
  private pathText(): string {
    const start = this.at++
    for (; this.at < this.text.length; this.at++) {
      const char = this.text[this.at]!
      if (char === '[' || char === '(') {
        const end = closing(this.text, this.at, char, char === '[' ? ']' : ')')
        if (end < 0) throw this.unexpected()
        this.at = end
      } else if (/[\s)=!<>&|,\]]/.test(char)) break
    }
    return this.text.slice(start, this.at)
  }

  private quoted(): string {
    const end = quoteEnd(this.text, this.at)
    const content = this.text.slice(this.at + 1, end)
    this.at = end + 1
    return content.replaceAll(/\\(.)/g, '$1')
  }

  private regex(): Operand {
    const end = quoteEnd(this.text, this.at)
    const source = this.text.slice(this.at + 1, end)
    const flags = /^[a-zA-Z]*/.exec(this.text.slice(end + 1))![0]
    this.at = end + 1 + flags.length
    return { kind: 'regex', regex: javaRegex(`^(?:${source})$`, flags.replaceAll(/[^ims]/g, '')) }
  }

  private json(open: string, close: string): Operand {
    const end = closing(this.text, this.at, open, close)
    if (end < 0) throw this.unexpected()
    const text = this.text.slice(this.at, end + 1)
    this.at = end + 1
    return {
      kind: 'value',
      value: readJson(text.replaceAll(/'((?:[^'\\]|\\.)*)'/g, (_, inner: string) => JSON.stringify(inner.replaceAll(/\\'/g, "'")))),
    }
  }

  private literal(): Operand {
    const rest = this.text.slice(this.at)
    const word = /^(?:true|false|null)\b/i.exec(rest)?.[0] ?? NUMBER.exec(rest)?.[0]
    if (word === undefined) throw this.unexpected()
    this.at += word.length
    return {
      kind: 'value',
      value: readJson(
        word
          .toLowerCase()
          .replace(/^(-?)\./, '$10.')
          .replace(/\.$/, ''),
      ),
    }
  }

  private take(sign: string): boolean {
    this.skipBlanks()
    if (!this.text.startsWith(sign, this.at)) return false
    this.at += sign.length
    return true
  }

  private skipBlanks(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++
  }

  private unexpected(): Error {
    return invalidPath(`Failed to parse filter: [?(${this.text})], error on position: ${this.at}, char: ${this.text[this.at] ?? 'end'}`)
  }
}
