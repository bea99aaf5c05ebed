import { errors } from '../../core/errors.ts'

export interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'variable' | 'field' | 'format' | 'sign' | 'end'
  readonly text: string
  readonly at: number
  /** The parts of a text: characters, and the source of what is between `\(` and `)`. */
  readonly parts?: readonly (string | { readonly source: string; readonly at: number })[]
}

const BLANK = /(?:\s|#[^\n]*)+/y
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const NAME = /[a-zA-Z_](?:[a-zA-Z0-9_]|::)*/y
const VARIABLE = /\$[a-zA-Z_](?:[a-zA-Z0-9_]|::)*/y
const FIELD = /\.[a-zA-Z_][a-zA-Z0-9_]*/y
const FORMAT = /@[a-zA-Z0-9_]+/y
const SIGN = /\|=|\+=|-=|\*=|\/\/=|\/=|%=|==|!=|<=|>=|\/\/|\.\.|[.[\]{}()|,:;=<>+\-*/%?]/y
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** A jq text that cannot be read keeps the route from starting. */
export function syntaxError(text: string, offset: number, reason = `Illegal syntax: ${text}`): Error {
  return errors.KF_EXPR_SYNTAX({ language: 'jq', text, reason, offset }, { type: 'org.apache.camel.ExpressionIllegalSyntaxException' })
}

/** Splits a jq text into tokens. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }
  const add = (kind: Token['kind'], found: string) => {
    tokens.push({ kind, text: found, at })
    at += found.length
  }
  while (at < text.length) {
    const blank = match(BLANK)
    if (blank !== undefined) at += blank.length
    else if (text[at] === '"') {
      const token = readText(text, at)
      tokens.push(token)
      at += token.text.length
    } else {
      const kinds = [
        ['number', NUMBER],
        ['field', FIELD],
        ['variable', VARIABLE],
        ['format', FORMAT],
        ['name', NAME],
        ['sign', SIGN],
      ] as const
      const found = kinds.map(([kind, pattern]) => [kind, match(pattern)] as const).find(([, each]) => each !== undefined)
      if (!found) throw syntaxError(text, at)
      add(found[0], found[1]!)
    }
  }
  return [...tokens, { kind: 'end', text: '', at }]
}

function readText(source: string, start: number): Token {
  const parts: (string | { source: string; at: number })[] = []
  let plain = ''
  for (let at = start + 1; at < source.length; at++) {
    const char = source[at]!
    if (char === '"') {
      parts.push(plain)
      return { kind: 'text', text: source.slice(start, at + 1), at: start, parts }
    }
    if (char !== '\\') plain += char
    else if (source[at + 1] === '(') {
      const end = closingParenthesis(source, at + 1)
      parts.push(plain, { source: source.slice(at + 2, end), at: at + 2 })
      plain = ''
      at = end
    } else {
      const [text, length] = readEscape(source, at + 1)
      plain += text
      at += length
    }
  }
  throw syntaxError(source, start)
}

function readEscape(source: string, at: number): [string, number] {
  const char = source[at] ?? ''
  if (char === 'u') {
    const hex = source.slice(at + 1, at + 5)
    if (/^[0-9a-fA-F]{4}$/.test(hex)) return [String.fromCharCode(Number.parseInt(hex, 16)), 5]
  }
  const plain = ESCAPES[char]
  if (plain === undefined) throw syntaxError(source, at)
  return [plain, 1]
}

function closingParenthesis(source: string, start: number): number {
  let depth = 0
  for (let at = start; at < source.length; at++) {
    const char = source[at]
    if (char === '"') at += readText(source, at).text.length - 1
    else if (char === '(') depth++
    else if (char === ')' && --depth === 0) return at
  }
  throw syntaxError(source, start)
}
