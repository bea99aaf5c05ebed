import type { QName } from './path.ts'
import { notXml } from './scan.ts'

/** The prefixes known at an element and their URIs as written; '' is the default namespace. */
export type InScope = ReadonlyMap<string, string>

const DECLARATION = /\sxmlns(?::([^\s=]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** What is known before the root. */
export const OUTSIDE: InScope = new Map()

/** The prefixes that a start tag declares itself. */
export function declaredIn(attributes: string): InScope {
  if (!attributes.includes('xmlns')) return OUTSIDE
  const found = new Map<string, string>()
  for (const [, prefix = '', double, single] of attributes.matchAll(DECLARATION)) found.set(prefix, double ?? single ?? '')
  return found
}

/** What is known in an element. */
export function scopeWith(outer: InScope, declared: InScope): InScope {
  return declared.size === 0 ? outer : new Map([...outer, ...declared])
}

/** The name of an element; a prefix that nobody declared is a failure. */
export function resolve(name: string, scope: InScope): QName {
  const colon = name.indexOf(':')
  if (colon < 0) return { uri: scope.get('') ?? '', local: name }
  const prefix = name.slice(0, colon)
  const uri = scope.get(prefix)
  if (uri === undefined) throw notXml(`Undeclared namespace prefix "${prefix}"`)
  return { uri, local: name.slice(colon + 1) }
}

/** A start tag with the declarations of `outer` added that it does not have; they are quoted as its own are. */
export function withScope(tag: string, empty: boolean, declared: InScope, outer: InScope): string {
  const quote = /\sxmlns(?::[^\s=]+)?\s*=\s*(["'])/.exec(tag)?.[1] ?? '"'
  const at = tag.length - (empty ? 2 : 1)
  let added = ''
  for (const [prefix, uri] of outer) {
    if (!declared.has(prefix)) added += ` xmlns${prefix === '' ? '' : `:${prefix}`}=${quoted(uri, quote)}`
  }
  return tag.slice(0, at) + added + tag.slice(at)
}

function quoted(uri: string, quote: string): string {
  const mark = uri.includes(quote) ? (quote === '"' ? "'" : '"') : quote
  return mark + uri + mark
}
