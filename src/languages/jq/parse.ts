import { readJson } from '../../converters/index.ts'
import type { Definition, Node, Pattern } from './ast.ts'
import { syntaxError, type Token, tokensOf } from './tokens.ts'

const IDENTITY: Node = { kind: 'identity' }
const ASSIGNMENTS = new Set(['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='])
const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>='])
const KEYWORDS = new Set([
  'def',
  'as',
  'if',
  'then',
  'elif',
  'else',
  'end',
  'try',
  'catch',
  'reduce',
  'foreach',
  'label',
  'and',
  'or',
  'import',
  'include',
])

/** Reads a jq filter. */
export function parseJq(text: string): Node {
  return new JqParser(text).whole()
}

/** Reads definitions (`def f: …; def g: …;`). */
export function parseDefinitions(text: string): Definition[] {
  return new JqParser(text).definitions()
}

class JqParser {
  private readonly text: string
  private readonly tokens: Token[]
  private at = 0

  constructor(text: string) {
    this.text = text
    this.tokens = tokensOf(text)
  }

  whole(): Node {
    const node = this.pipe()
    if (this.peek.kind !== 'end') throw this.unexpected()
    return node
  }

  definitions(): Definition[] {
    const found: Definition[] = []
    while (this.isWord('def')) found.push(this.definition())
    if (this.peek.kind !== 'end') throw this.unexpected()
    return found
  }

  private pipe(): Node {
    if (this.isWord('def')) {
      const definition = this.definition()
      return { kind: 'define', definition, body: this.pipe() }
    }
    if (this.takeWord('label')) {
      const name = this.variable()
      this.expect('|')
      return { kind: 'label', name, body: this.pipe() }
    }
    const left = this.comma()
    if (this.takeWord('as')) return this.binding(left)
    return this.take('|') ? { kind: 'pipe', left, right: this.pipe() } : left
  }

  private binding(source: Node): Node {
    const pattern = this.pattern()
    this.expect('|')
    return { kind: 'bind', source, pattern, body: this.pipe() }
  }

  private comma(): Node {
    let left = this.assignment()
    while (this.take(',')) left = { kind: 'comma', left, right: this.assignment() }
    return left
  }

  private assignment(): Node {
    const left = this.alternative()
    const operator = this.peek.text
    if (this.peek.kind !== 'sign' || !ASSIGNMENTS.has(operator)) return left
    this.at++
    return { kind: 'assign', operator, left, right: this.alternative() }
  }

  private alternative(): Node {
    const left = this.or()
    return this.take('//') ? { kind: 'alternative', left, right: this.alternative() } : left
  }

  private or(): Node {
    let left = this.and()
    while (this.takeWord('or')) left = { kind: 'or', left, right: this.and() }
    return left
  }

  private and(): Node {
    let left = this.comparison()
    while (this.takeWord('and')) left = { kind: 'and', left, right: this.comparison() }
    return left
  }

  private comparison(): Node {
    const left = this.sum()
    const operator = this.peek.text
    if (this.peek.kind !== 'sign' || !COMPARISONS.has(operator)) return left
    this.at++
    return { kind: 'binary', operator, left, right: this.sum() }
  }

  private sum(): Node {
    let left = this.product()
    for (let sign = this.takeOne('+', '-'); sign; sign = this.takeOne('+', '-'))
      left = { kind: 'binary', operator: sign, left, right: this.product() }
    return left
  }

  private product(): Node {
    let left = this.unary()
    for (let sign = this.takeOne('*', '/', '%'); sign; sign = this.takeOne('*', '/', '%'))
      left = { kind: 'binary', operator: sign, left, right: this.unary() }
    return left
  }

  private unary(): Node {
    return this.take('-') ? { kind: 'negate', operand: this.postfix() } : this.postfix()
  }

  /** A term with what follows it; `term as $x | …` binds tighter than anything and reaches to the end. */
  private postfix(): Node {
    let node = this.term()
    for (;;) {
      if (this.take('?')) node = { kind: 'try', body: node, handler: undefined }
      else if (this.peek.kind === 'field') node = { kind: 'index', target: node, key: literal(this.next().text.slice(1)) }
      else if (this.isSign('.') && this.tokens[this.at + 1]?.kind === 'text') {
        this.at++
        node = { kind: 'index', target: node, key: this.textNode(undefined) }
      } else if (this.isSign('.') && this.tokens[this.at + 1]?.text === '[') {
        this.at += 2
        node = this.bracket(node)
      } else if (this.take('[')) node = this.bracket(node)
      else if (this.takeWord('as')) return this.binding(node)
      else return node
    }
  }

