import { compilePattern } from '../core/pattern.ts'
import { normalizedUri, parseUri } from './endpoint-uri.ts'

/**
 * Whether an endpoint's normalised URI (`direct://a`) matches a pattern as interceptors write it: exact, `prefix*` or a regular
 * expression, with or without the slashes behind the scheme. A pattern with options matches them in any order.
 */
export function endpointPattern(pattern: string): (uri: string) => boolean {
  const matches = compilePattern(pattern)
  const exact = pattern.includes('?') ? normalized(pattern) : undefined
  return uri => matches(uri) || matches(withoutSlashes(uri)) || (exact !== undefined && uri.toLowerCase() === exact.toLowerCase())
}

function withoutSlashes(uri: string): string {
  return uri.replace('://', ':')
}

function normalized(pattern: string): string | undefined {
  try {
    const { scheme, path, query } = parseUri(pattern)
    return normalizedUri(scheme, path, query)
  } catch {
    // a regular expression with a question mark is no URI
    return undefined
  }
}
