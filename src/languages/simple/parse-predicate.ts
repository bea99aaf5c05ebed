import { isDecimalNumber } from './java-text.ts'
import { joinChains, joinPairs, joinTernaries, joinUnary, nestBlocks } from './join-nodes.ts'
import type { LiteralNode, Node } from './nodes.ts'
import { NodeCollector, Parser } from './parser.ts'
import type { Token, TokenType } from './tokens.ts'

/** Reads a predicate: comparisons of functions and quoted text, joined by `&&` and `||`. Bare text is refused. */
export function parsePredicate(text: string): Node[] {
  return new PredicateParser(text).parse()
}

const QUOTED_OR_FUNCTION: ReadonlySet<string> = new Set(['is', '!is', 'not is', 'range', '!range', 'not range'])
const PLAIN_OR_FUNCTION: ReadonlySet<string> = new Set(['regex', '!regex', 'not regex'])
/** Operators as SQL, shells and other languages have them, with what they are in simple. */
const OF_OTHERS: ReadonlyMap<string, string> = new Map([
  ['=', '=='],
  ['===', '=='],
  ['eq', '=='],
  ['<>', '!='],
  ['ne', '!='],
  ['and', '&&'],
  ['&', '&&'],
  ['or', '||'],
  ['|', '||'],
  ['like', 'regex'],
  ['matches', 'regex'],
])
const OPERATORS: readonly TokenType[] = ['ternary', 'chain', 'elvis', 'logical']

/** A function without its marks, or an operator of another language. */
function meant(text: string): string | undefined {
  const found = /^(?:[a-z.]+|[=<>!~&|]+)/i.exec(text)?.[0] ?? ''
  const operator = OF_OTHERS.get(found.toLowerCase())
  const name = operator ?? (/^(body|headers?\.|exchangeProperty\.|variables?\.)/.test(found) ? `\${${found}}` : undefined)
  return name && `did you mean \`${name}\`?`
}

class PredicateParser extends Parser {
  parse(): Node[] {
    this.next()
    while (!this.is('end')) {
      if (!this.part()) this.unexpected(meant)
      this.next()
    }
    let nodes = nestBlocks(this.nodes(), this.fail)
    nodes = joinPairs(joinChains(joinUnary(nodes, this.fail), this.fail), 'binary', this.fail)
    return joinPairs(joinPairs(joinTernaries(nodes, this.fail), 'elvis', this.fail), 'logical', this.fail)
  }

  private part(): boolean {
    return (
      this.quotedText() ||
      this.functionText() ||
      this.unaryOperator() ||
      this.binaryOperator() ||
      OPERATORS.some(type => this.operator(type)) ||
      this.is('boolean', 'whitespace', 'end')
    )
  }

  private binaryOperator(): boolean {
    if (!this.is('binary')) return false
    const operator = this.token.text
    this.next()
    this.expectBlanks()
    if (!this.right(operator))
      this.fail(
        `\`${operator}\` cannot be followed by ${this.found()}; text needs quotation marks`,
        this.token.index,
        `Binary operator ${operator} does not support token ${this.token.type === 'end' ? 'null' : this.token.text}`,
      )
    this.afterValue(false)
    return true
  }

  private right(operator: string): boolean {
    if (PLAIN_OR_FUNCTION.has(operator)) return this.quotedText(false) || this.functionText()
    if (QUOTED_OR_FUNCTION.has(operator)) return this.quotedText() || this.functionText()
    if (this.value()) return true
    // A minus before a number; Camel does not look what the sign is.
    this.next()
    return this.is('number')
  }

  private nodes(): Node[] {
    const collector = new NodeCollector(numberOrText)
    const open = { single: false, double: false, function: false }
    let last: Node | undefined
    for (const token of this.withoutBlanks()) {
      const node = nodeOf(token, open)
      if (node === undefined) collector.characters(token)
      else {
        if (node.kind === 'single' || node.kind === 'double' || node.kind === 'function') last = node
        collector.node(node)
      }
    }
    const at = last?.token.index ?? 0
    if (open.single || open.double) this.fail('a quotation mark is not closed', at)
    if (open.function) this.fail('a function is not closed', at)
    return collector.flush()
  }

  /** Without the blanks outside functions and quoted text; double quotation marks need no care, their blanks are characters. */
  private withoutBlanks(): Token[] {
    let quoted = false
    let functions = 0
    return this.tokens.filter(({ type }) => {
      if (type === 'singleQuote') quoted = !quoted
      else if (!quoted && type === 'functionStart') functions++
      else if (!quoted && type === 'functionEnd') functions--
      return type !== 'whitespace' || quoted || functions !== 0
    })
  }
}

interface Open {
  single: boolean
  double: boolean
  function: boolean
}

function nodeOf(token: Token, open: Open): Node | undefined {
  if (token.type === 'functionStart') {
    open.function = true
    return { kind: 'function', token, children: [] }
  }
  if (token.type === 'functionEnd') {
    open.function = false
    return { kind: 'end', token }
  }
  if (open.function) return undefined
  if (token.type === 'singleQuote') return quote(token, 'single', open)
  if (token.type === 'doubleQuote') return quote(token, 'double', open)
  return open.single || open.double ? undefined : operatorOrValue(token)
}

function quote(token: Token, kind: 'single' | 'double', open: Open): Node {
  open[kind] = !open[kind]
  return open[kind] ? { kind, token, children: [] } : { kind: 'end', token }
}

function operatorOrValue(token: Token): Node | undefined {
  switch (token.type) {
    case 'unary':
    case 'binary':
    case 'ternary':
    case 'elvis':
    case 'logical':
      return { kind: token.type, token }
    case 'chain':
      return { kind: 'chain', token, right: [] }
    case 'null':
    case 'boolean':
      return { kind: token.type, token, text: token.text }
    default:
      return undefined
  }
}

function numberOrText(literal: LiteralNode, nodes: readonly Node[]): Node {
  const last = nodes.at(-1)?.kind
  const quoted = last === 'single' || last === 'double'
  return !quoted && isDecimalNumber(literal.text) ? { kind: 'number', token: literal.token, text: literal.text } : literal
}
