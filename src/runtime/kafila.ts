import { setMaxListeners } from 'node:events'
import { checkFiles, inFileOrder } from '../check/index.ts'
import { fail } from '../compile/error-policy.ts'
import { expandRest, type RestHost } from '../compile/rest/expand-rest.ts'
import { runStep } from '../compile/run-step.ts'
import type { EndpointStatus } from '../core/connection.ts'
import type { Diagnostic } from '../core/diagnostic.ts'
import { errors } from '../core/errors.ts'
import { events, tell } from '../core/events.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import { Exchange, type Pattern } from '../core/exchange.ts'
import type { Services } from '../core/services.ts'
import type { Step } from '../core/step.ts'
import { EMBEDDED_SERVER } from '../http/embedded-key.ts'
import type { EmbeddedServer } from '../http/embedded-server.ts'
import { REST_CONFIGURATION, REST_CONTRACTS, REST_SERVICES } from '../http/rest-configuration.ts'
import type { AnyConnector, Catalog } from '../kit/catalog.ts'
import { ComponentBean } from '../kit/component-bean.ts'
import type { ConnectorContext, PolledSource, SharedResource } from '../kit/connector.ts'
import { type BuildScope, buildFields, type DataFormatModel } from '../kit/field.ts'
import { kameletRoutes } from '../kit/kamelet-routes.ts'
import type { EndpointUse } from '../kit/step.ts'
import { beansOfProperties } from '../model/bean-properties.ts'
import { type Lookup, resolvePlaceholders } from '../model/placeholders.ts'
import { Positions } from '../model/positions.ts'
import { readDocument, readFile } from '../model/read-file.ts'
import type { BeanModel, FileModel } from '../model/route.ts'
import { Beans } from './beans.ts'
import { EndpointStatuses } from './endpoint-statuses.ts'
import { type ContextUse, type Endpoint, type EndpointHost, Endpoints } from './endpoints.ts'
import { InFlight } from './in-flight.ts'
import { KameletFiles } from './kamelet-files.ts'
import { localEndpoint } from './local-endpoint.ts'
import { MountedValues } from './mounted-values.ts'
import type { KafilaOptions, MessageInput, RouteSource } from './options.ts'
import { Problems } from './problems.ts'
import { propertyLookup } from './properties.ts'
import { pollerFromSource } from './queue-poller.ts'
import { RouteFactory, type RouteHost } from './route-factory.ts'
import type { RouteHandle } from './route-handle.ts'
import { RouteWatches } from './route-watches.ts'
import { runtimeScope } from './runtime-scope.ts'
import { Scheduler } from './scheduler.ts'
import { joinedServices, makeServices } from './services.ts'
import { type TemplateHost, TemplateRoutes } from './template-routes.ts'

const STOP_MS = 45_000

/** Told of an exchange that ended, with its route. */
export type DoneListener = (exchange: Exchange, route: RouteHandle) => void

export type Lifecycle = 'stopped' | 'starting' | 'started' | 'stopping' | 'failed'

/** A runtime: routes built from files, started and stopped together. Two runtimes in one process share nothing. */
export class Kafila implements EndpointHost, RouteHost {
  readonly catalog: Catalog
  readonly services: Services
  readonly routes = new Map<string, RouteHandle>()
  readonly endpoints: Endpoints
  readonly beans: Beans
  /** Exchanges that run apart from a route's own (wireTap, completed groups). */
  readonly detached: InFlight
  readonly properties: Map<string, string>
  /** ConfigMaps and Secrets that placeholders name. */
  readonly mounted: MountedValues
  readonly scope: BuildScope
  /** How the endpoints stand that talk to the world outside. */
  readonly statuses: EndpointStatuses
  readonly positions = new Positions()
  readonly problems: Problems
  readonly lookup: Lookup
  readonly options: KafilaOptions & { readonly catalog: Catalog }
  /** What the route files say, as read. */
  files: readonly FileModel[] = []
  /** Endpoints of routes that a reload has joined with this runtime's. */
  readonly joined: Endpoints[] = []
  /** Where the runtime stands: `failed` after a start that did not succeed. */
  lifecycle: Lifecycle = 'stopped'
  /** Whether a start has succeeded, be it stopped since. */
  wasStarted = false
  private readonly scheduler: Scheduler
  private readonly sharedValues: Map<string, unknown>
  private readonly factory: RouteFactory
  private readonly templates: TemplateRoutes
  /** Who watches exchanges of its routes. */
  readonly watches = new RouteWatches(this.routes)
  private readonly doneListeners = new Set<DoneListener>()

