import { invoke } from '../call/apply.ts'
import { fault } from '../fault.ts'
import type { Frame } from '../frame.ts'
import { firstMatch, type Match, nextMatch } from '../matcher.ts'
import { Sequence } from '../values.ts'
import { defineHigherOrder } from './define.ts'
import { substitute } from './substitute.ts'

type Text = string | undefined
type Limit = number | undefined

function contains(frame: Frame, text: Text, token: unknown): boolean | undefined {
  if (text === undefined || token === undefined) return undefined
  return typeof token === 'string' ? text.includes(token) : firstMatch(token, text, frame) !== undefined
}

/** Calls `use` for each match in order, at most `limit` times, and gives how many there were. */
function eachMatch(frame: Frame, text: string, matcher: unknown, limit: Limit, use: (match: Match) => void): number {
  let count = 0
  let found = firstMatch(matcher, text, frame)
  while (found !== undefined && (limit === undefined || count < limit)) {
    use(found)
    found = nextMatch(found, frame)
    count++
  }
  return count
}

function checkLimit(limit: Limit, code: string, index: number): void {
  if (limit !== undefined && limit < 0) throw fault(code, { value: limit, index })
}

function match(frame: Frame, text: Text, matcher: unknown, limit: Limit): unknown {
  if (text === undefined) return undefined
  checkLimit(limit, 'D3040', 3)
  const matches: unknown[] = []
  if (limit === undefined || limit > 0) {
    eachMatch(frame, text, matcher, limit, found => matches.push({ match: found.match, index: found.start, groups: found.groups }))
  }
  return new Sequence(matches)
}

function split(frame: Frame, text: Text, separator: unknown, limit: Limit): string[] | undefined {
  if (text === undefined) return undefined
  checkLimit(limit, 'D3020', 3)
  if (limit !== undefined && !(limit > 0)) return []
  if (typeof separator === 'string') return text.split(separator, limit)
  const parts: string[] = []
  let from = 0
  const count = eachMatch(frame, text, separator, limit, found => {
    parts.push(text.substring(from, found.start))
    from = found.end
  })
  if (limit === undefined || count < limit) parts.push(text.substring(from))
  return parts
}

function replace(frame: Frame, text: Text, pattern: unknown, replacement: unknown, limit: Limit): Text {
  if (text === undefined) return undefined
  if (pattern === '') throw fault('D3010', { value: pattern, index: 2 })
  checkLimit(limit, 'D3011', 4)
  if (limit !== undefined && !(limit > 0)) return text
  return typeof pattern === 'string'
    ? replaceText(text, pattern, replacement, limit)
    : replaceMatches(frame, text, pattern, replacement, limit)
}

function replaceText(text: string, pattern: string, replacement: unknown, limit: Limit): string {
  let result = ''
  let from = 0
  let count = 0
  let at = text.indexOf(pattern)
  while (at !== -1 && (limit === undefined || count < limit)) {
    result += text.substring(from, at) + String(replacement)
    from = at + pattern.length
    count++
    at = text.indexOf(pattern, from)
  }
  return result + text.substring(from)
}

function replaceMatches(frame: Frame, text: string, matcher: unknown, replacement: unknown, limit: Limit): string {
  let result = ''
  let from = 0
  eachMatch(frame, text, matcher, limit, found => {
    const substituted = typeof replacement === 'string' ? substitute(replacement, found) : invoke(replacement, [found], frame)
    if (typeof substituted !== 'string') throw fault('D3012', { value: substituted })
    result += text.substring(from, found.start) + substituted
    from = found.start + found.match.length
  })
  return result + text.substring(from)
}

/** Functions of text that take a regular expression (or any matcher function). */
export const matchFunctions = [
  defineHigherOrder('match', '<s-f<s:o>n?:a<o>>', 3, match),
  defineHigherOrder('contains', '<s-(sf):b>', 2, contains),
  defineHigherOrder('replace', '<s-(sf)(sf)n?:s>', 4, replace),
  defineHigherOrder('split', '<s-(sf)n?:a<s>>', 3, split),
]
