import { failure } from './failure.ts'
import { regexFault } from './java-regex-fault.ts'

const POSIX: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\x00-\\x7F',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Punct: '!-\\/:-@\\[-`\\{-~',
  Graph: '!-~',
  Print: ' -~',
  Blank: ' \\t',
  Cntrl: '\\x00-\\x1F\\x7F',
  XDigit: '0-9a-fA-F',
  Space: ' \\t\\n\\x0B\\f\\r',
  javaLowerCase: '\\p{Lowercase}',
  javaUpperCase: '\\p{Uppercase}',
  javaWhitespace: '\\s',
  IsAlphabetic: '\\p{Alphabetic}',
  IsDigit: '\\p{Nd}',
  IsLetter: '\\p{L}',
  IsPunctuation: '\\p{P}',
  IsControl: '\\p{Cc}',
}

/** Properties with names as long as those of scripts. */
const BINARY = /^Is(?:Uppercase|Lowercase|White_Space|Ideographic|Hex_Digit|Emoji\w*)$/

/** Escapes that mean something else in JavaScript; what is not here is the same there, or the plain character. */
const ESCAPES: Readonly<Record<string, string>> = {
  A: '(?<![\\s\\S])',
  z: '(?![\\s\\S])',
  Z: '(?=\\n?(?![\\s\\S]))',
  h: '[ \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]',
  H: '[^ \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]',
  R: '(?:\\r\\n|[\\n-\\r\\x85\\u2028\\u2029])',
  s: '[ \\t\\n\\x0B\\f\\r]',
  S: '[^ \\t\\n\\x0B\\f\\r]',
  a: '\\x07',
  e: '\\x1B',
  v: '[\\n-\\r\\x85\\u2028\\u2029]',
}

const SAME = /[dDwWbBtnrf1-9]/

const compiled = new Map<string, RegExp>()
const MAX_KEPT = 500

/** A regular expression of Java as one of JavaScript; `flags` beside `u`. Possessive quantifiers beside groups that capture are refused: JavaScript has none. */
export function javaRegex(pattern: string, flags = ''): RegExp {
  const key = `${flags}/${pattern}`
  let regex = compiled.get(key)
  if (regex === undefined) {
    regex = compile(pattern, flags)
    if (compiled.size >= MAX_KEPT) compiled.clear()
    compiled.set(key, regex)
  }
  regex.lastIndex = 0
  return regex
}

function compile(pattern: string, flags: string): RegExp {
  try {
    return translated(pattern, flags)
  } catch (cause) {
    const fault = regexFault(pattern)
    throw fault === undefined ? cause : failure('PatternSyntax', fault)
  }
}

function translated(pattern: string, flags: string): RegExp {
  const inline = /^\(\?([imsuxU]+)\)/.exec(pattern)
  const own = inline?.[1] ?? ''
  const start = inline?.[0].length ?? 0
  const translator = new Translator(own.includes('x') ? pattern.slice(0, start) + withoutComments(pattern.slice(start)) : pattern, start)
  const body = translator.translate()
  const all = new Set(`${flags}${own.replaceAll(/[uxU]/g, '')}${translator.hasSets ? 'v' : 'u'}`)
  try {
    return new RegExp(body, [...all].join(''))
  } catch (cause) {
    throw badPattern(pattern, cause instanceof Error ? cause.message : String(cause), cause)
  }
}

/** With the flag `x` blanks and comments mean nothing. */
function withoutComments(pattern: string): string {
  return pattern.replaceAll(/\\[\s\S]|\s+|#.*/g, part => (part.startsWith('\\') ? part : ''))
}

function badPattern(pattern: string, reason: string, cause?: unknown): Error {
  return failure('PatternSyntax', `${reason} near index 0\n${pattern}`, cause)
}

/** Whether the whole of a text matches a pattern of Java. */
export function matchesWhole(text: string, pattern: string): boolean {
  const inline = /^\(\?[imsuxU]+\)/.exec(pattern)?.[0] ?? ''
  // a comment at the end must not hide what comes behind
  const end = inline.includes('x') ? '\n' : ''
  const whole = `${inline}\\A(?:${pattern.slice(inline.length)}${end})\\z`
  // what is wrong with it has to be told of the pattern as it was written
  if (!compiled.has(`/${whole}`)) javaRegex(pattern)
  return javaRegex(whole).test(text)
}

class Translator {
  private readonly source: string
  private at: number
  private out = ''
  private inClass = 0
  /** Whether a class has other classes in it, or an intersection: sets of the flag `v`. */
  hasSets = false
  /** Where what is open began: groups, and classes with the number of brackets that close them. */
  private readonly groups: number[] = []
  private readonly classes: { readonly start: number; closing: string }[] = []
  /** Where what a quantifier behind it would repeat begins. */
  private atom = 0
  private possessive = 0

  constructor(source: string, start: number) {
    this.source = source
    this.at = start
  }

  translate(): string {
    while (this.at < this.source.length) this.step()
    return this.out
  }

  private step(): void {
    const char = this.source[this.at]!
    if (char === '\\') this.escape()
    else if (this.inClass > 0) this.classChar(char)
    else this.plain(char)
  }

  private plain(char: string): void {
    const rest = this.source.slice(this.at)
    if (/^\(\?>/.test(rest)) throw badPattern(this.source, 'atomic groups are not supported')
    const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\+/.exec(rest)?.[0]
    if (quantifier !== undefined) return this.possess(quantifier)
    if (char === '(') this.groups.push(this.out.length)
    if (!/[*+?{]/.test(char)) this.atom = char === ')' ? (this.groups.pop() ?? 0) : this.out.length
    if (char === '[') this.openClass()
    else if (char === '{') this.repetition(rest)
    else this.emit(char === ']' || char === '}' ? `\\${char}` : char)
  }

  /** What a possessive quantifier takes it never gives back: it is looked for ahead, and taken as it was found. */
  private possess(quantifier: string): void {
    if (/(?<!\\)\((?!\?(?![<P]\w))/.test(this.source))
      throw badPattern(this.source, 'possessive quantifiers beside groups are not supported')
    const name = `possessive${this.possessive++}`
    const taken = this.out.slice(this.atom) + quantifier.slice(0, -1)
    this.out = this.out.slice(0, this.atom)
    this.emit(`(?=(?<${name}>${taken}))\\k<${name}>`, quantifier.length)
  }

  private repetition(rest: string): void {
    const count = /^\{\d+(,\d*)?\}/.exec(rest)
    if (count === null) throw badPattern(this.source, 'Illegal repetition')
    this.emit(count[0], count[0].length)
  }

  private openClass(): void {
    this.inClass++
    const negated = this.source[this.at + 1] === '^'
    this.emit(negated ? '[^' : '[', negated ? 2 : 1)
    this.classes.push({ start: this.out.length, closing: ']' })
    if (this.source[this.at] === ']') this.emit('\\]')
  }

  /** Each side of an intersection is a class of its own. */
  private intersect(): void {
    const open = this.classes.at(-1)!
    this.hasSets = true
    if (open.closing === ']') this.out = `${this.out.slice(0, open.start)}[${this.out.slice(open.start)}`
    open.closing = ']]'
    this.emit(']&&[', 2)
  }

  private classChar(char: string): void {
    if (char === '&' && this.source.startsWith('&&', this.at)) this.intersect()
    else if (char === ']') {
      this.inClass--
      this.emit(this.classes.pop()!.closing)
    } else if (char === '[') {
      this.hasSets = true
      this.openClass()
    } else this.emit('(){}|/'.includes(char) || (char === '-' && this.atEdge()) ? `\\${char}` : char)
  }

  /** Whether a hyphen stands for itself: it is the first or last of its class. */
  private atEdge(): boolean {
    return /[[^]$/.test(this.out) || /^-(?:[\][]|&&)/.test(this.source.slice(this.at))
  }

  private escape(): void {
    if (this.inClass === 0) this.atom = this.out.length
    const next = this.source[this.at + 1]
    if (next === undefined) throw badPattern(this.source, 'Unexpected internal error')
    if (next === 'Q') this.quoted()
    else if (next === 'p' || next === 'P') this.property(next)
    else if (next === 'x' || next === 'u' || next === 'k' || next === 'c') this.emit(`\\${next}`, 2)
    else if (next === '0') this.octal()
    else this.simple(next)
  }

  private simple(next: string): void {
    const mapped = ESCAPES[next]
    if (mapped !== undefined) this.emit(this.inClass > 0 ? mapped.replace(/^\[\^?|\]$/g, '') : mapped, 2)
    else if (SAME.test(next)) this.emit(`\\${next}`, 2)
    else if (/[a-zA-Z]/.test(next)) throw badPattern(this.source, 'Illegal/unsupported escape sequence')
    else this.emit(/[\^$\\.*+?()[\]{}|/-]/.test(next) && (next !== '-' || this.inClass > 0) ? `\\${next}` : next, 2)
  }

  private quoted(): void {
    const end = this.source.indexOf('\\E', this.at + 2)
    const text = this.source.slice(this.at + 2, end < 0 ? undefined : end)
    this.out += text.replaceAll(/[\^$\\.*+?()[\]{}|/]/g, '\\$&')
    this.at = end < 0 ? this.source.length : end + 2
  }

  private octal(): void {
    const digits = /^\\0([0-3]?[0-7]{1,2})/.exec(this.source.slice(this.at))
    if (digits === null) throw badPattern(this.source, 'Illegal octal escape sequence')
    this.emit(`\\u{${Number.parseInt(digits[1]!, 8).toString(16)}}`, digits[0].length)
  }

  private property(kind: string): void {
    const found = /^\\[pP](?:\{\^?(\w+(?:=\w+)?)\}|(\w))/.exec(this.source.slice(this.at))
    if (found === null) throw badPattern(this.source, 'Unknown character property')
    const name = found[1] ?? found[2]!
    const posix = POSIX[name]
    const script = /^Is[A-Z][a-z]{2}/.test(name) && !BINARY.test(name) ? 'Script=' : ''
    const unicode = `\\${kind}{${script}${name.replace(/^Is/, '')}}`
    const listed = this.inClass > 0 && kind === 'p' ? posix : `[${kind === 'P' ? '^' : ''}${posix}]`
    this.emit(posix === undefined ? unicode : listed!, found[0].length)
  }

  private emit(text: string, consumed = 1): void {
    this.out += text
    this.at += consumed
  }
}