  /** With `validateOnly` no code of the user runs. `predecessor`: the runtime that this one's routes will join (reload); what lives between routes is shared with it. */
  constructor(options: KafilaOptions & { readonly catalog: Catalog; readonly validateOnly?: boolean }, predecessor?: Kafila) {
    this.options = options
    this.detached = predecessor?.detached ?? new InFlight(Number.POSITIVE_INFINITY)
    this.scheduler = predecessor?.scheduler ?? new Scheduler()
    this.sharedValues = predecessor?.sharedValues ?? new Map()
    this.statuses = predecessor?.statuses ?? new EndpointStatuses()
    this.catalog = options.catalog
    this.properties = new Map(Object.entries({ ...options.properties, ...options.overrides }))
    const env = options.env ?? process.env
    this.mounted = new MountedValues(this.properties, env)
    this.lookup = propertyLookup(this.properties, env, name => this.beans.get(name), options.overrides, this.mounted)
    const services = makeServices(options, this.properties, this.lookup, () => this.beans)
    this.services = predecessor === undefined ? services : joinedServices(predecessor.services, services)
    this.scope = runtimeScope(this, this.lookup)
    this.beans = new Beans(options.beans ?? {}, this.catalog, this.services, this.scope, options.validateOnly)
    this.endpoints = new Endpoints(this)
    this.problems = new Problems(this.positions, this.lookup)
    this.factory = new RouteFactory(this)
    this.templates = new TemplateRoutes(this.templateHost())
  }

  /** Reads, checks and builds the routes; throws `KF_ROUTE_FILES` with all diagnostics where something is wrong with them. */
  async load(): Promise<void> {
    await this.embed()
    await this.check()
    // Camel reads a Kamelet when something uses it: what is wrong with others is no reason not to start
    this.problems.pardon(this.templates.unusedKamelets())
    this.problems.failOnErrors()
  }

  /** Reads, checks and builds the routes; gives all diagnostics, in the order of the files. Opens nothing. */
  async check(): Promise<readonly Diagnostic[]> {
    const read = (this.options.routes ?? []).map(source => this.readSource(source))
    this.files = read
    const files = expandRest(read, this.restHost())
    const configured = beansOfProperties(this.properties)
    this.beans.announce([...configured, ...files.flatMap(file => file.beans)])
    for (const bean of configured) await this.createBean(bean)
    for (const file of files) {
      for (const bean of file.beans) await this.createBean(bean)
      for (const format of file.dataFormats) this.register(format)
    }
    this.templates.add(files)
    for (const file of files) for (const route of file.routes) this.factory.build(route, files)
    await this.templates.build()
    const { catalog, positions } = this
    this.problems.report(
      ...checkFiles({
        files,
        catalog,
        positions,
        camel: this.options.camel ?? false,
        text: raw => this.scope.text(raw),
        localEndpoint: (uri, parameters) => localEndpoint(catalog, uri, parameters),
      }),
    )
    this.problems.replace(inFileOrder(this.diagnostics, files))
    return this.diagnostics
  }

  private createBean(model: BeanModel): Promise<void> {
    return this.beans.create(model).catch(error => this.problems.add(error, model))
  }

  /** Makes a data format that has an id a bean, so that routes can name it. */
  private register(model: DataFormatModel): void {
    const { id, ...options } = model.options
    const definition = this.catalog.formats.get(model.format)
    if (typeof id !== 'string' || definition === undefined) return
    try {
      this.beans.set(id, definition.open(buildFields(definition.fields, options, this.scope), this.services))
    } catch (error) {
      this.problems.add(error, model)
    }
  }

