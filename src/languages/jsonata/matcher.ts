import { invoke } from './call/apply.ts'
import { fault } from './fault.ts'
import type { Frame } from './frame.ts'
import { isFunction } from './kinds.ts'

/** What a matcher gives for a match; `next` gives the one behind it. */
export interface Match {
  readonly match: string
  readonly start: number
  readonly end: number
  readonly groups: readonly (string | undefined)[]
  readonly next: unknown
}

/** A matcher of a regular expression, as the language sees it: a function of a text. Its state (where to go on) is its own. */
export function regexMatcher(regex: RegExp, position: number | undefined): (text: unknown, from?: unknown) => Match | undefined {
  const pattern = new RegExp(regex)
  const matcher = (text: unknown, from?: unknown): Match | undefined => {
    pattern.lastIndex = typeof from === 'number' ? from : 0
    const found = pattern.exec(text as string)
    if (found === null) return undefined
    const next = () => {
      if (pattern.lastIndex >= String(text).length) return undefined
      const following = matcher(text, pattern.lastIndex)
      if (following?.match === '') throw fault('D1004', { position, value: regex.source })
      return following
    }
    return { match: found[0], start: found.index, end: found.index + found[0].length, groups: found.slice(1), next }
  }
  return matcher
}

/** The first match of any matcher function in a text. Throws T1010 where the function gives something else. */
export function firstMatch(matcher: unknown, text: string, frame: Frame): Match | undefined {
  return checkMatch(invoke(matcher, [text], frame))
}

/** The match behind a match. */
export function nextMatch(match: Match, frame: Frame): Match | undefined {
  frame.run.tick()
  return checkMatch(invoke(match.next, [], frame))
}

function checkMatch(result: unknown): Match | undefined {
  if (!result) return undefined
  const match = result as Match
  const wellFormed =
    typeof match.start === 'number' || typeof match.end === 'number' || Array.isArray(match.groups) || isFunction(match.next)
  if (!wellFormed) throw fault('T1010')
  return match
}
