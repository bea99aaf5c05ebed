import type { Exchange } from '../../core/exchange.ts'
import { compilePattern, type NameMatcher } from '../../core/pattern.ts'
import type { AggregationStrategy } from '../../kit/aggregation.ts'

/** What a filter says, part by part, in Camel's order of doing it. */
interface Filter {
  readonly body: boolean
  readonly headers: boolean
  /** Whether a single header comes back; `undefined` where the filter names none. */
  readonly header: NameMatcher | undefined
  readonly dropBody: boolean
  readonly dropHeaders: boolean
  readonly drop: readonly NameMatcher[]
}

/** Brings back what a claim check kept: the body and all headers, or what the filter says. */
export function claimFilter(filter: string | undefined): AggregationStrategy {
  const compiled = filter === undefined || filter.trim() === '' || filter === '*' ? EVERYTHING : compile(filter.split(','))
  return {
    aggregate(previous, next) {
      if (previous === undefined || next === undefined) return previous ?? next
      apply(compiled, previous, next)
      return previous
    },
  }
}

const EVERYTHING: Filter = { body: true, headers: true, header: undefined, dropBody: false, dropHeaders: false, drop: [] }

function apply(filter: Filter, exchange: Exchange, kept: Exchange): void {
  if (filter.body) exchange.body = kept.body
  const { header } = filter
  for (const [name, value] of kept.headerEntries()) if (filter.headers || header?.(name)) exchange.setHeader(name, value)
  if (filter.dropBody) exchange.body = null
  if (filter.dropHeaders) exchange.replaceHeaders([])
  for (const drop of filter.drop) for (const [name] of exchange.headerEntries()) if (drop(name)) exchange.removeHeader(name)
}

function compile(parts: readonly string[]): Filter {
  const wanted = parts.filter(part => !part.startsWith('--'))
  return {
    body: included(wanted, 'body'),
    headers: included(wanted, 'headers') && (wanted.some(isPlain('headers')) || !wanted.some(isHeaderPart)),
    header: wanted.some(isHeaderPart) ? headerMatcher(wanted.filter(isHeaderPart)) : undefined,
    dropBody: parts.includes('--body'),
    dropHeaders: parts.includes('--headers'),
    drop: parts.filter(part => part.startsWith('--header:')).map(part => compilePattern(part.slice('--header:'.length))),
  }
}

function isPlain(what: string): (part: string) => boolean {
  return part => part === what || part === `+${what}`
}

function isHeaderPart(part: string): boolean {
  return /^[+-]?header:/.test(part)
}

/** Whether body or headers come back: where they are named, or where the filter only leaves things out and does not name them. */
function included(parts: readonly string[], what: string): boolean {
  if (parts.some(isPlain(what))) return true
  return !parts.includes(`-${what}`) && parts.every(part => part.startsWith('-'))
}

/** Included names come back; where the filter only leaves out, all others do. */
function headerMatcher(parts: readonly string[]): NameMatcher {
  const of = (sign: RegExp) => parts.filter(part => sign.test(part)).map(part => compilePattern(part.replace(/^[+-]?header:/, '')))
  const [include, exclude] = [of(/^\+?header:/), of(/^-header:/)]
  if (include.length === 0) return name => !exclude.some(matches => matches(name))
  return name => include.some(matches => matches(name))
}