  private become(state: Lifecycle): void {
    if (state === this.lifecycle) return
    this.lifecycle = state
    tell(events.runtime, () => ({ runtime: this.services.name, state }))
  }

  /** Starts all routes: first everything that sends, then the sources in startup order. */
  async start(): Promise<void> {
    this.become('starting')
    try {
      const handles = this.inStartupOrder()
      for (const handle of handles) await handle.prepare()
      for (const handle of handles) if (handle.built.autoStartup) await handle.start()
    } catch (error) {
      this.become('failed')
      throw error
    }
    this.become('started')
    this.wasStarted = true
  }

  /**
   * Announces a stop: the runtime is no longer ready, servers have their clients connect anew, and all go on serving. Gives whether anybody
   * connects from outside, who needs time to notice.
   */
  leave(): boolean {
    this.become('stopping')
    const servers = this.sharedResources().filter(({ leave }) => leave !== undefined)
    for (const server of servers) server.leave!()
    return servers.length > 0
  }

  /** Stops sources, waits for exchanges in flight until the deadline, then closes sinks. */
  async stop(options: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {}): Promise<void> {
    const deadline = options.signal ?? AbortSignal.timeout(options.timeoutMs ?? STOP_MS)
    // whatever is in hand listens to it
    setMaxListeners(0, deadline)
    this.become('stopping')
    for (const resource of this.sharedResources()) resource.quiesce?.(deadline)
    // what routes hold back is sent on while all of them still take messages
    for (const handle of this.routes.values()) await handle.drain(deadline)
    for (const handle of this.inStartupOrder().reverse()) await handle.stop(deadline)
    for (const handle of this.routes.values()) await handle.release()
    await this.detached.drained(deadline)
    for (const endpoints of [this.endpoints, ...this.joined]) await endpoints.close()
    for (const resource of this.sharedResources()) await resource.close?.()
    await this.beans.close(error =>
      this.services.log.write({
        level: 'WARN',
        logger: 'kafila.beans',
        message: `a bean's destroy method failed: ${exceptionMessage(error)}`,
        error,
      }),
    )
    this.become('stopped')
  }

  /** Sends a message to an endpoint; resolves when it is processed. A failure is in the exchange (`exception`), as with Camel's ProducerTemplate. */
  async send(uri: string, message: MessageInput = {}, pattern: Pattern = 'InOnly'): Promise<Exchange> {
    const exchange = this.exchange(message, pattern)
    try {
      const endpoint = this.endpoints.resolveDynamic(resolvePlaceholders(uri, this.lookup) ?? '', true)
      await runStep(this.factory.interceptions.send(endpoint), exchange)
    } catch (error) {
      fail(exchange, error)
    }
    await exchange.unitOfWork?.complete(exchange)
    return exchange
  }

  /** Sends a message and gives the reply's body; rejects with the failure. */
  async request(uri: string, message: MessageInput = {}): Promise<unknown> {
    const exchange = await this.send(uri, message, 'InOut')
    if (exchange.exception !== undefined) throw exchange.exception
    return exchange.body
  }

  /**
   * Takes a request for the routes of `platform-http:` and `rest:`, as listener of Node's `http.createServer` or as middleware of Express; for a
   * runtime that was made with `httpServer: false`. Routes see the path in `request.url`. `next` is called for a path that no route has; without
   * it the answer is 404. A runtime that is not started answers 503.
   */
  get handler(): EmbeddedServer['handle'] {
    return this.embedded().handle
  }

  /**
   * Takes a request of the Fetch API for the routes of `platform-http:` and `rest:`, and gives their response as soon as its head is known; for a
   * runtime that was made with `httpServer: false`. Rejects only where the request is aborted before there is an answer.
   */
  get fetch(): EmbeddedServer['fetch'] {
    return this.embedded().fetch
  }

