import { syntaxError, type Token, tokensOf } from './tokens.ts'

/** Walks over the tokens of a jq text. */
export class TokenCursor {
  protected readonly text: string
  protected readonly tokens: Token[]
  protected at = 0

  constructor(text: string) {
    this.text = text
    this.tokens = tokensOf(text)
  }

  protected get peek(): Token {
    return this.tokens[this.at]!
  }

  protected next(): Token {
    const token = this.tokens[this.at]!
    if (token.kind === 'end') throw this.unexpected(token)
    this.at++
    return token
  }

  protected isSign(text: string): boolean {
    return this.peek.kind === 'sign' && this.peek.text === text
  }

  protected isWord(text: string): boolean {
    return this.peek.kind === 'name' && this.peek.text === text
  }

  protected take(text: string): boolean {
    if (!this.isSign(text)) return false
    this.at++
    return true
  }

  protected takeOne(...signs: string[]): string | undefined {
    return signs.find(sign => this.take(sign))
  }

  protected takeWord(text: string): boolean {
    if (!this.isWord(text)) return false
    this.at++
    return true
  }

  protected expect(text: string): void {
    if (!this.take(text)) throw this.unexpected()
  }

  protected expectWord(text: string): void {
    if (!this.takeWord(text)) throw this.unexpected()
  }

  protected unexpected(token = this.peek): Error {
    return syntaxError(this.text, token.at)
  }
}
