import { javaRegex } from '../simple/java-regex.ts'
import { describe, fault } from './values.ts'

/** A match as jq tells it; offsets count characters. */
export interface JqMatch {
  readonly offset: number
  readonly length: number
  readonly string: string
  readonly captures: readonly {
    readonly offset: number
    readonly length: number
    readonly string: string | null
    readonly name: string | null
  }[]
}

const FLAGS: Readonly<Record<string, string>> = { i: 'i', x: '', s: 's', n: '', l: '', p: 's', g: '' }

function patternOf(pattern: unknown, flags: unknown): { regex: RegExp; all: boolean } {
  const [source, given] = Array.isArray(pattern) ? [pattern[0], pattern[1] ?? flags] : [pattern, flags]
  if (typeof source !== 'string') throw fault(`${describe(source)} cannot be matched, as it is not a string`)
  const letters = typeof given === 'string' ? given : ''
  const wrong = [...letters].find(letter => !(letter in FLAGS))
  if (wrong !== undefined) throw fault(`Unsupported regular expression flags: ${letters}`)
  const text = letters.includes('x') ? source.replaceAll(/\\.|\s+|#.*$/gm, part => (part.startsWith('\\') ? part : '')) : source
  return {
    regex: javaRegex(text, `g${[...new Set([...letters].map(letter => FLAGS[letter]!).join(''))].join('')}`),
    all: letters.includes('g'),
  }
}

/** All matches (with the flag `g`), or the first. */
export function matchesOf(text: unknown, pattern: unknown, flags: unknown): JqMatch[] {
  if (typeof text !== 'string') throw fault(`${describe(text)} cannot be matched, as it is not a string`)
  const { regex, all } = patternOf(pattern, flags)
  const found: JqMatch[] = []
  for (const match of text.matchAll(new RegExp(regex.source, `${regex.flags.replaceAll(/[dg]/g, '')}dg`))) {
    found.push(matchOf(text, match))
    if (!all) break
  }
  return found
}

function matchOf(text: string, match: RegExpExecArray): JqMatch {
  const indices = match.indices!
  const names = new Map(Object.entries(indices.groups ?? {}).map(([name, range]) => [range?.join() ?? '', name]))
  const captures = match.slice(1).map((string: string | undefined, i) => {
    const range = indices[i + 1]
    const name = (range && names.get(range.join())) ?? null
    return {
      offset: range ? points(text, range[0]) : -1,
      length: string === undefined ? 0 : [...string].length,
      string: string ?? null,
      name,
    }
  })
  return { offset: points(text, match.index), length: [...match[0]].length, string: match[0], captures }
}

function points(text: string, index: number): number {
  return [...text.slice(0, index)].length
}

/** The named captures of a match, for the replacement of `sub`. */
export function namedCaptures(match: JqMatch): Record<string, unknown> {
  return Object.fromEntries(match.captures.flatMap(({ name, string }) => (name === null ? [] : [[name, string]])))
}
