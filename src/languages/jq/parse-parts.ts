import type { Definition, Node, Pattern } from './ast.ts'
import { TokenCursor } from './token-cursor.ts'

export const IDENTITY: Node = { kind: 'identity' }

export function literal(value: unknown): Node {
  return { kind: 'literal', value }
}

/** `{name}` is null where the input is no object. */
const IS_OBJECT: Node = {
  kind: 'binary',
  operator: '==',
  left: { kind: 'call', name: 'type', args: [], key: 'type/0' },
  right: literal('object'),
}

/** Reads what filters are made of beside operators: objects, texts with filters in them, patterns and definitions. */
export abstract class PartsParser extends TokenCursor {
  protected abstract pipe(): Node
  protected abstract alternative(): Node
  /** Reads the source of a filter inside a text. */
  protected abstract nested(source: string): Node

  protected object(): Node {
    const entries: { key: Node; value: Node }[] = []
    while (!this.take('}')) {
      entries.push(this.entry())
      if (!this.isSign('}')) this.expect(',')
    }
    return { kind: 'object', entries }
  }

  protected entry(): { key: Node; value: Node } {
    const token = this.peek
    if (token.kind === 'variable') {
      this.at++
      const name = token.text.slice(1)
      return { key: literal(name), value: { kind: 'variable', name, optional: true } }
    }
    const key = this.objectKey()
    if (this.take(':')) return { key, value: this.objectValue() }
    return { key, value: { kind: 'if', condition: IS_OBJECT, then: { kind: 'index', target: IDENTITY, key }, otherwise: literal(null) } }
  }

  protected objectKey(): Node {
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

  protected objectValue(): Node {
    let left = this.alternative()
    while (this.take('|')) left = { kind: 'pipe', left, right: this.alternative() }
    return left
  }

  protected pattern(): Pattern {
    if (this.peek.kind === 'variable') return { kind: 'variable', name: this.variable() }
    if (this.take('[')) return { kind: 'array', items: this.list(() => this.pattern(), ']') }
    this.expect('{')
    return { kind: 'object', entries: this.list(() => this.patternEntry(), '}') }
  }

  protected patternEntry(): { variable: string | undefined; key: Node; value: Pattern | undefined } {
    const variable = this.peek.kind === 'variable' ? this.variable() : undefined
    const key = variable === undefined ? this.objectKey() : literal(variable)
    const value = this.take(':') ? this.pattern() : undefined
    return { variable, key, value }
  }

  protected list<T>(item: () => T, close: string): T[] {
    const items = [item()]
    while (this.take(',')) items.push(item())
    this.expect(close)
    return items
  }

  protected definition(): Definition {
    this.at++
    const name = this.next().text
    const params = this.take('(') ? this.params() : []
    this.expect(':')
    const body = this.pipe()
    this.expect(';')
    return { name, params, body }
  }

  protected params(): string[] {
    const params = [this.next().text]
    while (this.take(';')) params.push(this.next().text)
    this.expect(')')
    return params
  }

  protected textNode(format: string | undefined): Node {
    const { parts = [] } = this.next()
    const nodes = parts.map(part => (typeof part === 'string' ? part : this.nested(part.source)))
    return nodes.length === 1 ? literal(nodes[0]) : { kind: 'text', format, parts: nodes }
  }

  protected variable(): string {
    const token = this.next()
    if (token.kind !== 'variable') throw this.unexpected(token)
    return token.text.slice(1)
  }
}
