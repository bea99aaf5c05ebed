import { errors } from '../core/errors.ts'

/** Where an option stands in the text of its URI. */
export interface OptionPlace {
  readonly name: number
  readonly value: number
  readonly end: number
}

/** An endpoint URI in its parts; path and values are decoded. */
export interface ParsedUri {
  readonly scheme: string
  /** Between scheme and query, without the slashes of `scheme://`. */
  readonly path: string
  readonly query: ReadonlyMap<string, string>
  /** Options whose value was written as `RAW(…)` or `RAW{…}`. */
  readonly raw: ReadonlySet<string>
  /** Where the options stand in the text that was parsed. */
  readonly places: ReadonlyMap<string, OptionPlace>
}

const SCHEME = /^[a-zA-Z][a-zA-Z0-9+.-]*$/

/**
 * Takes an endpoint URI apart. `RAW(…)` values keep their text; other values are decoded (`+`, `%20` and `%2B` are blanks, as in Camel).
 * A text of several lines counts as one. With `decoded: false` all values keep their text;
 * with `repeatable` the values of an option that is given several times are joined: `1&tag=2`. Throws `KF_ROUTE_URI_SYNTAX` with the offset.
 */
export function parseUri(uri: string, { decoded = true, repeatable = false } = {}): ParsedUri {
  const text = singleLine(uri)
  const start = text.length - text.trimStart().length
  const question = text.indexOf('?')
  const head = (question < 0 ? text.trimEnd() : text.slice(0, question)).slice(start)
  const scheme = schemeOf(head)
  if (!isScheme(scheme)) throw noScheme(uri)
  const path = head.length === scheme.length ? 'null' : decodePath(head.slice(scheme.length + 1).replace(/^\/\//, ''))
  if (path === '' && question < 0) throw syntax(text, 'there is nothing behind the scheme', start)
  const query = new Query(text, decoded ? decodeValue : value => value, repeatable)
  if (question >= 0) query.read(question + 1)
  return { scheme, path, query: query.options, raw: query.raw, places: query.places }
}

/** What stands before the first colon or question mark. */
export function schemeOf(uri: string): string {
  const text = uri.trimStart()
  for (let end = 0; end < text.length; end++) {
    const char = text[end]
    if (char === ':' || char === '?') return text.slice(0, end)
  }
  return text.trimEnd()
}

/** Whether a text has the form of a scheme. */
export function isScheme(text: string): boolean {
  return SCHEME.test(text)
}

/** The error for a URI that does not begin with a scheme. */
export function noScheme(uri: string): Error {
  const start = uri.length - uri.trimStart().length
  return syntax(uri, uri.trim() === '' ? 'it is empty' : 'it does not begin with a scheme', start)
}

/** A URI over several lines: those of the path are joined by blanks, those of the query by nothing. */
export function singleLine(uri: string): string {
  if (!uri.includes('\n')) return uri
  let result = ''
  for (const line of uri.split('\n')) result += (result === '' || result.includes('?') ? '' : ' ') + line.trim()
  return result
}

function syntax(uri: string, reason: string, offset: number): Error {
  return errors.KF_ROUTE_URI_SYNTAX({ uri, reason, offset })
}

/** Reads the options behind the question mark. */
class Query {
  readonly options = new Map<string, string>()
  readonly raw = new Set<string>()
  readonly places = new Map<string, OptionPlace>()
  private readonly text: string
  private readonly decode: (value: string) => string
  private readonly repeatable: boolean

  constructor(text: string, decode: (value: string) => string, repeatable: boolean) {
    this.text = text
    this.decode = decode
    this.repeatable = repeatable
  }

  read(from: number): void {
    const { text } = this
    const end = text.trimEnd().length
    if (end > from && text[end - 1] === '&') throw syntax(text, 'it ends with &', end - 1)
    for (let at = from; at < end; ) {
      const next = this.endOfOption(at, end)
      this.option(at, next)
      at = next + 1
    }
  }

  private option(from: number, to: number): void {
    const { text } = this
    if (from === to) throw syntax(text, 'there is nothing between two &', from)
    const equals = text.indexOf('=', from)
    const split = equals < 0 || equals > to ? to : equals
    const name = this.decode(text.slice(from, split))
    const written = text.slice(Math.min(to, split + 1), to)
    const unwrapped = RAW.exec(written)
    const before = this.options.get(name)
    if (before !== undefined && !this.repeatable) throw syntax(text, `the option ${name} is given twice`, from)
    const value = unwrapped === null ? this.decode(written) : (unwrapped[1] ?? unwrapped[2]!)
    this.options.set(name, before === undefined ? value : `${before}&${name}=${value}`)
    this.places.set(name, { name: from, value: Math.min(to, split + 1), end: to })
    if (unwrapped !== null) this.raw.add(name)
  }

  /** The next `&`, but not inside of `RAW(…)`. */
  private endOfOption(from: number, end: number): number {
    const equals = this.text.indexOf('=', from)
    const ampersand = this.text.indexOf('&', from)
    const plain = ampersand < 0 || ampersand > end ? end : ampersand
    const open = equals >= 0 && equals < plain ? /^RAW([({])/.exec(this.text.slice(equals + 1, equals + 5)) : null
    return open === null ? plain : this.endOfRaw(equals + 4, end, open[1] === '(' ? ')' : '}')
  }

  /** Behind the first closing mark that is followed by `&` or the end; without one all that follows belongs to the value, as in Camel. */
  private endOfRaw(from: number, end: number, close: string): number {
    for (let at = from; at < end; at++) if (this.text[at] === close && (at + 1 === end || this.text[at + 1] === '&')) return at + 1
    return end
  }
}

const RAW = /^RAW(?:\((.*)\)|\{(.*)\})$/s

function decodeValue(value: string): string {
  if (!/[%+]/.test(value)) return value
  return decode(value.replaceAll('+', ' ').replaceAll(/%2[bB]/g, ' '))
}

function decodePath(path: string): string {
  return path.includes('%') ? decode(path) : path
}

/** Decodes `%XX` in groups that are UTF-8; a `%` that is none of them stays. */
function decode(value: string): string {
  return value.replaceAll(/(?:%[0-9a-fA-F]{2})+/g, encoded => {
    try {
      return decodeURIComponent(encoded)
    } catch {
      // bytes that are no UTF-8 stay as they were written
      return encoded
    }
  })
}

/** Characters that make Camel write all options anew, each of them encoded. */
const UNSAFE = /[^!-~]|[%+"#<>[\\\]^`{|}]/

/**
 * Camel's normalised form, the key of an endpoint: `scheme://path?a=1&b=2`, options sorted. Where they are sorted and plain already they
 * stay as they were written, otherwise each is encoded.
 */
export function normalizedUri(
  scheme: string,
  path: string,
  options: Iterable<readonly [string, string]>,
  raw: ReadonlySet<string> = new Set(),
): string {
  const given = [...options]
  const sorted = [...given].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const inOrder = given.every((option, index) => option === sorted[index])
  const plain = inOrder && raw.size === 0 && !UNSAFE.test(path) && given.every(([name, value]) => !UNSAFE.test(name) && !UNSAFE.test(value))
  const write = plain ? (text: string) => text : encode
  const query = sorted.map(([name, value]) => `${write(name)}=${raw.has(name) ? rawValue(value) : write(value)}`).join('&')
  return `${scheme}://${encodePath(path)}${query === '' ? '' : `?${query}`}`
}

function rawValue(value: string): string {
  return `RAW(${value.replaceAll('%', '%25')})`
}

/** As Java's URLEncoder: blanks are `+`, and of the marks only `*`, `-`, `.` and `_` stay. */
function encode(value: string): string {
  return encodeURIComponent(value)
    .replaceAll('%20', '+')
    .replaceAll(/[!'()~]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}

function encodePath(path: string): string {
  return path.replaceAll(/[ "%<>\\^`{|}]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}
