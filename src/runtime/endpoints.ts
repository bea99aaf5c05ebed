import { EndpointOptions } from '../compile/endpoint-options.ts'
import { isScheme, normalizedUri, noScheme, type ParsedUri, parseUri, schemeOf } from '../compile/endpoint-uri.ts'
import type { EndpointRegistry } from '../compile/environment.ts'
import { uriWithParameters } from '../compile/path-options.ts'
import { errors, isKafilaError, type KafilaError } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import type { AnyConnector, Catalog } from '../kit/catalog.ts'
import type { ComponentBean } from '../kit/component-bean.ts'
import type { ConnectorContext, EndpointAddress, PolledSource, Sink, Source, SourceContext } from '../kit/connector.ts'
import type { BuildScope } from '../kit/field.ts'
import type { EndpointHandle, EndpointUse } from '../kit/step.ts'
import { foldedName } from '../model/names.ts'
import { UNKNOWN_VALUE } from '../model/placeholders.ts'
import type { KafilaOptions } from './options.ts'

/** For what a connector's context is made. */
export interface ContextUse {
  /** The component, where it is a bean. */
  readonly component?: ComponentBean | undefined
  /** The route whose source it is; without it the context is that of a sink. */
  readonly routeId?: string | undefined
}

/** What endpoints need of their runtime. */
export interface EndpointHost {
  readonly catalog: Catalog
  readonly scope: BuildScope
  readonly options: Pick<KafilaOptions, 'standIns'>
  connectorContext(connector: AnyConnector, uri: string, use?: ContextUse): ConnectorContext
  /** The component that is a bean of this name. */
  component(name: string): ComponentBean | undefined
  /** The options that hold for all endpoints of a scheme, by their folded names: those of the component that is a bean, then what the properties say. */
  componentOptions(connector: AnyConnector, scheme: string, component?: ComponentBean): ReadonlyMap<string, string>
  /** A polled source for connectors that only have an event-driven one. */
  adaptPoller(endpoint: Endpoint): PolledSource | Promise<PolledSource>
  /** Told of a new endpoint whose connector is `templated`; throws where no route can be made for it. */
  made(endpoint: Endpoint, how: EndpointUse): void
  /** Told of an endpoint that nobody keeps any more, whose connector is `templated`; never rejects. */
  forgotten(endpoint: Endpoint): Promise<void>
}

const MAX_DYNAMIC = 1000

/** The endpoints of one runtime: the same URI is the same endpoint, with one sink for all who send there. */
export class Endpoints implements EndpointRegistry {
  private readonly host: EndpointHost
  private readonly byUri = new Map<string, Endpoint>()
  private readonly dynamic = new Map<string, Endpoint>()
  private readonly around: Endpoints | undefined

  /** `around`: those of the runtime, where these are the own ones of a route. */
  constructor(host: EndpointHost, around?: Endpoints) {
    this.host = host
    this.around = around
  }

  /** The endpoints of a route that comes and goes: what is known already is shared, others are its own and closed with it. */
  apart(): Endpoints {
    return new Endpoints(this.host, this)
  }

  resolve(uri: string, parameters?: Readonly<Record<string, unknown>>, use?: 'sink' | 'source', how: EndpointUse = {}): Endpoint {
    const endpoint = this.make(uri, parameters, use)
    const known = this.known(endpoint.key)
    if (known !== undefined) return known
    this.announce(endpoint, uri, how)
    this.byUri.set(endpoint.key, endpoint)
    return endpoint
  }

  /** Throws what is wrong with an endpoint, and keeps none. */
  check(uri: string, parameters: Readonly<Record<string, unknown>>, use: 'sink' | 'source' | undefined): void {
    // nothing can be said of an endpoint whose component nobody knows
    if (!schemeOf(uri).includes(UNKNOWN_VALUE)) this.make(uri, parameters, use)
  }

  private known(key: string): Endpoint | undefined {
    return this.byUri.get(key) ?? this.around?.known(key)
  }

  private announce(endpoint: Endpoint, uri: string, how: EndpointUse): void {
    if (!endpoint.connector.templated) return
    try {
      this.host.made(endpoint, how)
    } catch (error) {
      throw ofUri(error, uri)
    }
  }

