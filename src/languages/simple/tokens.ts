export type TokenType =
  | 'whitespace'
  | 'character'
  | 'boolean'
  | 'number'
  | 'null'
  | 'singleQuote'
  | 'doubleQuote'
  | 'minus'
  | 'escape'
  | 'functionStart'
  | 'functionEnd'
  | 'binary'
  | 'elvis'
  | 'chain'
  | 'unary'
  | 'logical'
  | 'ternary'
  | 'initOperator'
  | 'initVariable'
  | 'initEnd'
  | 'ignore'
  | 'end'

export interface Token {
  readonly type: TokenType
  readonly text: string
  /** Where it stands in the expression. */
  readonly index: number
  /** How far the reader moves on. */
  readonly length: number
}

/** Types that need a blank on both sides, and two characters before them. */
const SPACED: ReadonlySet<TokenType> = new Set(['binary', 'elvis', 'ternary'])

/** In the order in which they are tried: Camel's own, which decides what `!=~`, `not is` and `?:` are. */
const TABLE: readonly (readonly [TokenType, readonly string[]])[] = [
  ['functionStart', ['${', '$simple{']],
  ['functionEnd', ['}']],
  ['whitespace', [' ', '\t', '\n', '\r']],
  ['singleQuote', ["'"]],
  ['doubleQuote', ['"']],
  ['boolean', ['true', 'false']],
  ['null', ['null']],
  ['escape', ['\\']],
  ['binary', ['==', '=~', '>=', '<=', '>', '<', '!=~', '!=', 'not is', '!is', 'is', 'not contains', '!contains', 'contains', '!~~', '~~']],
  ['binary', ['not regex', '!regex', 'regex', 'not in', '!in', 'in', 'not range', '!range', 'range']],
  ['binary', ['startsWith', 'starts with', '!startsWith', 'endsWith', 'ends with', '!endsWith']],
  ['elvis', ['?:']],
  ['chain', ['~>', '?~>']],
  ['unary', ['++', '--']],
  ['logical', ['&&', '||']],
  ['ternary', ['?', ':']],
  ['minus', ['-']],
]

interface Known {
  readonly type: TokenType
  readonly text: string
}

const BY_FIRST = new Map<string, Known[]>()
for (const [type, texts] of TABLE) {
  for (const text of texts) BY_FIRST.set(text[0]!, [...(BY_FIRST.get(text[0]!) ?? []), { type, text }])
}

/** What a reader of tokens may ask for: only tokens of these types; other text comes as characters. */
export type Filter = ReadonlySet<TokenType>

/** Reads the tokens of expressions; without `escapes` (the file language) a backslash is an ordinary character. */
export class Tokenizer {
  private readonly escapes: boolean

  constructor(escapes = true) {
    this.escapes = escapes
  }

  /** The token at `index`, which must lie inside the text. */
  next(text: string, index: number, filter?: Filter): Token {
    return (
      this.number(text, index, filter) ??
      (this.escapes ? escaped(text, index, filter) : undefined) ??
      this.known(text, index, filter) ??
      this.custom(text, index, filter) ?? { type: 'character', text: text[index]!, index, length: 1 }
    )
  }

  /** Tokens of a dialect (init blocks); asked after all others. */
  protected custom(_text: string, _index: number, _filter?: Filter): Token | undefined {
    return undefined
  }

  protected onToken(_type: TokenType, _text: string): void {}

  /** Digits with dots or commas; the index of such a token is that of its end, as in Camel. */
  private number(text: string, index: number, filter?: Filter): Token | undefined {
    if (filter !== undefined && !filter.has('number')) return undefined
    let end = index
    while (end < text.length && (isDigit(text[end]!) || (end > index && (text[end] === '.' || text[end] === ',')))) end++
    return end === index ? undefined : { type: 'number', text: text.slice(index, end), index: end, length: end - index }
  }

  private known(text: string, index: number, filter?: Filter): Token | undefined {
    for (const { type, text: wanted } of BY_FIRST.get(text[index]!) ?? []) {
      if ((filter === undefined || filter.has(type)) && fits(type, wanted, text, index)) {
        this.onToken(type, wanted)
        return { type, text: wanted, index, length: wanted.length }
      }
    }
    return undefined
  }
}

function isDigit(char: string): boolean {
  return (char >= '0' && char <= '9') || (char > '\u007f' && /^\p{Nd}$/u.test(char))
}

/** Whether this token stands here; operators only count between blanks, unary ones only behind a function. */
export function fits(type: TokenType, wanted: string, text: string, index: number): boolean {
  if (!text.startsWith(wanted, index)) return false
  const next = text[index + wanted.length]
  if (type === 'unary') return text[index - 1] === '}' && (next === undefined || next === ' ' || isBlankRest(text, index + wanted.length))
  if (!SPACED.has(type)) return true
  return index >= 2 && wanted.length < text.length - index - 1 && text[index - 1] === ' ' && next === ' '
}

function isBlankRest(text: string, from: number): boolean {
  return text.slice(from).trim() === ''
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '}': '}' }

function escaped(text: string, index: number, filter?: Filter): Token | undefined {
  if (text[index] !== '\\' || index >= text.length - 1 || (filter !== undefined && !filter.has('escape'))) return undefined
  const special = ESCAPES[text[index + 1]!]
  return { type: 'character', text: special ?? '\\', index: index + 1, length: special === undefined ? 1 : 2 }
}
