import { readJson } from '../../converters/index.ts'
import type { Definition, Node } from './ast.ts'
import { IDENTITY, literal, PartsParser } from './parse-parts.ts'
import type { Token } from './tokens.ts'

const ASSIGNMENTS = new Set(['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='])
const LEVELS: readonly (readonly string[])[] = [
  ['+', '-'],
  ['*', '/', '%'],
]
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

class JqParser extends PartsParser {
  protected nested(source: string): Node {
    return parseJq(source)
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

  protected pipe(): Node {
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

  protected alternative(): Node {
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
    let left = this.operation(0)
    while (this.peek.kind === 'sign' && COMPARISONS.has(this.peek.text))
      left = { kind: 'binary', operator: this.next().text, left, right: this.operation(0) }
    return left
  }

  /** Operators of the same level, from left to right. */
  private operation(level: number): Node {
    const operand = () => (level + 1 < LEVELS.length ? this.operation(level + 1) : this.unary())
    let left = operand()
    for (let operator = this.takeOne(...LEVELS[level]!); operator; operator = this.takeOne(...LEVELS[level]!)) {
      left = { kind: 'binary', operator, left, right: operand() }
    }
    return left
  }

  private unary(): Node {
    return this.take('-') ? { kind: 'negate', operand: this.unary() } : this.postfix()
  }

  /** A term with its suffixes; `term as $x | …` binds tighter than anything and reaches to the end. */
  private postfix(): Node {
    const node = this.suffixed()
    return this.takeWord('as') ? this.binding(node) : node
  }

  private suffixed(): Node {
    let node = this.term()
    for (let next = this.suffix(node); next !== undefined; next = this.suffix(node)) node = next
    return node
  }

  private suffix(target: Node): Node | undefined {
    if (this.take('?')) return guarded(target)
    if (this.peek.kind === 'field') return { kind: 'index', target, key: literal(this.next().text.slice(1)) }
    if (this.take('[')) return this.bracket(target)
    const behind = this.isSign('.') ? this.tokens[this.at + 1] : undefined
    if (behind?.kind !== 'text' && behind?.text !== '[') return undefined
    this.at++
    return this.take('[') ? this.bracket(target) : { kind: 'index', target, key: this.textNode(undefined) }
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
    return { kind: 'call', name, args, key: `${name}/${args.length}` }
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
    const source = this.suffixed()
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
}

/** `?` swallows failures of the step in front of it only, not of what leads there. */
function guarded(node: Node): Node {
  const attempt = (body: Node): Node => ({ kind: 'try', body, handler: undefined })
  if (node.kind === 'iterate' || (node.kind === 'index' && node.key.kind === 'literal'))
    return node.target === IDENTITY ? attempt(node) : { kind: 'pipe', left: node.target, right: attempt({ ...node, target: IDENTITY }) }
  return attempt(node)
}
