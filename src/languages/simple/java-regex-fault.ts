/** What is wrong with a regular expression, in the words of `java.util.regex.PatternSyntaxException`; `undefined` where this reader finds nothing. */
export function regexFault(pattern: string): string | undefined {
  const fault = new Reader(pattern).fault()
  if (fault === undefined) return undefined
  const [reason, index] = fault
  if (index < 0) return `${reason}\n${pattern}`
  return `${reason} near index ${index}\n${pattern}${index < pattern.length ? `\n${' '.repeat(index)}^` : ''}`
}

type Fault = readonly [reason: string, index: number]

const UNKNOWN_ESCAPE = /[CFIJKLMOTUYgijlmoqy]/
const ESCAPE = /\\(?:[pPx]\{[^}]*\}|k<[^>]*>|Q[\s\S]*?(?:\\E|$)|[\s\S])/y
const GROUP = /\(\?(?:[:=!>]|<[=!]|<[A-Za-z][A-Za-z0-9]*>)/y
const FLAGS = /\(\?[imsuxdU-]*/y
const COUNT = /\{(\d+)(?:,(\d*))?/y

class Reader {
  private readonly pattern: string
  private at = 0
  private depth = 0
  private hasAtom = false

  constructor(pattern: string) {
    this.pattern = pattern
  }

  fault(): Fault | undefined {
    while (this.at < this.pattern.length) {
      const fault = this.step()
      if (fault !== undefined) return fault
    }
    return this.depth > 0 ? ['Unclosed group', this.pattern.length] : undefined
  }

  private step(): Fault | undefined {
    const char = this.pattern[this.at]!
    switch (char) {
      case '\\':
        return this.escape()
      case '[':
        return this.characters()
      case '(':
        return this.open()
      case ')':
        return this.close()
      case '*':
      case '+':
      case '?':
        return this.hasAtom ? this.quantified(this.at + 1) : [`Dangling meta character '${char}'`, this.at]
      case '{':
        return this.counted()
    }
    this.at++
    this.hasAtom = char !== '|'
    return undefined
  }

  private escape(): Fault | undefined {
    const next = this.pattern[this.at + 1]
    if (next === undefined) return ['Unexpected internal error', this.pattern.length]
    if (UNKNOWN_ESCAPE.test(next)) return ['Illegal/unsupported escape sequence', this.at + 1]
    return this.behindAtom(this.end(ESCAPE)!)
  }

  /** A character class, whose first closing bracket is a character. */
  private characters(): Fault | undefined {
    let depth = 0
    let start = this.at
    for (let at = this.at; at < this.pattern.length; at++) {
      const char = this.pattern[at]
      if (char === '\\') at++
      else if (char === '[') {
        depth++
        if (this.pattern[at + 1] === '^') at++
        start = at
      } else if (char === ']' && at > start + 1 && --depth === 0) return this.behindAtom(at + 1)
      else if (char === '-' && this.isBackwards(at)) return ['Illegal character range', at + 1]
    }
    return ['Unclosed character class', this.pattern.length - 1]
  }

  private isBackwards(dash: number): boolean {
    const from = this.pattern[dash - 1]!
    const to = this.pattern[dash + 1]
    return to !== undefined && !/[[\]\\^]/.test(from + to) && from > to && this.pattern[dash - 2] !== '\\'
  }

  private open(): Fault | undefined {
    this.depth++
    this.hasAtom = false
    const isSpecial = this.pattern[this.at + 1] === '?'
    this.at = isSpecial ? (this.end(GROUP) ?? this.end(FLAGS)!) : this.at + 1
    if (!isSpecial || /[:=!><]$/.test(this.pattern.slice(0, this.at))) return undefined
    const char = this.pattern[this.at]
    if (char !== ':' && char !== ')') return ['Unknown inline modifier', this.at]
    if (char === ':') this.at++
    return undefined
  }

  private close(): Fault | undefined {
    if (this.depth === 0) return ["Unmatched closing ')'", this.at - 1]
    this.depth--
    return this.behindAtom(this.at + 1)
  }

  private counted(): Fault | undefined {
    const end = this.end(COUNT)
    if (end === undefined) return ['Illegal repetition', this.at + 1]
    const [, fewest, most] = /\{(\d+)(?:,(\d*))?/.exec(this.pattern.slice(this.at, end))!
    if (this.pattern[end] !== '}') return ['Unclosed counted closure', end]
    if (most !== undefined && most !== '' && Number(most) < Number(fewest)) return ['Illegal repetition range', end]
    return this.quantified(end + 1)
  }

  /** Behind a quantifier, which may be reluctant or possessive; another one has nothing to repeat. */
  private quantified(at: number): undefined {
    this.at = /[?+]/.test(this.pattern[at] ?? '') ? at + 1 : at
    this.hasAtom = false
    return undefined
  }

  private behindAtom(at: number): undefined {
    this.at = at
    this.hasAtom = true
    return undefined
  }

  private end(token: RegExp): number | undefined {
    token.lastIndex = this.at
    return token.test(this.pattern) ? token.lastIndex : undefined
  }
}
