import { normalizedUri, type ParsedUri, parseUri } from '../compile/endpoint-uri.ts'
import type { EndpointRegistry } from '../compile/environment.ts'
import { readPathOptions, writePathOptions } from '../compile/path-options.ts'
import { errors } from '../core/errors.ts'
import { nearestName } from '../core/nearest.ts'
import type { AnyConnector, Catalog } from '../kit/catalog.ts'
import type { ConnectorContext, EndpointAddress, PolledSource, Sink, Source, SourceContext } from '../kit/connector.ts'
import { type BuildScope, buildFields, type Fields } from '../kit/field.ts'
import type { EndpointHandle } from '../kit/step.ts'
import { canonicalName } from '../model/names.ts'

/** What endpoints need of their runtime. */
export interface EndpointHost {
  readonly catalog: Catalog
  readonly scope: BuildScope
  connectorContext(connector: AnyConnector, uri: string): ConnectorContext
  /** A polled source for connectors that only have an event-driven one. */
  adaptPoller(endpoint: Endpoint): PolledSource | Promise<PolledSource>
}

const MAX_DYNAMIC = 1000

/** The endpoints of one runtime: the same URI is the same endpoint, with one sink for all who send there. */
export class Endpoints implements EndpointRegistry {
  private readonly host: EndpointHost
  private readonly byUri = new Map<string, Endpoint>()
  private readonly dynamic = new Map<string, Endpoint>()

  constructor(host: EndpointHost) {
    this.host = host
  }

  resolve(uri: string, parameters?: Readonly<Record<string, unknown>>): Endpoint {
    const endpoint = this.make(uri, parameters)
    const known = this.byUri.get(endpoint.uri)
    if (known !== undefined) return known
    this.byUri.set(endpoint.uri, endpoint)
    return endpoint
  }

  /** As `resolve`, for URIs that messages make: kept in a bounded cache, the longest unused is closed first. */
  resolveDynamic(uri: string, cache: boolean): Endpoint {
    const cached = this.dynamic.get(uri)
    if (cached !== undefined) {
      this.dynamic.delete(uri)
      this.dynamic.set(uri, cached)
      return cached
    }
    const made = this.make(uri)
    const endpoint = this.byUri.get(made.uri) ?? made
    if (cache) this.remember(uri, endpoint)
    return endpoint
  }

  template(uri: string, parameters: Readonly<Record<string, unknown>>): string {
    if (Object.keys(parameters).length === 0) return uri
    const parsed = parseUri(uri)
    const connector = this.host.catalog.connectors.get(parsed.scheme)
    if (connector === undefined) throw this.unknown(parsed.scheme)
    const { path, query } = joinParameters(uri, parsed, connector, parameters)
    const options = [...query].map(([name, value]) => `${name}=${/[&%+]/.test(value) ? `RAW(${value})` : value}`)
    return `${parsed.scheme}:${path}${options.length > 0 ? `?${options.join('&')}` : ''}`
  }

  all(): Iterable<Endpoint> {
    return new Set([...this.byUri.values(), ...this.dynamic.values()])
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.all()].map(endpoint => endpoint.close()))
    this.byUri.clear()
    this.dynamic.clear()
  }

  private remember(uri: string, endpoint: Endpoint): void {
    this.dynamic.set(uri, endpoint)
    if (this.dynamic.size <= MAX_DYNAMIC) return
    const [oldest, unused] = this.dynamic.entries().next().value!
    this.dynamic.delete(oldest)
    if (this.byUri.get(unused.uri) !== unused) void unused.close()
  }

  private make(uri: string, parameters: Readonly<Record<string, unknown>> = {}): Endpoint {
    const parsed = parseUri(uri)
    const connector = this.host.catalog.connectors.get(parsed.scheme)
    if (connector === undefined) throw this.unknown(parsed.scheme)
    return new Endpoint(this.host, connector, parsed, joinParameters(uri, parsed, connector, parameters))
  }

  private unknown(scheme: string): Error {
    const refusal = this.host.catalog.refusals.connectors.get(scheme)
    if (refusal !== undefined) return errors.KF_ROUTE_UNSUPPORTED({ what: `the component ${scheme}`, reason: refusal.reason })
    const nearest = nearestName(scheme, this.host.catalog.connectors.keys())
    return errors.KF_ROUTE_UNKNOWN_COMPONENT({ scheme, ...(nearest && { fix: `did you mean \`${nearest}\`?` }) })
  }
}

interface JoinedUri {
  readonly path: string
  readonly pathOptions: Readonly<Record<string, string>>
  readonly query: ReadonlyMap<string, string>
}

/** Joins the URI with `parameters`: path options go into the path, the rest beside the query. Camel refuses a query together with parameters. */
function joinParameters(uri: string, parsed: ParsedUri, connector: AnyConnector, parameters: Readonly<Record<string, unknown>>): JoinedUri {
  const names = Object.keys(parameters)
  if (names.length > 0 && parsed.query.size > 0)
    throw errors.KF_ROUTE_URI_SYNTAX({ uri, reason: 'options stand in the URI or under parameters, not in both' })
  const pathOptions: Record<string, string> = readPathOptions(connector, parsed.path)
  const query = new Map(parsed.query)
  for (const name of names) {
    const value = parameters[name]
    if (value === undefined || value === null) continue
    const option = Object.hasOwn(connector.path, name) ? name : canonicalName(name)
    if (Object.hasOwn(connector.path, option) && parsed.path === '') pathOptions[option] = String(value)
    else query.set(name, String(value))
  }
  const path = parsed.path === '' ? writePathOptions(connector, pathOptions, uri) : parsed.path
  return { path, pathOptions, query }
}

