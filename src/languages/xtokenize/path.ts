import { errors } from '../../core/errors.ts'
import type { Namespaces } from '../namespaces.ts'

/** A name in a document: its namespace ('' for none) and its local part. */
export interface QName {
  readonly uri: string
  readonly local: string
}

/** One step of a path: `descendant` where `//` stands before it. */
export interface PathStep {
  readonly descendant: boolean
  readonly matches: (name: QName) => boolean
}

/**
 * Reads a path: names behind `/` (a child) or `//` (a descendant), with prefixes of `namespaces`. `*` and `?` in a name stand for any
 * characters and any one character, the prefix `*` for any namespace; a prefix that is not in the table stands for no namespace.
 */
export function parsePath(path: string, namespaces: Namespaces): readonly PathStep[] {
  if (!path.startsWith('/')) throw syntax(path, 'a path begins with / or //', 0)
  const steps: PathStep[] = []
  for (const match of path.matchAll(/(\/*)([^/]*)/g)) {
    const [all, slashes = '', name = ''] = match
    if (all === '') continue
    if (name === '' || slashes.length > 2) throw syntax(path, 'a name is missing', match.index)
    steps.push({ descendant: slashes === '//', matches: nameTest(name, namespaces) })
  }
  return steps
}

function syntax(text: string, reason: string, offset: number): Error {
  return errors.KF_EXPR_SYNTAX({ language: 'xtokenize', text, reason, offset }, { type: 'java.lang.IllegalArgumentException' })
}

function nameTest(name: string, namespaces: Namespaces): (name: QName) => boolean {
  const colon = name.indexOf(':')
  const prefix = colon < 0 ? '' : name.slice(0, colon)
  const uri = prefix === '*' ? undefined : (namespaces[prefix] ?? '')
  const isLocal = localTest(name.slice(colon + 1))
  return each => (uri === undefined || each.uri === uri) && isLocal(each.local)
}

function localTest(wanted: string): (local: string) => boolean {
  if (!/[*?]/.test(wanted)) return local => local === wanted
  const pattern = wanted
    .replaceAll(/[.\\^$|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const regex = new RegExp(`^${pattern}$`, 'u')
  return local => regex.test(local)
}

/** Where a document is in a path: the steps that the next element may match. */
export type Standing = readonly number[]

/** Where an element's children stand; it is one that the path names when {@link isMatch}. */
export function enter(steps: readonly PathStep[], standing: Standing, name: QName): Standing {
  const next = new Set<number>()
  for (const at of standing) {
    const step = steps[at]
    if (!step) continue
    if (step.descendant) next.add(at)
    if (step.matches(name)) next.add(at + 1)
  }
  return [...next]
}

/** Whether the whole path is walked. */
export function isMatch(steps: readonly PathStep[], standing: Standing): boolean {
  return standing.includes(steps.length)
}
