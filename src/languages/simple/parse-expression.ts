import { joinChains, joinPairs, joinUnary, nestBlocks } from './join-nodes.ts'
import type { Node } from './nodes.ts'
import { NodeCollector, Parser } from './parser.ts'
import type { Token, Tokenizer } from './tokens.ts'

/** Reads a template: text with functions, chains (`~>`), elvis (`?:`) and `++`/`--`. All other operators are text. */
export function parseExpression(text: string, tokenizer?: Tokenizer): Node[] {
  return new ExpressionParser(text, tokenizer).parse()
}

/** The parser of templates; init blocks build on it. */
export class ExpressionParser extends Parser {
  parse(): Node[] {
    this.next()
    while (!this.is('end')) {
      while (!this.is('functionStart', 'functionEnd', 'end', 'elvis', 'chain')) this.next()
      this.functionText()
      this.unaryOperator()
      this.operator('chain')
      this.operator('elvis')
      this.next()
    }
    const nodes = nestBlocks(this.nodes(), this.fail)
    return joinPairs(joinChains(joinUnary(nodes, this.fail), this.fail), 'elvis', this.fail)
  }

  /** Turns the tokens into nodes. */
  protected nodes(): Node[] {
    const collector = new NodeCollector()
    let open = 0
    for (const token of this.withoutBlanks()) {
      const node = this.node(token, open, collector.nodes.at(-1))
      if (node?.kind === 'function') open++
      if (node?.kind === 'end') open--
      if (node !== undefined) collector.node(node)
      else {
        if (token.type === 'initVariable') collector.flush()
        collector.characters(token)
      }
    }
    return collector.flush()
  }

  /** Without the one blank on either side of chains, elvis and assignments. */
  private withoutBlanks(): Token[] {
    const tokens = this.tokens.filter(token => token.type !== 'ignore')
    const dropped = new Set<Token>()
    for (let i = 1; i < tokens.length - 1; i++) {
      const { type } = tokens[i]!
      const [previous, next] = [tokens[i - 1]!, tokens[i + 1]!]
      if (type === 'elvis' || type === 'chain' || type === 'initOperator') {
        if (previous.type === 'whitespace') dropped.add(previous)
        if (next.type === 'whitespace') dropped.add(next)
      }
      if (type === 'initVariable' && (previous.type === 'whitespace' || previous.text === ' ')) dropped.add(previous)
    }
    return tokens.filter(token => !dropped.has(token))
  }

  private node(token: Token, open: number, last: Node | undefined): Node | undefined {
    switch (token.type) {
      case 'functionStart':
        return { kind: 'function', token, children: [] }
      case 'functionEnd':
        return open > 0 ? { kind: 'end', token } : undefined
      case 'unary':
        return last?.kind === 'end' ? { kind: 'unary', token } : undefined
      case 'chain':
        return { kind: 'chain', token, right: [] }
      case 'elvis':
        return { kind: 'elvis', token }
      case 'initOperator':
        return { kind: 'init', token }
      default:
        return undefined
    }
  }
}