  private bracket(target: Node): Node {
    if (this.take(']')) return { kind: 'iterate', target }
    if (this.take(':')) return this.sliceEnd(target, undefined)
    const key = this.pipe()
    if (this.take(':')) return this.sliceEnd(target, key)
    this.expect(']')
    return { kind: 'index', target, key }
  }

  private sliceEnd(target: Node, from: Node | undefined): Node {
    if (this.take(']')) return { kind: 'slice', target, from, to: undefined }
    const to = this.pipe()
    this.expect(']')
    return { kind: 'slice', target, from, to }
  }

  private term(): Node {
    const token = this.next()
    switch (token.kind) {
      case 'number':
        return literal(readJson(token.text.replace(/^\./, '0.').replace(/\.(?!\d)/, '')))
      case 'text':
        this.at--
        return this.textNode(undefined)
      case 'format':
        return this.peek.kind === 'text' ? this.textNode(token.text.slice(1)) : { kind: 'format', name: token.text.slice(1) }
      case 'field':
        return { kind: 'index', target: IDENTITY, key: literal(token.text.slice(1)) }
      case 'variable':
        return { kind: 'variable', name: token.text.slice(1) }
      case 'name':
        return this.word(token)
      case 'sign':
        return this.signTerm(token)
      case 'end':
        throw this.unexpected(token)
    }
  }

  private signTerm(token: Token): Node {
    switch (token.text) {
      case '.':
        return this.dot()
      case '..':
        return { kind: 'recurse' }
      case '(': {
        const node = this.pipe()
        this.expect(')')
        return node
      }
      case '[': {
        if (this.take(']')) return { kind: 'array', content: undefined }
        const content = this.pipe()
        this.expect(']')
        return { kind: 'array', content }
      }
      case '{':
        return this.object()
      default:
        throw this.unexpected(token)
    }
  }

  private dot(): Node {
    if (this.peek.kind === 'text') return { kind: 'index', target: IDENTITY, key: this.textNode(undefined) }
    return this.take('[') ? this.bracket(IDENTITY) : IDENTITY
  }

  private word(token: Token): Node {
    switch (token.text) {
      case 'if':
        return this.conditional()
      case 'try':
        return { kind: 'try', body: this.postfix(), handler: this.takeWord('catch') ? this.postfix() : undefined }
      case 'reduce':
        return this.fold('reduce')
      case 'foreach':
        return this.fold('foreach')
      case 'break':
        return { kind: 'break', name: this.variable() }
      default:
        if (KEYWORDS.has(token.text)) throw this.unexpected(token)
        return this.call(token.text)
    }
  }

  private call(name: string): Node {
    if (name === 'null' || name === 'true' || name === 'false') return literal(name === 'null' ? null : name === 'true')
    const args: Node[] = []
    if (this.take('(')) {
      do args.push(this.pipe())
      while (this.take(';'))
      this.expect(')')
    }
    return { kind: 'call', name, args }
  }

  private conditional(): Node {
    const condition = this.pipe()
    this.expectWord('then')
    const then = this.pipe()
    if (this.takeWord('elif')) return { kind: 'if', condition, then, otherwise: this.conditional() }
    this.expectWord('else')
    const otherwise = this.pipe()
    this.expectWord('end')
    return { kind: 'if', condition, then, otherwise }
  }

  private fold(kind: 'reduce' | 'foreach'): Node {
    const source = this.sourceTerm()
    this.expectWord('as')
    const pattern = this.pattern()
    this.expect('(')
    const start = this.pipe()
    this.expect(';')
    const update = this.pipe()
    const extract = kind === 'foreach' && this.take(';') ? this.pipe() : undefined
    this.expect(')')
    return kind === 'reduce' ? { kind, source, pattern, start, update } : { kind, source, pattern, start, update, extract }
  }

