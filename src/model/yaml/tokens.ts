import { CST, Parser } from 'yaml'
import { LenientLexer } from './lenient-lexer.ts'
import { MAX_NESTING } from './limits.ts'
import type { Span } from './source-text.ts'

/** A file taken apart into its tokens, or the place where that had to stop. */
export type Tokens =
  | { readonly tokens: readonly CST.Token[]; readonly tabs: readonly Span[] }
  /** The offset at which the text nests too deeply. */
  | { readonly tooDeep: number }

/**
 * Takes a text apart without recursing over it. Composing nodes recurses, and a text of 100,000 brackets would take the process down:
 * so the depth is watched here, token by token. Tabs between the tokens of block style, which YAML allows and Camel refuses, are noted.
 */
export function readTokens(text: string): Tokens {
  const parser = new Parser()
  // few files have any: most need not be looked through
  const tabs = text.includes('\t') ? new TabFinder() : undefined
  const tokens: CST.Token[] = []
  let offset = 0
  for (const lexeme of new LenientLexer().lex(text)) {
    tabs?.see(lexeme, offset)
    for (const token of parser.next(lexeme)) tokens.push(token)
    offset = parser.offset
    if (parser.stack.length > MAX_NESTING) return { tooDeep: offset }
  }
  for (const token of parser.end()) tokens.push(token)
  return { tokens, tabs: tabs?.found ?? [] }
}

const OPEN = /^[[{]$/
const CLOSE = /^[\]}]$/

class TabFinder {
  readonly found: Span[] = []
  private flow = 0
  private before = ''
  private beforeThat = ''

  see(lexeme: string, offset: number): void {
    if (OPEN.test(lexeme)) this.flow += 1
    else if (CLOSE.test(lexeme)) this.flow -= 1
    else if (this.flow <= 0 && lexeme.includes('\t')) this.look(lexeme, offset)
    this.beforeThat = this.before
    this.before = lexeme
  }

  private look(lexeme: string, offset: number): void {
    const at = this.before === CST.SCALAR ? this.inPlainScalar(lexeme) : /^[ \t]+$/.test(lexeme) ? lexeme.indexOf('\t') : -1
    if (at >= 0) this.found.push({ start: offset + at, end: offset + at + 1 })
  }

  /** A plain scalar over several lines is indented like everything else; a block scalar may hold tabs. */
  private inPlainScalar(lexeme: string): number {
    const block = this.beforeThat.endsWith('\n')
    const found = block ? null : /\n *\t/.exec(lexeme)
    return found === null ? -1 : found.index + found[0].length - 1
  }
}
