import { toText } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { EndpointAddress } from '../../src/kit/index.ts'
import { asciiUri, encodeUnsafe, formEncode } from './uri-encoding.ts'

/** Where an endpoint sends to, with what the message may override. */
export interface TargetOptions {
  readonly base: string
  readonly bridgeEndpoint: boolean
  readonly skipControlHeaders: boolean
  /** Camel's URI of the endpoint, for messages. */
  readonly uri: string
}

/** The address of an endpoint: `http://host:port/path`, with the options that are not the connector's own as query. */
export function endpointAddress({ scheme, path, extra, raw }: EndpointAddress): string {
  const given = /^(https?):(?:\/\/)?(.*)$/s.exec(path)
  const base = `${given?.[1] ?? scheme}://${given?.[2] ?? path}`
  const query = queryOf(extra, raw)
  return asciiUri(encodeUnsafe(query === '' ? base : `${base}?${query}`))
}

/** An ampersand in a value begins the next parameter, as it does in Camel, unless it was written as `RAW(…)`. */
function queryOf(extra: Readonly<Record<string, string>>, raw: ReadonlySet<string>): string {
  const pairs: [string, string][] = []
  for (const [name, value] of Object.entries(extra)) {
    const [first = '', ...rest] = raw.has(name) ? [value] : value.split('&')
    pairs.push([name, first])
    for (const part of rest) {
      const equals = part.indexOf('=')
      pairs.push(equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)])
    }
  }
  return pairs
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${formEncode(name)}=${formEncode(value)}`)
    .join('&')
}

/** The address for one message: the endpoint's, unless `CamelHttpUri`, `CamelHttpPath` or `CamelHttpQuery` say otherwise. */
export function targetOf(exchange: Exchange, options: TargetOptions): string {
  if (options.skipControlHeaders || !isOverridden(exchange, options)) return options.base
  const uri = overriddenQuery(exchange, withPath(exchange, overriddenUri(exchange, options)), options)
  if (!/^https?:\/\/[^/?#]/i.test(uri)) {
    throw errors.KF_RUN_ILLEGAL_ARGUMENT({
      reason: `Invalid url: ${uri}. If you are forwarding/bridging http endpoints, then enable the bridgeEndpoint option on the endpoint: ${options.uri}`,
    })
  }
  return uri
}

const CONTROL = ['camelresthttpuri', 'camelhttppath', 'camelresthttpquery', 'camelhttprawquery', 'camelhttpquery'] as const

function isOverridden({ headers }: Exchange, { bridgeEndpoint }: TargetOptions): boolean {
  return CONTROL.some(name => isSet(headers[name])) || (!bridgeEndpoint && isSet(headers['camelhttpuri']))
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null
}

function overriddenUri(exchange: Exchange, { base, bridgeEndpoint }: TargetOptions): string {
  const rest = exchange.removeHeader('CamelRestHttpUri')
  if (isSet(rest)) return String(rest)
  return (bridgeEndpoint ? null : headerText(exchange, 'CamelHttpUri')) ?? base
}

function withPath(exchange: Exchange, uri: string): string {
  const given = headerText(exchange, 'CamelHttpPath') ?? ''
  const path = given.length > 1 && given.startsWith('/') ? given.slice(1) : given
  if (path === '') return encodeUnsafe(uri)
  const question = uri.indexOf('?')
  const head = question < 0 ? uri : uri.slice(0, question)
  const joined = head.endsWith('/')
    ? head + (path.startsWith('/') ? path.slice(1) : path)
    : `${head}${path.startsWith('/') ? '' : '/'}${path}`
  return encodeUnsafe(joined + (question < 0 ? '' : uri.slice(question)))
}

function overriddenQuery(exchange: Exchange, uri: string, { base }: TargetOptions): string {
  const rest = exchange.removeHeader('CamelRestHttpQuery')
  const query =
    (isSet(rest) ? String(rest) : null) ??
    headerText(exchange, 'CamelHttpRawQuery') ??
    headerText(exchange, 'CamelHttpQuery') ??
    queryPart(base) ??
    queryPart(uri)
  const question = uri.indexOf('?')
  const head = question < 0 ? uri : uri.slice(0, question)
  return asciiUri(query === null || query === '' ? head : `${head}?${encodeUnsafe(query)}`)
}

/** What follows the question mark of a URI, or null. */
export function queryPart(uri: string): string | null {
  const question = uri.indexOf('?')
  return question < 0 ? null : uri.slice(question + 1)
}

/** A header as text, or null. */
export function headerText(exchange: Exchange, name: string): string | null {
  return toText(exchange.header(name), exchange)
}