  /** As `resolve`, for URIs that messages make: kept in a bounded cache, the longest unused is closed first. */
  resolveDynamic(uri: string, cache: boolean): Endpoint {
    if (this.around !== undefined) return this.around.resolveDynamic(uri, cache)
    const cached = this.dynamic.get(uri)
    if (cached !== undefined) {
      // as long as none is about to be closed, nobody need know which was used last: to move one costs more than to find it
      if (this.dynamic.size > MAX_DYNAMIC / 2) {
        this.dynamic.delete(uri)
        this.dynamic.set(uri, cached)
      }
      return cached
    }
    const made = this.make(uri, {}, undefined, this.literal())
    const known = this.byUri.get(made.key)
    if (known === undefined) this.announce(made, uri, { apart: true })
    const endpoint = known ?? made
    if (cache) this.remember(uri, endpoint)
    else if (known === undefined) made.discard = () => this.forget(made)
    return endpoint
  }

  template(uri: string, parameters: Readonly<Record<string, unknown>>): string {
    return uriWithParameters(this.host.catalog.connectors.get(schemeOf(uri)), uri, parameters)
  }

  all(): Iterable<Endpoint> {
    return new Set([...this.byUri.values(), ...this.dynamic.values()])
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.all()].map(endpoint => (this.around === undefined ? endpoint.close() : this.forget(endpoint))))
    this.byUri.clear()
    this.dynamic.clear()
  }

  private remember(uri: string, endpoint: Endpoint): void {
    this.dynamic.set(uri, endpoint)
    if (this.dynamic.size <= MAX_DYNAMIC) return
    const [oldest, unused] = this.dynamic.entries().next().value!
    this.dynamic.delete(oldest)
    if (this.byUri.get(unused.key) !== unused) void this.forget(unused)
  }

  /** Closes an endpoint that a message named, with what was made for it; never rejects. */
  private async forget(endpoint: Endpoint): Promise<void> {
    await Promise.allSettled([endpoint.close()])
    if (endpoint.connector.templated) await this.host.forgotten(endpoint)
  }

  /** What a message says is taken as it is: a placeholder in it is not resolved. */
  private literal(): BuildScope {
    return { ...this.host.scope, text: raw => raw }
  }

  private make(
    uri: string,
    parameters: Readonly<Record<string, unknown>> = {},
    use?: 'sink' | 'source',
    scope = this.host.scope,
  ): Endpoint {
    const scheme = schemeOf(uri)
    const component = this.host.catalog.connectors.has(scheme) ? undefined : this.host.component(scheme)
    const connector = this.host.catalog.connectors.get(component?.scheme ?? scheme)
    try {
      if (connector === undefined) throw isScheme(scheme) ? this.unknown(scheme) : noScheme(uri)
      const text = uriWithParameters(connector, uri, parameters)
      const parsed = parseUri(text, { decoded: !connector.templated, repeatable: connector.repeatable === true })
      const written = connector.templated && scope === this.host.scope ? text : undefined
      const endpoint = new Endpoint(this.host, connector, parsed, { scope, written, component })
      endpoint.check(use)
      return endpoint
    } catch (error) {
      throw ofUri(error, uri)
    }
  }

  private unknown(scheme: string): Error {
    const refusal = this.host.catalog.refusals.connectors.get(scheme)
    if (refusal !== undefined)
      return errors.KF_ROUTE_UNSUPPORTED({ what: `the component ${scheme}`, reason: refusal.reason, undeclared: true })
    const fix = didYouMean(scheme, this.host.catalog.connectors.keys())
    return errors.KF_ROUTE_UNKNOWN_COMPONENT({ scheme, undeclared: true, ...(fix && { fix }) })
  }
}

/** Says of an error which URI it is about, as it was given: the place in the file is found by that. */
function ofUri(error: unknown, uri: string): unknown {
  return isKafilaError(error) ? Object.assign(error, { details: { ...error.details, uri } }) : error
}

/** What an endpoint is made with beside its connector and its URI. */
interface EndpointMaking {
  readonly scope: BuildScope
  /** The URI, where it stays as it is written. */
  readonly written: string | undefined
  /** The component, where it is a bean. */
  readonly component: ComponentBean | undefined
}

/** Options of a component that are those of its endpoints too hold where the endpoint does not say otherwise. Kamelets have their own way. */
function withDefaults(
  parsed: ParsedUri,
  { source, sink, templated, componentOptions }: AnyConnector,
  given: ReadonlyMap<string, string>,
): ParsedUri {
  if (templated || given.size === 0) return parsed
  const own = Object.entries(componentOptions ?? {}).filter((each): each is [string, string] => each[1] !== true)
  const names = [...own, ...Object.keys({ ...source?.fields, ...sink?.fields }).map(name => [name, name] as const)]
  const defaults = names.flatMap(([name, target]) => {
    const value = given.get(foldedName(name))
    return value === undefined ? [] : [[target, value] as const]
  })
  return defaults.length === 0 ? parsed : { ...parsed, query: new Map([...defaults, ...parsed.query]) }
}

