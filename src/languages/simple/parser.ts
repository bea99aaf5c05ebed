import type { Fail } from './join-nodes.ts'
import type { LiteralNode, Node } from './nodes.ts'
import { syntaxError } from './syntax-error.ts'
import { type Filter, type Token, Tokenizer, type TokenType } from './tokens.ts'

/** How deep functions may be nested in functions; Camel has no limit but the stack. */
export const MAX_NESTING = 60

const QUOTED: Record<'singleQuote' | 'doubleQuote', Filter> = {
  singleQuote: new Set(['singleQuote', 'functionStart', 'functionEnd']),
  doubleQuote: new Set(['doubleQuote', 'functionStart', 'functionEnd']),
}

const PLAIN_QUOTED: Record<'singleQuote' | 'doubleQuote', Filter> = {
  singleQuote: new Set(['singleQuote']),
  doubleQuote: new Set(['doubleQuote']),
}

const END: Token = { type: 'end', text: '', index: 0, length: 0 }

/**
 * What templates, predicates and init blocks have in common: a grammar that only says which tokens may follow each other. The tokens
 * are kept and become nodes afterwards. This follows Camel's own parser step by step, because which odd texts it accepts is part of
 * the language.
 */
export class Parser {
  protected readonly text: string
  protected tokens: Token[] = []
  protected token: Token = END
  private index = 0
  private previousIndex = 0
  private depth = 0
  private readonly tokenizer: Tokenizer

  constructor(text: string, tokenizer: Tokenizer = new Tokenizer()) {
    this.text = text
    this.tokenizer = tokenizer
  }

  protected readonly fail: Fail = (reason, offset, said) => {
    throw syntaxError(this.text, reason, offset, said === undefined ? {} : { said })
  }

  protected next(filter?: Filter): void {
    if (this.skip(filter)) this.tokens.push(this.token)
  }

  /** Reads a token without keeping it; returns false at the end. */
  protected skip(filter?: Filter): boolean {
    if (this.index >= this.text.length) {
      this.token = { ...END, index: this.index }
      return false
    }
    this.token = this.tokenizer.next(this.text, this.index, filter)
    this.previousIndex = this.index
    this.index += this.token.length
    return true
  }

  protected is(...types: TokenType[]): boolean {
    return types.includes(this.token.type)
  }

  protected expect(...types: TokenType[]): void {
    if (this.is(...types)) return
    const said = `expected symbol ${types[0]} but was ${this.token.type === 'end' ? 'eol' : this.token.type}`
    this.fail(`expected ${types.map(describe).join(' or ')}, found ${this.found()}`, this.previousIndex, said)
  }

  protected found(): string {
    return this.token.type === 'end' ? 'the end' : `\`${this.token.text}\``
  }

  /** `meant`: what should stand there, told from the text that begins there. */
  protected unexpected(meant: (text: string) => string | undefined): never {
    const fix = meant(this.text.slice(this.previousIndex))
    throw syntaxError(this.text, `unexpected ${this.found()}`, this.previousIndex, fix === undefined ? {} : { fix })
  }

  protected expectBlanks(): void {
    this.expect('whitespace')
    while (this.is('whitespace')) this.next()
  }

  /** `${…}`, with functions inside. */
  protected functionText(): boolean {
    if (!this.is('functionStart')) return false
    if (++this.depth > MAX_NESTING) this.fail(`functions are nested more than ${MAX_NESTING} deep`, this.token.index)
    this.next()
    while (!this.is('functionEnd', 'end')) {
      if (this.is('functionStart')) this.functionText()
      this.next()
    }
    this.expect('functionEnd')
    this.depth--
    return true
  }

  protected quotedText(functions = true): boolean {
    const quote = this.token.type
    if (quote !== 'singleQuote' && quote !== 'doubleQuote') return false
    const filter = functions ? QUOTED[quote] : PLAIN_QUOTED[quote]
    do this.next(filter)
    while (!this.is(quote, 'end'))
    this.expect(quote)
    return true
  }

  /** What may stand on the right of most operators. */
  protected value(): boolean {
    return this.quotedText() || this.functionText() || this.is('number', 'boolean', 'null')
  }

  /** An operator between blanks with a value on its right. */
  protected operator(type: TokenType): boolean {
    if (!this.is(type)) return false
    const operator = this.token.text
    this.next()
    this.expectBlanks()
    if (!this.value()) this.fail(`\`${operator}\` cannot be followed by ${this.found()}; text needs quotation marks`, this.token.index)
    this.afterValue(type === 'chain')
    return true
  }

  protected afterValue(manyBlanks: boolean): void {
    this.next()
    if (this.is('end')) return
    if (manyBlanks) this.expectBlanks()
    else this.expect('whitespace')
  }

  protected unaryOperator(): boolean {
    if (!this.is('unary')) return false
    this.next()
    this.expect('whitespace')
    return true
  }
}

function describe(type: TokenType): string {
  if (type === 'functionEnd') return 'a closing `}`'
  if (type === 'whitespace') return 'a blank'
  if (type === 'singleQuote' || type === 'doubleQuote') return 'a closing quotation mark'
  return type
}

/** Collects tokens that are no nodes of their own into literals. */
export class NodeCollector {
  readonly nodes: Node[] = []
  private literal: LiteralNode | undefined
  private readonly finish: (literal: LiteralNode, nodes: readonly Node[]) => Node

  constructor(finish: (literal: LiteralNode, nodes: readonly Node[]) => Node = literal => literal) {
    this.finish = finish
  }

  node(node: Node): void {
    this.flush()
    this.nodes.push(node)
  }

  characters(token: Token): void {
    this.literal ??= { kind: 'literal', token, text: '' }
    this.literal.text += token.text
  }

  /** Ends the literal in hand, if there is one. */
  flush(): Node[] {
    if (this.literal !== undefined) this.nodes.push(this.finish(this.literal, this.nodes))
    this.literal = undefined
    return this.nodes
  }
}
