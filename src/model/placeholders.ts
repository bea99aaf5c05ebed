import { errors } from '../core/errors.ts'

/** Looks a key up; `undefined` where there is no such property. */
export type Lookup = (key: string) => string | undefined

const MAX_DEPTH = 32

/**
 * Replaces `{{key}}`, `{{key:default}}`, `{{?key}}` (optional) and `{{!key}}` (negated) in a text. Values may hold placeholders again.
 * `\{{` and `\}}` stand for the braces. The result is `undefined` where the text is an optional placeholder without value.
 */
export function resolvePlaceholders(text: string, lookup: Lookup): string | undefined {
  if (!text.includes('{{')) return text.includes('\\}}') ? unescape(text) : text
  const resolved = new Resolver(lookup).resolve(text, [])
  return resolved === undefined ? undefined : unescape(resolved)
}

function unescape(text: string): string {
  return text.replaceAll('\\{{', '{{').replaceAll('\\}}', '}}')
}

class Resolver {
  private readonly lookup: Lookup

  constructor(lookup: Lookup) {
    this.lookup = lookup
  }

  resolve(text: string, path: readonly string[]): string | undefined {
    let result = ''
    let rest = text
    for (;;) {
      const start = findOpen(rest)
      if (start < 0) return result + rest
      const end = findClose(rest, start + 2)
      if (end < 0) throw errors.KF_ROUTE_PLACEHOLDER_SYNTAX({ text, reason: 'a {{ has no }}' })
      const value = this.value(rest.slice(start + 2, end), text, path)
      if (value === undefined) {
        // an optional option without value is dropped as a whole; inside a longer text it is just empty
        if (start === 0 && result === '' && end + 2 === rest.length) return undefined
      } else result += rest.slice(0, start) + value
      if (value === undefined) result += rest.slice(0, start)
      rest = rest.slice(end + 2)
    }
  }

  private value(content: string, text: string, path: readonly string[]): string | undefined {
    const inner = content.includes('{{') ? (this.resolve(content, path) ?? '') : content
    const optional = inner.startsWith('?')
    const negated = inner.startsWith('!')
    const body = (optional || negated ? inner.slice(1) : inner).trim()
    const { key, fallback } = splitDefault(body)
    if (key === '') throw errors.KF_ROUTE_PLACEHOLDER_SYNTAX({ text, reason: 'a placeholder has no key' })
    if (path.includes(key) || path.length > MAX_DEPTH)
      throw errors.KF_ROUTE_PLACEHOLDER_SYNTAX({ text, reason: `the property ${key} refers to itself` })
    const found = this.lookup(key) ?? fallback
    if (found === undefined && !optional) throw errors.KF_ROUTE_PLACEHOLDER({ key })
    const value = found?.includes('{{') ? this.resolve(found, [...path, key]) : found
    return negated && value !== undefined ? String(value.toLowerCase() !== 'true') : value
  }
}

const FUNCTION = /^(env|sys|service|service\.name|service\.host|service\.port|bean|base64|configmap|secret|file):/

/** The key (with its function, `env:NAME`) and the default behind the next colon. */
function splitDefault(body: string): { key: string; fallback: string | undefined } {
  const prefix = FUNCTION.exec(body)?.[0] ?? ''
  const colon = body.indexOf(':', prefix.length)
  return colon < 0 ? { key: body, fallback: undefined } : { key: body.slice(0, colon).trim(), fallback: body.slice(colon + 1) }
}

function findOpen(text: string): number {
  let start = text.indexOf('{{')
  while (start > 0 && text[start - 1] === '\\') start = text.indexOf('{{', start + 2)
  return start
}

/** The `}}` that closes the placeholder opened before `from`, over nested ones. */
function findClose(text: string, from: number): number {
  let depth = 0
  for (let i = from; i < text.length - 1; i++) {
    if (text.startsWith('{{', i)) {
      depth += 1
      i += 1
    } else if (text.startsWith('}}', i) && text[i - 1] !== '\\') {
      if (depth === 0) return i
      depth -= 1
      i += 1
    }
  }
  return -1
}