/** An endpoint: a connector with its options, and its sink once somebody sends. */
export class Endpoint implements EndpointHandle {
  /** What tells endpoints apart: the normalised URI. */
  readonly key: string
  readonly uri: string
  readonly scheme: string
  readonly connector: AnyConnector
  private readonly host: EndpointHost
  private readonly scope: BuildScope
  readonly component: ComponentBean | undefined
  private readonly options: EndpointOptions
  readonly address: EndpointAddress
  discard: (() => Promise<void>) | undefined
  private opened: Sink | Promise<Sink> | undefined

  constructor(host: EndpointHost, connector: AnyConnector, parsed: ParsedUri, { scope, written, component }: EndpointMaking) {
    this.host = host
    this.scope = scope
    this.component = component
    this.connector = connector
    this.scheme = parsed.scheme
    this.key = normalizedUri(parsed.scheme, parsed.path, parsed.query, parsed.raw)
    this.uri = written ?? this.key
    const ofComponent = host.componentOptions(connector, parsed.scheme, component)
    this.options = new EndpointOptions(connector, withDefaults(parsed, connector, ofComponent))
    const [first] = Object.keys(connector.path)
    const path = parsed.path === '' && first !== undefined ? (this.options.known[first] ?? '') : parsed.path
    this.address = { scheme: parsed.scheme, path, extra: this.options.extra, raw: parsed.raw }
  }

  /** The text of an option that the connector declares. */
  given(option: string): string | undefined {
    return this.options.known[option]
  }

  /** Checks the options, for a use where it is known, without opening anything; throws all that is wrong with them. */
  check(use: 'source' | 'sink' | undefined): void {
    if (use !== undefined && this.connector[use] === undefined) throw wrongDirection(this.scheme, use)
    const problems = [...this.options.unknown(), ...(use === undefined ? [] : this.options.problems(use, this.scope))]
    if (problems.length > 0) throw joined(problems, this.scheme)
  }

  sink(): Sink | Promise<Sink> {
    this.opened ??= this.openSink()
    return this.opened
  }

  openSource(context: SourceContext): Source | Promise<Source> {
    const { source } = this.connector
    if (source === undefined) throw wrongDirection(this.scheme, 'source')
    const open = () => source.open(this.built('source') as never, context, this.address)
    return this.standIns?.source?.(this, context, open) ?? open()
  }

  poller(): PolledSource | Promise<PolledSource> {
    const context = this.host.connectorContext(this.connector, this.uri, { component: this.component, routeId: '' })
    const open = () => this.openPoller(context)
    return this.standIns?.poller?.(this, context, open) ?? open()
  }

  private get standIns() {
    return this.host.options.standIns
  }

  private openPoller(context: ConnectorContext): PolledSource | Promise<PolledSource> {
    const { polled, source } = this.connector
    if (polled === undefined) return this.host.adaptPoller(this)
    return polled.open(this.built(source === undefined ? 'sink' : 'source') as never, context, this.address)
  }

  async close(): Promise<void> {
    const opened = this.opened
    this.opened = undefined
    if (opened !== undefined) await (await opened).close()
  }

  private openSink(): Sink | Promise<Sink> {
    const { sink } = this.connector
    if (sink === undefined) throw wrongDirection(this.scheme, 'sink')
    const open = () =>
      sink.open(
        this.built('sink') as never,
        this.host.connectorContext(this.connector, this.uri, { component: this.component }),
        this.address,
      )
    const opened = this.standIns?.sink?.(this, open) ?? open()
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

  private built(direction: 'source' | 'sink'): unknown {
    const problems = this.options.problems(direction, this.scope)
    if (problems.length > 0) throw joined(problems, this.scheme)
    return this.options.build(direction, this.scope)
  }
}

/** One problem as it is, several as one error that holds them all. */
function joined(problems: readonly KafilaError[], scheme: string): KafilaError {
  return problems.length === 1 ? problems[0]! : errors.KF_ROUTE_URI_OPTIONS({ uri: scheme, problems })
}

/** The error for an endpoint that has no such side, by the name that it has where a message finds it out. */
function wrongDirection(scheme: string, direction: 'source' | 'sink'): Error {
  const type = `org.apache.camel.FailedToCreate${direction === 'sink' ? 'Producer' : 'Consumer'}Exception`
  return errors.KF_ROUTE_DIRECTION({ scheme, direction }, { type })
}
