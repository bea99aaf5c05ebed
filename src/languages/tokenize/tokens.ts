import { javaRegex } from '../simple/java-regex.ts'
import type { Cut } from './cut.ts'

/** A delimiter found in a text: where it begins and ends. */
type Found = readonly [start: number, end: number]
type Find = (text: string, at: number) => Found | undefined

const SPECIAL = /[\\^$.|?*+()[\]{}]/

/** Finds delimiters: a token is a regular expression of Java, looked for as plain text where it has none of its characters. */
function finder(token: string): Find {
  if (token !== '' && !SPECIAL.test(token)) {
    return (text, at) => {
      const start = text.indexOf(token, at)
      return start < 0 ? undefined : [start, start + token.length]
    }
  }
  const regex = javaRegex(token, 'g')
  return (text, at) => {
    regex.lastIndex = at
    const match = regex.exec(text)
    return match ? [match.index, match.index + match[0].length] : undefined
  }
}

/** The next delimiter behind `at`; an empty match right there is none. */
function findBehind(find: Find, text: string, at: number): Found | undefined {
  const found = find(text, at)
  if (!found || found[1] > at) return found
  const next = find(text, at + 1)
  return next && next[0] < text.length ? next : undefined
}

/** Cuts at a token, as Java's Scanner does: a delimiter at the start opens no empty part, and there is none behind the last one. */
export function tokenCut(token: string): Cut {
  const cut = searchingCut(token)
  if (token === '' || SPECIAL.test(token)) return cut
  return (text, at, final) => {
    // in the middle of a text, which is where most parts are, nothing but the token has to be looked for
    const end = at === 0 ? -1 : text.indexOf(token, at)
    const next = end + token.length
    return end >= 0 && next < text.length ? { part: text.slice(at, end), next } : cut(text, at, final)
  }
}

function searchingCut(token: string): Cut {
  const find = finder(token)
  let first = true
  return (text, at, final) => {
    const usable = (found: Found | undefined): found is Found => found !== undefined && (final || found[1] < text.length)
    let start = at
    let found = findBehind(find, text, start)
    if (first) {
      if (!final && text.length <= at) return undefined
      if (found?.[0] === start && found[1] > start) {
        if (!usable(found)) return undefined
        start = found[1]
        found = findBehind(find, text, start)
      }
    }
    if (usable(found)) {
      first = false
      return { part: text.slice(start, found[0]), next: found[1] }
    }
    if (!final || start >= text.length) return undefined
    first = false
    return { part: text.slice(start), next: text.length }
  }
}

/** Cuts what stands between a token and an end token. A part before an end token that has no token in it is the end of all. */
export function pairCut(token: string, endToken: string, includeTokens: boolean): Cut {
  const inner = tokenCut(endToken.replaceAll(/[[\]]/g, '\\$&'))
  return (text, at, final) => {
    const cutting = inner(text, at, final)
    if (cutting?.part === undefined) return cutting
    const start = cutting.part.indexOf(token)
    if (start < 0) return { next: text.length, end: true }
    const content = cutting.part.slice(start + token.length)
    return { part: includeTokens ? token + content + endToken : content, next: cutting.next }
  }
}
