import { isQuoted, trim } from './java-text.ts'

export interface SplitOptions {
  readonly trim: boolean
  readonly keepQuotes: boolean
}

/**
 * Splits the arguments of a function at commas outside quotation marks, as Camel does: empty arguments vanish, and braces are not
 * seen, which is why a nested function with a comma of its own breaks most outer ones.
 */
export function splitArguments(text: string, options: SplitOptions): string[] {
  if (!text.includes(',')) return [single(text, options)]
  return new ArgumentSplitter(text, options).split()
}

function single(text: string, { trim: trims, keepQuotes }: SplitOptions): string {
  if (text.length < 2) return text
  if (!keepQuotes && isQuoted(text)) return text.slice(1, -1)
  return trims ? trim(text) : text
}

class ArgumentSplitter {
  private readonly text: string
  private readonly options: SplitOptions
  private readonly parts: string[] = []
  private part = ''
  private quote = ''
  private separating = false

  constructor(text: string, options: SplitOptions) {
    this.text = text
    this.options = options
  }

  split(): string[] {
    for (let i = 0; i < this.text.length; i++) {
      if (this.isQuote(this.text[i]!)) {
        if (this.atQuote(i)) return this.finish()
      } else this.atOther(this.text[i]!)
    }
    return this.finish()
  }

  private isQuote(char: string): boolean {
    return (char === "'" || char === '"') && (this.quote === '' || this.quote === char)
  }

  /** Returns true where the text ends with this quotation mark. */
  private atQuote(i: number): boolean {
    const char = this.text[i]!
    const { keepQuotes } = this.options
    if (this.quote === char && this.text[i - 1] === char && this.part === '') this.parts.push(keepQuotes ? (char === "'" ? "''" : '"') : '')
    if (i === this.text.length - 1) {
      if (this.quote === char && this.part !== '') {
        this.parts.push(keepQuotes ? this.part + char : this.part)
        this.part = ''
      }
      return true
    }
    this.quote = this.quote === '' ? char : ''
    if (keepQuotes) this.part += char
    return false
  }

  private atOther(char: string): void {
    if (this.quote === '' && char === ',') {
      this.separating = true
      this.push()
      return
    }
    if (this.options.trim && this.quote === '' && this.separating && char === ' ') return
    this.separating = false
    this.part += char
  }

  private push(): void {
    if (this.part === '') return
    this.parts.push(this.options.trim ? trim(this.part) : this.part)
    this.part = ''
  }

  private finish(): string[] {
    this.push()
    return this.parts
  }
}
