import { errors } from '../core/errors.ts'

/** An endpoint URI in its parts; values are decoded. */
export interface ParsedUri {
  readonly scheme: string
  /** Between scheme and query, without leading slashes of `scheme://`; still encoded as it was written. */
  readonly path: string
  readonly query: ReadonlyMap<string, string>
}

const SCHEME = /^[a-zA-Z][a-zA-Z0-9+.-]*$/

/** Takes an endpoint URI apart. `RAW(…)` values keep their text; other values are decoded (`+` and `%20` are blanks). */
export function parseUri(uri: string): ParsedUri {
  const text = uri.trim()
  const question = text.indexOf('?')
  const head = question < 0 ? text : text.slice(0, question)
  const colon = head.indexOf(':')
  const scheme = colon < 0 ? head : head.slice(0, colon)
  if (!SCHEME.test(scheme)) throw errors.KF_ROUTE_URI_SYNTAX({ uri, reason: 'it does not begin with a scheme' })
  const path = colon < 0 ? '' : head.slice(colon + 1).replace(/^\/\//, '')
  return { scheme, path, query: question < 0 ? new Map() : parseQuery(text.slice(question + 1), uri) }
}

function parseQuery(query: string, uri: string): Map<string, string> {
  const result = new Map<string, string>()
  for (const part of splitQuery(query)) {
    if (part === '') continue
    const equals = part.indexOf('=')
    if (equals <= 0) throw errors.KF_ROUTE_URI_SYNTAX({ uri, reason: `the option ${JSON.stringify(part)} has no value` })
    result.set(decode(part.slice(0, equals), uri), decode(part.slice(equals + 1), uri))
  }
  return result
}

/** Splits at `&`, but not inside `RAW(…)` or `RAW{…}`. */
function splitQuery(query: string): string[] {
  const parts: string[] = []
  let from = 0
  let i = 0
  while (i < query.length) {
    const raw = /^RAW([({])/.exec(query.slice(i, i + 4))
    if (raw && query[i - 1] === '=') i = Math.max(i, endOfRaw(query, i + 3, raw[1] === '(' ? ')' : '}'))
    if (query[i] === '&') {
      parts.push(query.slice(from, i))
      from = i + 1
    }
    i += 1
  }
  parts.push(query.slice(from))
  return parts
}

/** The last closing mark that is followed by `&` or the end. */
function endOfRaw(query: string, from: number, close: string): number {
  for (let i = from; i < query.length; i++) {
    if (query[i] === close && (i + 1 === query.length || query[i + 1] === '&')) return i
  }
  return query.length - 1
}

function decode(value: string, uri: string): string {
  const raw = /^RAW\((.*)\)$|^RAW\{(.*)\}$/s.exec(value)
  if (raw) return raw[1] ?? raw[2]!
  try {
    return decodeURIComponent(
      value
        .replaceAll('+', ' ')
        .replaceAll(/%(?![0-9a-fA-F]{2})/g, '%25')
        .replaceAll(/%2[bB]/g, '%20'),
    )
  } catch (cause) {
    throw errors.KF_ROUTE_URI_SYNTAX({ uri, reason: `${JSON.stringify(value)} is not encoded correctly` }, { cause })
  }
}

/** Camel's normalised form, the key of an endpoint: `scheme://path?a=1&b=2`, options sorted. */
export function normalizedUri(scheme: string, path: string, options: Iterable<readonly [string, string]>): string {
  const sorted = [...options].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const query = sorted.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
  return `${scheme}://${path}${query === '' ? '' : `?${query}`}`
}

function encode(value: string): string {
  return encodeURIComponent(value)
    .replaceAll('%20', '+')
    .replaceAll(/%(24|2C|3A|2F|40|7B|7D|5B|5D|28|29|2A|21|27)/g, match => decodeURIComponent(match))
}
