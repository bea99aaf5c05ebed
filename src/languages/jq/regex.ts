import { javaRegex } from '../simple/java-regex.ts'
import { describe, fault, inputFault } from './values.ts'

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
  if (wrong !== undefined) throw fault(`${letters} is not a valid modifier string`)
  const text = letters.includes('x') ? source.replaceAll(/\\.|\s+|#.*$/gm, part => (part.startsWith('\\') ? part : '')) : source
  return {
    regex: javaRegex(text, `g${[...new Set([...letters].map(letter => FLAGS[letter]!).join(''))].join('')}`),
    all: letters.includes('g'),
  }
}

/** The text that a regular expression is to be found in. */
export function matchable(text: unknown): string {
  if (typeof text !== 'string') throw inputFault('_match_impl/3', text, 'STRING')
  return text
}

/** All matches (with the flag `g`), or the first. */
export function matchesOf(input: unknown, pattern: unknown, flags: unknown): JqMatch[] {
  const text = matchable(input)
  const { regex, all } = patternOf(pattern, flags)
  const names = groupNames(regex.source)
  const found: JqMatch[] = []
  for (const match of text.matchAll(new RegExp(regex.source, `${regex.flags.replaceAll(/[dg]/g, '')}dg`))) {
    found.push(matchOf(text, match, names))
    if (!all) break
  }
  return found
}

/** The names of a pattern's groups in their order, nothing for those that have none. */
function groupNames(source: string): (string | undefined)[] {
  const groups = /\\.|\[(?:\\.|[^\]])*\]|\((?:\?<(?<name>[A-Za-z]\w*)>|(?!\?))/gs
  return [...source.matchAll(groups)].filter(([part]) => part.startsWith('(')).map(({ groups }) => groups?.['name'])
}

function matchOf(text: string, match: RegExpExecArray, names: readonly (string | undefined)[]): JqMatch {
  const indices = match.indices!
  const captures = match.slice(1).map((string: string | undefined, i) => {
    const range = indices[i + 1]
    return {
      offset: range ? points(text, range[0]) : -1,
      length: string === undefined ? 0 : [...string].length,
      string: string ?? null,
      name: names[i] ?? null,
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
