import type { ValueSpan } from './positions.ts'
import type { Span } from './yaml/source-text.ts'

/** Where an option stands among the arguments of a call. */
export interface OptionSpan {
  readonly key: Span
  readonly value: ValueSpan
}

const BEGIN = /^(?:<[^()]*>)?\s*\(/
const LITERAL = /^(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/
const KEY = /^(?:([A-Za-z_$][\w$]*)|'([^'\\\n]+)'|"([^"\\\n]+)")\s*:\s*/
/** Arguments of more characters are looked at no further. */
const LIMIT = 20_000

/** The first argument of a call where it is a text, written as a literal. `from`: behind the name of the function. */
export function firstLiteral(text: string, from: number): ValueSpan | undefined {
  const begin = BEGIN.exec(text.slice(from, from + LIMIT))
  if (begin === null) return undefined
  const start = from + begin[0].length
  const space = /^\s*/.exec(text.slice(start, start + 200))![0].length
  return literalAt(text, start + space)
}

/**
 * The options that stand in objects among the arguments of a call, by their names: the first of each name, and none of calls and functions
 * inside of the arguments. A look at the text without understanding it: what is not found stands where the call is.
 */
export function callOptions(text: string, from: number): ReadonlyMap<string, OptionSpan> {
  const begin = BEGIN.exec(text.slice(from, from + LIMIT))
  const found = new Map<string, OptionSpan>()
  if (begin === null) return found
  const end = Math.min(text.length, from + LIMIT)
  let depth = 1
  let before = '('
  for (let at = from + begin[0].length; at < end && depth > 0; ) {
    const skipped = skip(text, at)
    const key = depth === 1 && (before === '{' || before === ',') ? KEY.exec(text.slice(at, at + 200)) : null
    if (key !== null) {
      keep(found, text, at, key)
      at += key[0].length
      before = ':'
    } else if (skipped > at) {
      if (text[at] !== '/' && text[at] !== ' ' && text[at] !== '\n') before = 'x'
      at = skipped
    } else {
      const char = text[at]!
      if (char === '(') depth += 1
      if (char === ')') depth -= 1
      if (/\S/.test(char)) before = char
      at += 1
    }
  }
  return found
}

function keep(found: Map<string, OptionSpan>, text: string, at: number, key: RegExpExecArray): void {
  const name = key[1] ?? key[2] ?? key[3]!
  if (found.has(name)) return
  const start = at + key[0].length
  const rest = /^[^,{}()[\]\s]*/.exec(text.slice(start, start + 200))![0].length
  found.set(name, {
    key: { start: at, end: at + key[0].replace(/\s*:\s*$/, '').length },
    value: literalAt(text, start) ?? { start, end: start + Math.max(1, rest), style: 'double' },
  })
}

/** Behind a text or comment; the same place where none begins there. */
function skip(text: string, at: number): number {
  const char = text[at]
  if (char === "'" || char === '"') return at + (LITERAL.exec(text.slice(at, at + LIMIT))?.[0].length ?? 1)
  if (char === '`') return at + (/^`(?:[^`\\]|\\.)*`/s.exec(text.slice(at, at + LIMIT))?.[0].length ?? 1)
  if (char === '/' && text[at + 1] === '/') return at + /^[^\n]*/.exec(text.slice(at, at + LIMIT))![0].length
  if (char === '/' && text[at + 1] === '*') return at + (/^\/\*.*?\*\//s.exec(text.slice(at, at + LIMIT))?.[0].length ?? 2)
  return at
}

/** Without escapes a literal is written as YAML writes it. */
function literalAt(text: string, start: number): ValueSpan | undefined {
  const literal = LITERAL.exec(text.slice(start, start + LIMIT))?.[0]
  return literal === undefined ? undefined : { start, end: start + literal.length, style: literal.startsWith("'") ? 'single' : 'double' }
}
