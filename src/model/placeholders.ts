import { errors } from '../core/errors.ts'

/** Stands for a value that nobody knows, where the rest of a text is looked at all the same. No text has it: Unicode leaves it to private use. */
export const UNKNOWN_VALUE = '\uE0FF'

/** Looks a key up (`name`, or a function with its argument, `env:NAME`); `undefined` where there is no value. */
export type Lookup = (key: string) => string | undefined

const OPEN = '{{'
const CLOSE = '}}'
/** Values may name values that name values: this many replacements are made for one text. */
const MAX_REPLACEMENTS = 10_000

/**
 * Replaces `{{key}}`, `{{key:default}}`, `{{?key}}` (optional) and `{{!key}}` (negated) in a text, as Camel does: the innermost first, in
 * values again, and nothing in a text without `{{`. `\{{` and `\}}` stand for the braces; `{{key?nested=false}}` leaves the value as it is.
 * The result is `undefined` where the text is one optional placeholder without value.
 */
export function resolvePlaceholders(text: string, lookup: Lookup): string | undefined {
  if (!text.includes(OPEN)) return text
  const closed = text.includes(CLOSE) ? text : text + CLOSE
  const resolved = new Resolver(closed, lookup).resolve(closed, [])
  return resolved?.replaceAll('\\{{', OPEN).replaceAll('\\}}', CLOSE)
}

class Resolver {
  private readonly text: string
  private readonly lookup: Lookup
  private replacements = 0

  constructor(text: string, lookup: Lookup) {
    this.text = text
    this.lookup = lookup
  }

  resolve(input: string, path: readonly string[]): string | undefined {
    let answer = input
    for (let found = this.next(answer); found !== undefined; found = this.next(answer)) {
      if (++this.replacements > MAX_REPLACEMENTS) throw this.syntax('the values are nested without end')
      const value = this.value(answer.slice(found.start + 2, found.end), path)
      if (value === undefined && found.start === 0 && found.end + 2 === input.length) return undefined
      // a doubled backslash before a placeholder is one backslash
      const before = answer.slice(0, found.start).replace(/\\\\$/, '\\')
      answer = before + (value ?? '') + answer.slice(found.end + 2)
    }
    return answer
  }

  /** The first placeholder that holds no other. */
  private next(text: string): { start: number; end: number } | undefined {
    const end = find(text, CLOSE, 0)
    const start = findLast(text, end < 0 ? text.length : end)
    if (end >= 0 && start >= 0) return { start, end }
    if (end >= 0) throw this.syntax('a }} has no {{')
    if (start >= 0) throw this.syntax('a {{ has no }}')
    return undefined
  }

  private value(content: string, path: readonly string[]): string | undefined {
    const { body, optional, negated, nested } = takeMarks(content)
    if (body === '') throw this.syntax('a placeholder has no key')
    const { key, fallback } = splitDefault(body)
    const given = this.find(key)
    if (given === undefined && VAULT.test(body) && functionOf(key) === undefined) throw unsupported(key)
    const found = given ?? fallback
    if (found === undefined && !(optional && functionOf(key) === undefined)) throw missing(key)
    if (path.includes(key)) throw this.syntax(`the property ${key} refers to itself`)
    const value = nested && found?.includes(OPEN) ? this.resolve(found, [...path, key]) : nested ? found : escaped(found)
    return negated && value !== undefined ? negate(value) : value
  }

  private find(key: string): string | undefined {
    const name = functionOf(key)
    if (name !== 'base64') return this.lookup(key)
    const encoded = this.lookup(key.slice('base64:'.length))
    return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8')
  }

  private syntax(reason: string): Error {
    return errors.KF_ROUTE_PLACEHOLDER_SYNTAX({ text: this.text, reason })
  }
}

/** Sources of values that Camel has in modules of its own; without them it would take the argument for a default value. */
const VAULT = /^(configmap|aws|gcp|azure|hashicorp|cyberark|ibm):/

function missing(key: string): Error {
  return MOUNTED.test(key) ? errors.KF_ROUTE_PLACEHOLDER_MOUNT({ key }) : errors.KF_ROUTE_PLACEHOLDER({ key })
}

function unsupported(name: string): Error {
  return errors.KF_ROUTE_UNSUPPORTED({ what: `the placeholder function ${name}:`, reason: 'give the value by a property or by env:NAME' })
}

interface Marks {
  body: string
  optional: boolean
  negated: boolean
  nested: boolean
}

