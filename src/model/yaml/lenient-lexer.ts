import { Lexer } from 'yaml'

/** The parts of the library's lexer that decide how far a line must be indented. Read off version 2.9.1, which is pinned. */
interface LexerInside {
  flowLevel: number
  lex(text: string): Generator<string>
  parseQuotedScalar(): Generator<string>
}

const Base = Lexer as unknown as new () => LexerInside

/**
 * A lexer that takes flow collections and quoted texts over several lines however they are indented, as Camel's parser does: a closing
 * bracket often stands at the beginning of a line. Elsewhere indentation counts as usual.
 */
export class LenientLexer extends Base {
  private required = 0
  private quoted = false

  get indentNext(): number {
    return this.quoted || this.flowLevel > 0 ? 0 : this.required
  }

  set indentNext(value: number) {
    this.required = value
  }

  override *parseQuotedScalar(): Generator<string> {
    this.quoted = true
    const next = yield* super.parseQuotedScalar()
    this.quoted = false
    return next
  }
}
