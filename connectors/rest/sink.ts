import { toText } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { foldHeader } from '../../src/core/headers.ts'
import { DEFAULT_REST_CONFIGURATION, REST_CONFIGURATION, type RestConfiguration } from '../../src/http/rest-configuration.ts'
import { type Built, buildFields, type ConnectorContext, type Sink } from '../../src/kit/index.ts'
import { httpFields } from '../http/index.ts'
import { openHttpSink } from '../http/sink.ts'
import { formEncode } from '../http/uri-encoding.ts'
import { joinPath } from './paths.ts'

interface Options {
  readonly method: string
  readonly path: string
  readonly uriTemplate: string | undefined
  readonly consumes: string | undefined
  readonly produces: string | undefined
  readonly host: string | undefined
  readonly queryParameters: string | undefined
}

type HttpOptions = Built<typeof httpFields>

const NONE: ReadonlySet<string> = new Set()

/** Calls one method of one path on another server. Options of http that stand in the URI apply; others become the query. */
export function openRestSink(options: Options, context: ConnectorContext, extra: Readonly<Record<string, string>>): Sink {
  const host = hostOf(options, context)
  const { http, query } = separateHttpOptions(extra)
  const path = joinPath(options.path, options.uriTemplate)
  const parameters = queryParameters(query, options.queryParameters)
  const withoutHeaders = templateNames([path, ...parameters.map(([, value]) => value)])
  const address = { scheme: 'http', path: `${host}${encodeTemplate(path)}`, extra: {}, raw: NONE }
  const base = openHttpSink({ ...http, withoutHeaders }, context, address)
  return {
    send(exchange) {
      prepare(exchange, options, { host, path, parameters })
      return base.send(exchange)
    },
    close: () => base.close(),
  }
}

interface Target {
  /** With scheme. */
  readonly host: string
  readonly path: string
  readonly parameters: readonly (readonly [string, string])[]
}

function hostOf({ host, path }: Options, context: ConnectorContext): string {
  const configuration = context.shared<RestConfiguration>(REST_CONFIGURATION, () => DEFAULT_REST_CONFIGURATION)
  const named = host ?? context.componentOption('host') ?? configured(configuration)
  if (named === undefined) {
    throw errors.KF_RUN_ILLEGAL_ARGUMENT({
      reason: `Hostname must be configured on either restConfiguration or in the rest endpoint uri as a query parameter with name host, eg rest:get:${path}?host=someserver`,
    })
  }
  return /^https?:\/\//.test(named) ? named : `${configuration.scheme ?? 'http'}://${named}`
}

function configured({ host, port }: RestConfiguration): string | undefined {
  return host === undefined || port === undefined || port === 80 || port === 443 ? host : `${host}:${port}`
}

/** Options of http among those that rest does not know; the rest of them is the query. */
function separateHttpOptions(extra: Readonly<Record<string, string>>): { http: HttpOptions; query: Record<string, string> } {
  const raw: Record<string, string> = {}
  const query: Record<string, string> = {}
  for (const [name, value] of Object.entries(extra)) (Object.hasOwn(httpFields, name) ? raw : query)[name] = value
  return { http: buildFields(httpFields, raw, { text: (text: string) => text } as never), query }
}

function queryParameters(query: Readonly<Record<string, string>>, given: string | undefined): [string, string][] {
  const pairs = (given ?? '').split('&').filter(part => part !== '')
  return [
    ...Object.entries(query),
    ...pairs.map((part): [string, string] => {
      const equals = part.indexOf('=')
      return equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)]
    }),
  ]
}

/** Headers that fill a template are not sent as headers too. By folded name. */
function templateNames(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap(text => [...text.matchAll(/\{([^}?]*)\??\}/g)].map(match => foldHeader(match[1]!))))
}

function encodeTemplate(path: string): string {
  return path.replaceAll('{', '%7B').replaceAll('}', '%7D')
}

function prepare(exchange: Exchange, options: Options, { host, path, parameters }: Target): void {
  const filled = path.replaceAll(/\{([^}]*)\}/g, (whole, name: string) => valueFor(exchange, name) ?? whole)
  const query = queryOf(exchange, parameters)
  if (query !== undefined) exchange.setHeader('CamelRestHttpQuery', query)
  if (filled !== path) {
    exchange.setHeader('CamelRestHttpUri', `${host}${filled}`)
    exchange.removeHeader('CamelHttpPath')
  }
  exchange.setHeader('CamelHttpMethod', options.method.toUpperCase())
  setUnlessGiven(exchange, 'Content-Type', options.produces)
  setUnlessGiven(exchange, 'Accept', options.consumes)
}

function valueFor(exchange: Exchange, name: string): string | null {
  return toText(exchange.header(name), exchange) ?? toText(exchange.variable(name), exchange)
}

/** A value `{name}` is the header or variable of that name; without one it stays as it is, and `{name?}` is left out. */
function queryOf(exchange: Exchange, parameters: Target['parameters']): string | undefined {
  if (parameters.length === 0) return undefined
  const pairs: string[] = []
  for (const [name, value] of parameters) {
    const template = /^\{([^}?]*)(\??)\}$/.exec(value)
    const given = template === null ? value : valueFor(exchange, template[1]!)
    if (given === null && template?.[2] === '?') continue
    pairs.push(`${formEncode(name)}=${formEncode(given ?? value)}`)
  }
  return pairs.join('&')
}

function setUnlessGiven(exchange: Exchange, name: string, value: string | undefined): void {
  const present = exchange.header(name)
  if (value !== undefined && (present === undefined || present === null || present === '')) exchange.setHeader(name, value)
}
