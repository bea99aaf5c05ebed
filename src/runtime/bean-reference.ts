import { convert } from '../converters/index.ts'
import { errors } from '../core/errors.ts'

/** A class with what it is made by, as `#class:` writes it: `a.b.Name`, `a.b.Name('x', 5)`, `a.b.Name#method('x')`. */
export interface ClassReference {
  readonly type: string
  readonly factoryMethod?: string
  /** Arguments as they are written, without their quotes. */
  readonly constructorArguments: readonly string[]
}

/** Reads what stands behind `#class:`. A module (`./orders.js#OrderService`) has a `#` of its own. */
export function parseClass(text: string): ClassReference {
  const open = text.endsWith(')') ? openingParenthesis(text) : -1
  const head = (open < 0 ? text : text.slice(0, open)).trim()
  const constructorArguments = open < 0 ? [] : splitArguments(text.slice(open + 1, -1))
  const hash = isModule(head) ? -1 : head.indexOf('#')
  if (hash < 0) return { type: head, constructorArguments }
  return { type: head.slice(0, hash), factoryMethod: head.slice(hash + 1), constructorArguments }
}

/** Whether a type is a JavaScript module: a path, absolute or relative to the runtime's directory. */
export function isModule(type: string): boolean {
  return /^(\.{0,2}\/|file:)/.test(type)
}

function openingParenthesis(text: string): number {
  const quote = text.search(/['"]/)
  const open = text.indexOf('(')
  return quote >= 0 && open > quote ? -1 : open
}

const ARGUMENT = /\s*(?:'([^']*)'|"([^"]*)"|([^,]*?))\s*(?:,|$)/gy

function splitArguments(text: string): string[] {
  if (text.trim() === '') return []
  const found: string[] = []
  for (const match of text.matchAll(ARGUMENT)) {
    if (match[0] === '' && match.index === text.length && !text.trimEnd().endsWith(',')) break
    found.push(match[1] ?? match[2] ?? match[3]!)
  }
  return found
}

const VALUE_AS = /^#valueAs\(([\w.]+)\):(.*)$/s

/** The value of `#valueAs(int):5`, or `undefined` where the text is none. */
export function valueAs(text: string, name: string): unknown {
  const match = VALUE_AS.exec(text)
  if (match === null) return undefined
  const value = convert(match[2]!, match[1]!)
  if (value === undefined || value === null) throw errors.KF_ROUTE_BEAN({ name, reason: `${match[2]} is no ${match[1]}` })
  return value
}