  private embedded(): EmbeddedServer {
    const server = this.sharedValues.get(EMBEDDED_SERVER) as EmbeddedServer | undefined
    if (server === undefined)
      throw errors.KF_RUN_START({
        what: 'a handler of requests',
        reason: 'the runtime has a server of its own; httpServer: false is for that',
      })
    return server
  }

  /** Loaded only where it is needed: it costs start-up time. */
  private async embed(): Promise<void> {
    if (this.options.httpServer !== false || this.sharedValues.has(EMBEDDED_SERVER)) return
    const { EmbeddedServer } = await import('../http/embedded-server.ts')
    this.sharedValues.set(EMBEDDED_SERVER, new EmbeddedServer(() => this.lifecycle === 'started' || this.lifecycle === 'stopping'))
  }

  /** Addresses that servers of this runtime listen on, for people: connectors add theirs to the shared set `urls`. */
  get urls(): readonly string[] {
    return [...this.shared('urls', () => new Set<string>())].sort()
  }

  /** Calls `listener` after each exchange that a source delivered; gives what takes that back. */
  onExchangeDone(listener: DoneListener): () => void {
    this.doneListeners.add(listener)
    this.tellDone()
    return () => {
      this.doneListeners.delete(listener)
      this.tellDone()
    }
  }

  /** Has each route tell of exchanges that end, where somebody listens; called again after routes came or went. */
  tellDone(): void {
    const listens = this.doneListeners.size > 0
    this.watches.apply()
    for (const handle of this.routes.values()) handle.done = listens ? exchange => this.told(exchange, handle) : undefined
  }

  private told(exchange: Exchange, handle: RouteHandle): void {
    for (const listener of this.doneListeners) listener(exchange, handle)
  }

  /** How many exchanges are in flight, in all routes and beside them. */
  get inFlight(): number {
    let sum = this.detached.current
    for (const handle of this.routes.values()) sum += handle.inFlight.current
    return sum
  }

  exchange(message: MessageInput, pattern: Pattern): Exchange {
    const exchange = new Exchange(this.services, message.body, pattern)
    for (const [name, value] of Object.entries(message.headers ?? {})) exchange.setHeader(name, value)
    for (const [name, value] of Object.entries(message.properties ?? {})) exchange.setProperty(name, value)
    for (const [name, value] of Object.entries(message.variables ?? {})) exchange.setVariable(name, value)
    return exchange
  }

  component(name: string): ComponentBean | undefined {
    const bean = this.beans.get(name)
    return bean instanceof ComponentBean ? bean : undefined
  }

  connectorContext(connector: AnyConnector, uri: string, { component, routeId }: ContextUse = {}): ConnectorContext {
    const direction = routeId === undefined ? 'sink' : 'source'
    let known: EndpointStatus | undefined
    const scheme = uri.slice(0, uri.indexOf(':'))
    const status = () => (known ??= this.statuses.of(direction, routeId ?? '', uri))
    return {
      routeId: routeId ?? '',
      uri,
      services: this.services,
      get meter() {
        return status().meter
      },
      connection: (state, cause) => status().report(uri, state, cause, this.services.clock.now()),
      log: (level, message, error) =>
        this.services.log.write({ level, logger: `kafila.${connector.name}`, message, ...(error !== undefined && { error }) }),
      exchange: body => new Exchange(this.services, body),
      // a component that is a bean shares nothing with the others of its kind
      shared: (key, make) => this.shared(component === undefined ? key : `${component.name}|${key}`, make),
      turn: () => this.scheduler.turn(),
      componentOption: name => component?.options[name] ?? this.componentOption(connector, scheme, name),
      expression: model => this.scope.expression(model),
      dataFormat: model => this.scope.dataFormat(model),
      routes: this.routes,
    }
  }

  adaptPoller(endpoint: Endpoint): Promise<PolledSource> {
    return pollerFromSource(endpoint, this.contextOf(endpoint, ''), this.services.clock)
  }

  /** What several endpoints of this runtime share, by key; made by the first who asks. */
  shared<T>(key: string, make: () => T): T {
    if (!this.sharedValues.has(key)) this.sharedValues.set(key, make())
    return this.sharedValues.get(key) as T
  }