/** An endpoint: a connector with its options, and its sink once somebody sends. */
export class Endpoint implements EndpointHandle {
  readonly uri: string
  readonly scheme: string
  readonly connector: AnyConnector
  private readonly host: EndpointHost
  private readonly raw: Readonly<Record<string, unknown>>
  private readonly address: EndpointAddress
  private opened: Sink | Promise<Sink> | undefined

  constructor(host: EndpointHost, connector: AnyConnector, parsed: ParsedUri, joined: JoinedUri) {
    this.host = host
    this.connector = connector
    this.scheme = parsed.scheme
    this.uri = normalizedUri(parsed.scheme, joined.path, joined.query)
    const { known, extra } = sortOptions(connector, parsed.scheme, joined.query)
    this.raw = { ...joined.pathOptions, ...known }
    this.address = { scheme: parsed.scheme, path: joined.path, extra }
  }

  /** Checks the options for a use as source or sink without opening anything. */
  check(direction: 'source' | 'sink'): void {
    const side = this.connector[direction]
    if (side === undefined) throw errors.KF_ROUTE_DIRECTION({ scheme: this.scheme, direction })
    this.options(side.fields, direction)
  }

  sink(): Sink | Promise<Sink> {
    this.opened ??= this.openSink()
    return this.opened
  }

  openSource(context: SourceContext): Source | Promise<Source> {
    const { source } = this.connector
    if (source === undefined) throw errors.KF_ROUTE_DIRECTION({ scheme: this.scheme, direction: 'source' })
    return source.open(this.options(source.fields, 'source') as never, context, this.address)
  }

  poller(): PolledSource | Promise<PolledSource> {
    const { polled, source } = this.connector
    if (polled === undefined) return this.host.adaptPoller(this)
    const options = this.options(source?.fields ?? {}, 'source')
    return polled.open(options as never, this.host.connectorContext(this.connector, this.uri), this.address)
  }

  async close(): Promise<void> {
    const opened = this.opened
    this.opened = undefined
    if (opened !== undefined) await (await opened).close()
  }

  private openSink(): Sink | Promise<Sink> {
    const { sink } = this.connector
    if (sink === undefined) throw errors.KF_ROUTE_DIRECTION({ scheme: this.scheme, direction: 'sink' })
    const opened = sink.open(this.options(sink.fields, 'sink') as never, this.host.connectorContext(this.connector, this.uri), this.address)
    return opened instanceof Promise ? opened.then(started => this.started(started)) : this.started(opened)
  }

  private started(sink: Sink): Sink | Promise<Sink> {
    const starting = sink.start?.()
    if (starting instanceof Promise) {
      const ready = starting.then(() => {
        this.opened = sink
        return sink
      })
      ready.catch(() => {
        this.opened = undefined
      })
      return ready
    }
    this.opened = sink
    return sink
  }

  private options(fields: Fields, direction: 'source' | 'sink'): unknown {
    const all: Fields = { ...this.connector.path, ...fields }
    for (const name of Object.keys(this.raw)) {
      if (Object.hasOwn(all, name)) {
        if (all[name]!.unsupported !== undefined)
          throw errors.KF_ROUTE_UNSUPPORTED({ what: `the option ${name} of ${this.scheme}`, reason: all[name]!.unsupported })
        continue
      }
      throw errors.KF_FIELD_INVALID({ option: name, reason: `is not an option of ${this.scheme} as a ${direction}` })
    }
    for (const [name, field] of Object.entries(all)) {
      if (field.required && this.raw[name] === undefined) throw errors.KF_ROUTE_MISSING({ what: this.scheme, option: name })
    }
    return buildFields(all, this.raw, this.host.scope)
  }
}

/** Separates the declared options from those that go through; names are compared without case and dashes, as Camel does. */
function sortOptions(
  connector: AnyConnector,
  scheme: string,
  query: ReadonlyMap<string, string>,
): { known: Record<string, string>; extra: Record<string, string> } {
  const known: Record<string, string> = {}
  const extra: Record<string, string> = {}
  const names = new Map(
    [...Object.keys(connector.source?.fields ?? {}), ...Object.keys(connector.sink?.fields ?? {}), ...Object.keys(connector.path)].map(
      name => [name.toLowerCase(), name],
    ),
  )
  for (const [name, value] of query) {
    const option = names.get(canonicalName(name).toLowerCase())
    if (option !== undefined) known[option] = value
    else if (connector.lenient || connector.prefixes?.some(prefix => name.startsWith(prefix))) extra[name] = value
    else throw unknownOption(scheme, name, names.values())
  }
  return { known, extra }
}

function unknownOption(scheme: string, option: string, names: Iterable<string>): Error {
  const nearest = nearestName(option, names)
  return errors.KF_FIELD_UNKNOWN(
    { what: scheme, option, ...(nearest && { fix: `did you mean \`${nearest}\`?` }) },
    { type: 'org.apache.camel.ResolveEndpointFailedException' },
  )
}