function takeMarks(content: string): Marks {
  const nestedMark = /\?nested=(true|false)$/.exec(content)
  const marks: Marks = {
    body: nestedMark ? content.slice(0, nestedMark.index) : content,
    optional: false,
    negated: false,
    nested: nestedMark?.[1] !== 'false',
  }
  for (;;) {
    if (marks.body.startsWith('?') && !marks.optional) marks.optional = true
    else if (marks.body.startsWith('!') && !marks.negated) marks.negated = true
    else return marks
    marks.body = marks.body.slice(1)
  }
}

/** `secret:NAME/KEY`; without a slash it is a property like any other. */
const MOUNTED = /^(configmap|secret)(-binary)?:[^:/]+\//
const FUNCTION = /^(env|sys|service|service\.host|service\.port|bean|boolean|base64|(?:configmap|secret)(?:-binary)?(?=:[^:/]+\/)):/

function functionOf(key: string): string | undefined {
  return FUNCTION.exec(key)?.[1]
}

/** Functions whose argument goes up to the end. */
const WITHOUT_DEFAULT: ReadonlySet<string | undefined> = new Set(['bean', 'boolean'])

/** The key (with its function, `env:NAME`) and the default behind the next colon; a bean and a condition have none. */
function splitDefault(body: string): { key: string; fallback: string | undefined } {
  const name = functionOf(body)
  const colon = WITHOUT_DEFAULT.has(name) ? -1 : body.indexOf(':', name === undefined ? 0 : name.length + 1)
  return colon < 0 ? { key: body, fallback: undefined } : { key: body.slice(0, colon), fallback: body.slice(colon + 1) }
}

/** A value whose placeholders stay: its braces are escaped until all is done. */
function escaped(value: string | undefined): string | undefined {
  return value?.replaceAll(OPEN, '\\{{').replaceAll(CLOSE, '\\}}')
}

/** Only true and false are negated, however they are written. */
function negate(value: string): string {
  const folded = value.toLowerCase()
  return folded === 'true' ? 'false' : folded === 'false' ? 'true' : value
}

function isEscaped(text: string, at: number): boolean {
  return text[at - 1] === '\\' && text[at - 2] !== '\\'
}

function find(text: string, token: string, from: number): number {
  let at = text.indexOf(token, from)
  while (at >= 0 && isEscaped(text, at)) at = text.indexOf(token, at + 1)
  return at
}

function findLast(text: string, before: number): number {
  let at = before <= 0 ? -1 : text.lastIndexOf(OPEN, before - 1)
  while (at >= 0 && isEscaped(text, at)) at = at === 0 ? -1 : text.lastIndexOf(OPEN, at - 1)
  return at
}

/**
 * The offset in a text whose placeholders were resolved, back in the text as it was written. What came out of a placeholder is found at
 * its `{{`.
 */
export function unresolvedOffset(text: string, lookup: Lookup, offset: number): number {
  if (!text.includes(OPEN)) return offset
  let written = 0
  let resolved = 0
  for (const part of topLevelParts(text)) {
    const length = part.startsWith(OPEN)
      ? (resolvedPart(part, lookup)?.length ?? 0)
      : part.replaceAll('\\{{', OPEN).replaceAll('\\}}', CLOSE).length
    if (offset < resolved + length) return part.startsWith(OPEN) ? written : written + escapedOffset(part, offset - resolved)
    resolved += length
    written += part.length
  }
  return written
}

function resolvedPart(part: string, lookup: Lookup): string | undefined {
  try {
    return resolvePlaceholders(part, lookup)
  } catch {
    return undefined
  }
}

/** Placeholders, and the text between them. */
function topLevelParts(text: string): string[] {
  const parts: string[] = []
  let from = 0
  for (let open = find(text, OPEN, 0); open >= 0; open = find(text, OPEN, from)) {
    if (open > from) parts.push(text.slice(from, open))
    from = endOfPlaceholder(text, open)
    parts.push(text.slice(open, from))
  }
  if (from < text.length) parts.push(text.slice(from))
  return parts
}

function endOfPlaceholder(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length - 1; at++) {
    if (text.startsWith(OPEN, at)) depth += 1
    else if (text.startsWith(CLOSE, at)) depth -= 1
    else continue
    at += 1
    if (depth === 0) return at + 1
  }
  return text.length
}

function escapedOffset(part: string, offset: number): number {
  let written = 0
  for (let resolved = 0; resolved < offset && written < part.length; resolved++) {
    written += part.startsWith('\\{{', written) || part.startsWith('\\}}', written) ? 2 : 1
  }
  return Math.min(written, part.length)
}