  /** What is folded: a term with its suffixes, up to `as`. */
  private sourceTerm(): Node {
    let node = this.term()
    while (!this.isWord('as')) {
      if (this.take('?')) node = { kind: 'try', body: node, handler: undefined }
      else if (this.peek.kind === 'field') node = { kind: 'index', target: node, key: literal(this.next().text.slice(1)) }
      else if (this.take('[')) node = this.bracket(node)
      else if (this.isSign('.') && this.tokens[this.at + 1]?.text === '[') {
        this.at += 2
        node = this.bracket(node)
      } else throw this.unexpected()
    }
    return node
  }

  private object(): Node {
    const entries: { key: Node; value: Node }[] = []
    while (!this.take('}')) {
      entries.push(this.entry())
      if (!this.isSign('}')) this.expect(',')
    }
    return { kind: 'object', entries }
  }

  private entry(): { key: Node; value: Node } {
    const token = this.peek
    if (token.kind === 'variable') {
      this.at++
      const name = token.text.slice(1)
      return { key: literal(name), value: { kind: 'variable', name } }
    }
    const key = this.objectKey()
    if (this.take(':')) return { key, value: this.objectValue() }
    return { key, value: { kind: 'index', target: IDENTITY, key } }
  }

  private objectKey(): Node {
    const token = this.next()
    if (token.kind === 'name') return literal(token.text)
    if (token.kind === 'text') {
      this.at--
      return this.textNode(undefined)
    }
    if (token.kind === 'format') return this.textNode(token.text.slice(1))
    if (token.text !== '(') throw this.unexpected(token)
    const key = this.pipe()
    this.expect(')')
    return key
  }

  private objectValue(): Node {
    let left = this.alternative()
    while (this.take('|')) left = { kind: 'pipe', left, right: this.alternative() }
    return left
  }

  private pattern(): Pattern {
    if (this.peek.kind === 'variable') return { kind: 'variable', name: this.variable() }
    if (this.take('[')) return { kind: 'array', items: this.list(() => this.pattern(), ']') }
    this.expect('{')
    return { kind: 'object', entries: this.list(() => this.patternEntry(), '}') }
  }

  private patternEntry(): { variable: string | undefined; key: Node; value: Pattern | undefined } {
    const variable = this.peek.kind === 'variable' ? this.variable() : undefined
    const key = variable === undefined ? this.objectKey() : literal(variable)
    const value = this.take(':') ? this.pattern() : undefined
    return { variable, key, value }
  }

  private list<T>(item: () => T, close: string): T[] {
    const items = [item()]
    while (this.take(',')) items.push(item())
    this.expect(close)
    return items
  }

  private definition(): Definition {
    this.at++
    const name = this.next().text
    const params = this.take('(') ? this.params() : []
    this.expect(':')
    const body = this.pipe()
    this.expect(';')
    return { name, params, body }
  }

  private params(): string[] {
    const params = [this.next().text]
    while (this.take(';')) params.push(this.next().text)
    this.expect(')')
    return params
  }

  private textNode(format: string | undefined): Node {
    const { parts = [] } = this.next()
    const nodes = parts.map(part => (typeof part === 'string' ? part : parseJq(part.source)))
    return nodes.length === 1 ? literal(nodes[0]) : { kind: 'text', format, parts: nodes }
  }

  private variable(): string {
    const token = this.next()
    if (token.kind !== 'variable') throw this.unexpected(token)
    return token.text.slice(1)
  }

  private get peek(): Token {
    return this.tokens[this.at]!
  }

  private next(): Token {
    const token = this.tokens[this.at]!
    if (token.kind === 'end') throw this.unexpected(token)
    this.at++
    return token
  }

  private isSign(text: string): boolean {
    return this.peek.kind === 'sign' && this.peek.text === text
  }

  private isWord(text: string): boolean {
    return this.peek.kind === 'name' && this.peek.text === text
  }

  private take(text: string): boolean {
    if (!this.isSign(text)) return false
    this.at++
    return true
  }

  private takeOne(...signs: string[]): string | undefined {
    return signs.find(sign => this.take(sign))
  }

  private takeWord(text: string): boolean {
    if (!this.isWord(text)) return false
    this.at++
    return true
  }

  private expect(text: string): void {
    if (!this.take(text)) throw this.unexpected()
  }

  private expectWord(text: string): void {
    if (!this.takeWord(text)) throw this.unexpected()
  }

  private unexpected(token = this.peek): Error {
    return syntaxError(this.text, token.at)
  }
}

function literal(value: unknown): Node {
  return { kind: 'literal', value }
}