  /** What endpoints share and has to be told of the runtime's stop: an HTTP server. */
  private sharedResources(): SharedResource[] {
    return [...this.sharedValues.values()].filter(value => typeof value === 'object' && value !== null) as SharedResource[]
  }

  private restHost(): RestHost {
    return {
      text: raw => resolvePlaceholders(raw, this.lookup),
      properties: this.properties,
      positions: this.positions,
      problem: (error, model) => this.problems.add(error, model),
      directory: this.services.directory,
      configured: (configuration, services, contracts) => {
        this.sharedValues.set(REST_CONFIGURATION, configuration)
        this.sharedValues.set(REST_SERVICES, services)
        this.sharedValues.set(REST_CONTRACTS, contracts)
      },
    }
  }

  componentOption({ name }: AnyConnector, scheme: string, option: string): string | undefined {
    const dashed = option.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
    const keys = [scheme, name].flatMap(each => [`camel.component.${each}.${option}`, `camel.component.${each}.${dashed}`])
    const value = keys.map(key => this.properties.get(key)).find(each => each !== undefined)
    return value === undefined ? undefined : resolvePlaceholders(value, this.lookup)
  }

  /** Makes a route of a template for a new endpoint of a Kamelet. */
  made(endpoint: Endpoint, how: EndpointUse): void {
    this.templates.use(endpoint, how)
  }

  /** What was found wrong with the files. */
  get diagnostics(): readonly Diagnostic[] {
    return this.problems.diagnostics
  }

  bean(reference: string): unknown {
    return this.beans.resolve(reference)
  }

  turn(items?: number): void | Promise<void> {
    return this.scheduler.turn(items)
  }

  untilTurn(): number {
    return this.scheduler.untilTurn()
  }

  contextOf({ connector, uri, component }: Endpoint, routeId?: string): ConnectorContext {
    return this.connectorContext(connector, uri, { component, routeId })
  }

  /** Runs an exchange apart from the one in hand; never rejects. */
  async detach(exchange: Exchange, step: Step, routeId: string): Promise<void> {
    this.detached.add()
    try {
      await runStep(step, exchange)
    } catch (error) {
      fail(exchange, error)
      this.services.log.write({ level: 'ERROR', logger: routeId, message: exceptionMessage(error), error })
    }
    await exchange.unitOfWork?.complete(exchange)
    this.detached.leave()
  }

  private templateHost(): TemplateHost {
    const { positions, properties, lookup } = this
    const location = properties.get('camel.component.kamelet.location')
    return {
      positions,
      properties,
      lookup,
      kameletRoutes: kameletRoutes({ shared: (key, make) => this.shared(key, make) }),
      kameletFiles: new KameletFiles(
        location === undefined ? undefined : resolvePlaceholders(location, lookup),
        this.services.directory,
        this.options.kamelets,
      ),
      current: () => this.factory.current,
      text: raw => resolvePlaceholders(raw, lookup),
      read: source => this.readSource(source),
      createBean: (model, local) => this.beans.create(model, runtimeScope(this, local)),
      build: (model, files, origin) => this.factory.build(model, files, origin),
      problem: (error, model, origin) => this.problems.add(error, model, origin),
      report: diagnostic => this.problems.report(diagnostic),
      reserveRouteId: () => void this.factory.nextId('route'),
      discard: ({ id }) => void this.routes.delete(id),
    }
  }

  private readSource({ file, text, document }: RouteSource): FileModel {
    const report = (diagnostic: Diagnostic) => this.problems.report(diagnostic)
    if (document === undefined) return readFile(text, file, this.catalog, this.positions, report)
    for (const [name, object] of document.objects) this.beans.set(name, object)
    return readDocument(document, file, this.catalog, this.positions, report)
  }

  private inStartupOrder(): RouteHandle[] {
    return [...this.routes.values()].sort((a, b) => a.built.startupOrder - b.built.startupOrder)
  }
}
