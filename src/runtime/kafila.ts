import { checkFiles, inFileOrder } from '../check/index.ts'
import type { CompileEnvironment } from '../compile/environment.ts'
import { fail } from '../compile/error-policy.ts'
import { ExpressionCompiler } from '../compile/expression.ts'
import { Interceptions } from '../compile/interceptions.ts'
import { expandRest, type RestHost } from '../compile/rest/expand-rest.ts'
import { compileRoute, routeIncluded } from '../compile/route.ts'
import { runStep } from '../compile/run-step.ts'
import { SharedElements } from '../compile/shared-elements.ts'
import { systemClock } from '../core/clock.ts'
import type { Diagnostic } from '../core/diagnostic.ts'
import { errors } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import { Exchange, type Pattern } from '../core/exchange.ts'
import type { Services } from '../core/services.ts'
import type { Step } from '../core/step.ts'
import { REST_CONFIGURATION, REST_SERVICES } from '../http/rest-configuration.ts'
import type { AnyConnector, Catalog } from '../kit/catalog.ts'
import { ComponentBean } from '../kit/component-bean.ts'
import type { ConnectorContext, PolledSource, SharedResource, SourceContext } from '../kit/connector.ts'
import { type BuildScope, buildFields, type DataFormatModel } from '../kit/field.ts'
import { kameletRoutes } from '../kit/kamelet-routes.ts'
import type { EndpointUse } from '../kit/step.ts'
import { withoutAbsentOptions } from '../kit/uri.ts'
import { beansOfProperties } from '../model/bean-properties.ts'
import { type Lookup, resolvePlaceholders } from '../model/placeholders.ts'
import { Positions } from '../model/positions.ts'
import { readFile } from '../model/read-file.ts'
import { diagnostic } from '../model/reader.ts'
import type { BeanModel, FileModel, RouteModel } from '../model/route.ts'
import { Beans } from './beans.ts'
import { problemDiagnostics } from './diagnose.ts'
import { type Endpoint, type EndpointHost, Endpoints } from './endpoints.ts'
import { InFlight } from './in-flight.ts'
import { insideKamelet } from './kamelet-endpoints.ts'
import { KameletFiles } from './kamelet-files.ts'
import { localEndpoint } from './local-endpoint.ts'
import { consoleLogger } from './logger.ts'
import type { KafilaOptions, MessageInput } from './options.ts'
import { propertyLookup } from './properties.ts'
import { pollerFromSource } from './queue-poller.ts'
import { type BuiltRoute, RouteHandle } from './route-handle.ts'
import { Scheduler } from './scheduler.ts'
import { type Building, type RouteOrigin, type TemplateHost, TemplateRoutes } from './template-routes.ts'

/** What the reader tells already, at another place, where a name is unknown or refused. */
const TOLD_BY_READER = new Set(['KF_ROUTE_UNKNOWN_LANGUAGE', 'KF_ROUTE_UNKNOWN_FORMAT'])
const MAX_IN_FLIGHT = 256
const STOP_MS = 45_000

/** Told of an exchange that ended, with its route. */
export type DoneListener = (exchange: Exchange, route: RouteHandle) => void

export type Lifecycle = 'stopped' | 'starting' | 'started' | 'stopping' | 'failed'

/** A runtime: routes built from files, started and stopped together. Two runtimes in one process share nothing. */
export class Kafila implements EndpointHost {
  readonly catalog: Catalog
  readonly services: Services
  readonly routes = new Map<string, RouteHandle>()
  readonly endpoints: Endpoints
  readonly beans: Beans
  /** Exchanges that run apart from a route's own (wireTap, completed groups). */
  readonly detached: InFlight
  readonly properties: Map<string, string>
  readonly scope: BuildScope
  readonly diagnostics: Diagnostic[] = []
  readonly positions = new Positions()
  readonly options: KafilaOptions & { readonly catalog: Catalog }
  /** What the route files say, as read. */
  files: readonly FileModel[] = []
  /** Endpoints of routes that a reload has joined with this runtime's. */
  readonly joined: Endpoints[] = []
  /** Where the runtime stands: `failed` after a start that did not succeed. */
  lifecycle: Lifecycle = 'stopped'
  /** Whether a start has succeeded, be it stopped since. */
  wasStarted = false
  private readonly lookup: Lookup
  private readonly scheduler: Scheduler
  private readonly sharedValues: Map<string, unknown>
  private readonly counters = new Map<string, number>()
  private readonly interceptions = new Interceptions()
  private readonly sharedElements = new SharedElements()
  private readonly templates: TemplateRoutes
  private building: Building | undefined
  private readonly reportedOnce = new Set<string>()
  private readonly doneListeners = new Set<DoneListener>()

  /** With `validateOnly` no code of the user runs. `predecessor`: the runtime that this one's routes will join (reload); what lives between routes is shared with it. */
  constructor(options: KafilaOptions & { readonly catalog: Catalog; readonly validateOnly?: boolean }, predecessor?: Kafila) {
    this.options = options
    this.detached = predecessor?.detached ?? new InFlight(Number.POSITIVE_INFINITY)
    this.scheduler = predecessor?.scheduler ?? new Scheduler()
    this.sharedValues = predecessor?.sharedValues ?? new Map()
    this.catalog = options.catalog
    this.properties = new Map(Object.entries(options.properties ?? {}))
    this.lookup = propertyLookup(this.properties, options.env ?? process.env, name => this.beans.get(name))
    this.services = predecessor?.services ?? this.makeServices()
    this.scope = this.runtimeScope(this.lookup)
    this.beans = new Beans(options.beans ?? {}, this.catalog, this.services, this.scope, options.validateOnly)
    this.endpoints = new Endpoints(this)
    this.templates = new TemplateRoutes(this.templateHost())
  }

  /** Reads, checks and builds the routes; throws `KF_ROUTE_FILES` with all diagnostics where something is wrong with them. */
  async load(): Promise<void> {
    await this.check()
    this.pardonUnused()
    this.failOnErrors()
  }

  /** Reads, checks and builds the routes; gives all diagnostics, in the order of the files. Opens nothing. */
  async check(): Promise<readonly Diagnostic[]> {
    const read = (this.options.routes ?? []).map(({ file, text }) => this.readSource(file, text))
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
    for (const file of files) for (const route of file.routes) this.build(route, files)
    await this.templates.build()
    const { catalog, positions } = this
    this.diagnostics.push(
      ...checkFiles({
        files,
        catalog,
        positions,
        camel: this.options.camel ?? false,
        text: raw => this.scope.text(raw),
        localEndpoint: (uri, parameters) => localEndpoint(catalog, uri, parameters),
      }),
    )
    this.diagnostics.splice(0, Number.POSITIVE_INFINITY, ...inFileOrder(this.diagnostics, files))
    return this.diagnostics
  }

  private createBean(model: BeanModel): Promise<void> {
    return this.beans.create(model).catch(error => this.problem(error, model))
  }

  /** Makes a data format that has an id a bean, so that routes can name it. */
  private register(model: DataFormatModel): void {
    const { id, ...options } = model.options
    const definition = this.catalog.formats.get(model.format)
    if (typeof id !== 'string' || definition === undefined) return
    try {
      this.beans.set(id, definition.open(buildFields(definition.fields, options, this.scope), this.services))
    } catch (error) {
      this.problem(error, model)
    }
  }

  /** Starts all routes: first everything that sends, then the sources in startup order. */
  async start(): Promise<void> {
    this.lifecycle = 'starting'
    try {
      const handles = this.inStartupOrder()
      for (const handle of handles) await handle.prepare()
      for (const handle of handles) if (handle.built.autoStartup) await handle.start()
    } catch (error) {
      this.lifecycle = 'failed'
      throw error
    }
    this.lifecycle = 'started'
    this.wasStarted = true
  }

  /** Stops sources, waits for exchanges in flight until the deadline, then closes sinks. */
  async stop(options: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {}): Promise<void> {
    const deadline = options.signal ?? AbortSignal.timeout(options.timeoutMs ?? STOP_MS)
    this.lifecycle = 'stopping'
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
    this.lifecycle = 'stopped'
  }

  /** Sends a message to an endpoint; resolves when it is processed. A failure is in the exchange (`exception`), as with Camel's ProducerTemplate. */
  async send(uri: string, message: MessageInput = {}, pattern: Pattern = 'InOnly'): Promise<Exchange> {
    const exchange = this.exchange(message, pattern)
    try {
      const endpoint = this.endpoints.resolveDynamic(resolvePlaceholders(uri, this.lookup) ?? '', true)
      await runStep(this.interceptions.send(endpoint), exchange)
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

  connectorContext(connector: AnyConnector, uri: string, component?: ComponentBean): ConnectorContext {
    return {
      routeId: '',
      uri,
      services: this.services,
      log: (level, message, error) =>
        this.services.log.write({ level, logger: `kafila.${connector.name}`, message, ...(error !== undefined && { error }) }),
      exchange: body => new Exchange(this.services, body),
      // a component that is a bean shares nothing with the others of its kind
      shared: (key, make) => this.shared(component === undefined ? key : `${component.name}|${key}`, make),
      turn: () => this.scheduler.turn(),
      componentOption: name => component?.options[name] ?? this.componentOption(connector.name, name),
      expression: model => this.scope.expression(model),
      dataFormat: model => this.scope.dataFormat(model),
      routes: this.routes,
    }
  }

  adaptPoller(endpoint: Endpoint): Promise<PolledSource> {
    return pollerFromSource(endpoint, this.connectorContext(endpoint.connector, endpoint.uri, endpoint.component), this.services.clock)
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
      problem: (error, model) => this.problem(error, model),
      configured: (configuration, services) => {
        this.sharedValues.set(REST_CONFIGURATION, configuration)
        this.sharedValues.set(REST_SERVICES, services)
      },
    }
  }

  private componentOption(scheme: string, option: string): string | undefined {
    const dashed = option.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
    const value = this.properties.get(`camel.component.${scheme}.${option}`) ?? this.properties.get(`camel.component.${scheme}.${dashed}`)
    return value === undefined ? undefined : resolvePlaceholders(value, this.lookup)
  }

  /** Makes a route of a template for a new endpoint of a Kamelet. */
  made(endpoint: Endpoint, how: EndpointUse): void {
    this.templates.use(endpoint, how)
  }

  private build(model: RouteModel, files: readonly FileModel[], origin?: RouteOrigin): RouteHandle | undefined {
    const environment = this.environment(model, origin)
    environment.building(model)
    try {
      if (!routeIncluded(model, environment)) return undefined
      const route = this.buildRoute(model, files, environment, origin)
      return route && this.add(route, origin)
    } catch (error) {
      environment.problem(error, model)
      return undefined
    } finally {
      this.building = undefined
    }
  }

  private add(route: BuiltRoute, origin: RouteOrigin | undefined): RouteHandle | undefined {
    const before = this.routes.get(route.id)
    // of an id in a file a rule tells, together with the place of the first
    if (before !== undefined && (origin === undefined || !this.replaces(before, route, origin))) return undefined
    const handle = new RouteHandle(route)
    this.routes.set(route.id, handle)
    this.tellDone()
    return handle
  }

  /** As in Camel, of routes of templates with one id the last counts; a Kamelet takes the place of Kamelets only. */
  private replaces(before: RouteHandle, { id, model }: BuiltRoute, origin: RouteOrigin): boolean {
    const ofTemplate = before.built.model.options['templateParameters'] !== undefined
    if (origin.kamelet !== undefined && !ofTemplate) {
      this.problem(errors.KF_ROUTE_DUPLICATE_ID({ id, first: 'another route' }), model, origin)
      return false
    }
    const at = this.positions.of(model)
    const details = { kind: 'route', name: id, first: 'another place' }
    this.diagnostics.push(...this.ofOrigin([{ ...diagnostic('KF_ROUTE_OVERWRITTEN', details, at), severity: 'warning' }], origin))
    return true
  }

  /** Builds a route; the steps also where its source cannot be, so that what is wrong with them shows too. */
  private buildRoute(
    model: RouteModel,
    files: readonly FileModel[],
    environment: CompileEnvironment,
    origin: RouteOrigin | undefined,
  ): BuiltRoute | undefined {
    const text = (raw: string) => resolvePlaceholders(raw, environment.lookup)
    const id = model.id === undefined ? this.freeRouteId() : (text(model.id) ?? '')
    const endpoint = this.source(model, environment)
    const compiled = compileRoute(model, id, files, environment)
    if (endpoint === undefined) return undefined
    const option = (name: string) => {
      const value = model.options[name]
      return typeof value === 'string' ? text(value) : undefined
    }
    return {
      id,
      model,
      uri: endpoint.uri,
      entry: compiled.entry,
      failed: compiled.failed,
      starts: compiled.scope.starts,
      stops: compiled.scope.stops,
      drains: compiled.scope.drains,
      autoStartup: option('autoStartup') !== 'false',
      startupOrder: Number(option('startupOrder') ?? origin?.startupOrder ?? 1000 + this.routes.size),
      maxInFlight: this.options.maxInFlight ?? MAX_IN_FLIGHT,
      openSource: handle => endpoint.openSource(this.sourceContext(handle, endpoint)),
    }
  }

  private source({ from }: RouteModel, environment: CompileEnvironment): Endpoint | undefined {
    const text = (raw: unknown) => (typeof raw === 'string' ? resolvePlaceholders(raw, environment.lookup) : raw)
    environment.building(from)
    try {
      const parameters = Object.entries(from.parameters ?? {}).map(([name, value]) => [name, text(value)])
      const uri = withoutAbsentOptions(from.uri, { text: raw => resolvePlaceholders(raw, environment.lookup) })
      return environment.endpoints.resolve(String(text(uri) ?? ''), Object.fromEntries(parameters), 'source') as Endpoint
    } catch (error) {
      environment.problem(error, from)
      return undefined
    }
  }

  private sourceContext(handle: RouteHandle, endpoint: Endpoint): SourceContext {
    const context: SourceContext = {
      ...this.connectorContext(endpoint.connector, endpoint.uri, endpoint.component),
      routeId: handle.id,
      exchange: body => {
        const exchange = new Exchange(this.services, body)
        exchange.fromRouteId = handle.id
        exchange.fromEndpoint = endpoint.uri
        return exchange
      },
      deliver: exchange => handle.deliver(exchange),
      process: exchange => handle.process(exchange),
      failed: error => {
        const message = `Failed polling endpoint: ${endpoint.uri}. Will try again at next poll`
        if (endpoint.given('bridgeErrorHandler') === 'true') return handle.bridge(context.exchange(message), error)
        this.services.log.write({ level: 'WARN', logger: handle.id, message: `${message}: ${exceptionMessage(error)}`, error })
      },
      maxInFlight: handle.built.maxInFlight,
    }
    return context
  }

  private environment(route: RouteModel, origin: RouteOrigin | undefined): CompileEnvironment {
    return {
      catalog: this.catalog,
      services: this.services,
      endpoints: origin?.kamelet === undefined ? this.endpoints : insideKamelet(this.endpoints, origin.kamelet),
      lookup: origin?.lookup ?? this.lookup,
      bean: reference => this.beans.resolve(reference),
      nextId: name => this.nextId(name),
      building: model => {
        this.building = { model, route, origin }
      },
      problem: (error, model) => this.problem(error, model, origin),
      detach: (exchange, step, routeId) => this.detach(exchange, step, routeId),
      turn: () => this.scheduler.turn(),
      interceptions: this.interceptions,
      shared: this.sharedElements,
      engine: this.options.engine ?? 'generated',
    }
  }

  private async detach(exchange: Exchange, step: Step, routeId: string): Promise<void> {
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

  private nextId(name: string): string {
    const next = (this.counters.get(name) ?? 0) + 1
    this.counters.set(name, next)
    return `${name}${next}`
  }

  private freeRouteId(): string {
    for (;;) {
      const id = this.nextId('route')
      if (!this.routes.has(id)) return id
    }
  }

  private problem(error: unknown, model: object, origin?: RouteOrigin): void {
    origin?.problems?.push(error)
    const found = problemDiagnostics(error, model, this.positions, origin?.lookup ?? this.lookup)
    const independent = this.isFaulty(model) ? this.independent(found, model) : found
    this.diagnostics.push(...(origin === undefined ? independent : this.ofOrigin(independent, origin)))
  }

  /** What is wrong in a template is said once, with the first route that is made of it. */
  private ofOrigin(found: readonly Diagnostic[], { made }: RouteOrigin): Diagnostic[] {
    return found.flatMap(each => {
      const key = `${each.code} ${each.message} ${JSON.stringify(each.at)}`
      if (this.reportedOnce.has(key)) return []
      this.reportedOnce.add(key)
      return [{ ...each, message: each.message + made }]
    })
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
      current: () => this.building,
      text: raw => resolvePlaceholders(raw, lookup),
      read: ({ file, text }) => this.readSource(file, text),
      createBean: (model, local) => this.beans.create(model, this.runtimeScope(local)),
      build: (model, files, origin) => this.build(model, files, origin),
      problem: (error, model, origin) => this.problem(error, model, origin),
      report: diagnostic => void this.diagnostics.push(diagnostic),
      reserveRouteId: () => void this.nextId('route'),
      discard: ({ id }) => void this.routes.delete(id),
    }
  }

  private readSource(file: string, text: string): FileModel {
    return readFile(text, file, this.catalog, this.positions, diagnostic => this.diagnostics.push(diagnostic))
  }

  /** Of what is wrong with a part that could not be read whole, that which does not follow from it: it lies elsewhere inside. */
  private independent(found: readonly Diagnostic[], model: object): Diagnostic[] {
    const places = new Set(
      [this.positions.of(model), ...this.diagnostics.map(each => each.at)].map(at => `${at?.file}:${at?.line}:${at?.column}`),
    )
    return found.filter(
      ({ at, code }) => at !== undefined && !TOLD_BY_READER.has(code) && !places.has(`${at.file}:${at.line}:${at.column}`),
    )
  }

  /** Whether something was found wrong with a part of the model when it was read. */
  private isFaulty(model: object): boolean {
    const { options } = model as { options?: object }
    return this.positions.isFaulty(model) || (options !== undefined && this.positions.isFaulty(options))
  }

  /** Camel reads a Kamelet when something uses it: what is wrong with others is no reason not to start. */
  private pardonUnused(): void {
    const unused = this.templates.unusedKamelets()
    const pardoned = this.diagnostics.map(each =>
      each.at !== undefined && unused.has(each.at.file) ? { ...each, severity: 'warning' as const } : each,
    )
    this.diagnostics.splice(0, Number.POSITIVE_INFINITY, ...pardoned)
  }

  private failOnErrors(): void {
    if (this.diagnostics.some(each => each.severity === 'error')) throw errors.KF_ROUTE_FILES({ diagnostics: this.diagnostics })
  }

  private inStartupOrder(): RouteHandle[] {
    return [...this.routes.values()].sort((a, b) => a.built.startupOrder - b.built.startupOrder)
  }

  /** `camel.main.allowUseOriginalMessage`: messages are kept as they came in even where no route says so. */
  private allowsOriginals(): boolean {
    const value = this.properties.get('camel.main.allowUseOriginalMessage') ?? this.properties.get('camel.main.allow-use-original-message')
    return value === 'true'
  }

  private makeServices(): Services {
    const routeVariables = new Map<string, Map<string, unknown>>()
    return {
      name: this.options.name ?? 'camel-1',
      clock: this.options.clock ?? systemClock,
      log: this.options.logger ?? consoleLogger(),
      globals: new Map(),
      routeVariables(routeId) {
        let variables = routeVariables.get(routeId)
        if (variables === undefined) routeVariables.set(routeId, (variables = new Map()))
        return variables
      },
      bean: name => this.beans.get(name),
      beans: () => this.beans.all(),
      property: name => {
        const value = this.lookup(name)
        return value === undefined ? undefined : resolvePlaceholders(value, this.lookup)
      },
      routeGroups: new Map(),
      uncachedRoutes: new Set(),
      redeliveries: new Map(),
      originals: { kept: this.allowsOriginals() },
      directory: this.options.directory ?? process.cwd(),
    }
  }

  private openFormat({ format, options }: DataFormatModel, scope: BuildScope): unknown {
    const definition = this.catalog.formats.get(format)
    if (definition === undefined) throw errors.KF_ROUTE_UNKNOWN_FORMAT({ name: format })
    const unknown = Object.keys(options).find(option => !Object.hasOwn(definition.fields, option))
    if (unknown !== undefined) throw errors.KF_FIELD_UNKNOWN({ what: format, option: unknown })
    return definition.open(buildFields(definition.fields, options, scope), this.services)
  }

  /** Building outside a route: options of endpoints and beans, which hold text, references and expressions. */
  private runtimeScope(lookup: Lookup): BuildScope {
    const no = (what: string) => () => {
      throw errors.KF_RUN_ILLEGAL_STATE({ reason: `${what} cannot stand here` })
    }
    const text = (raw: string) => resolvePlaceholders(raw, lookup)
    const bean = (reference: string) => this.beans.resolve(reference)
    const scope: BuildScope = {
      text,
      bean,
      expression: model => expressions.expression(model),
      predicate: model => expressions.predicate(model),
      steps: no('steps'),
      branches: no('steps'),
      dataFormat: model => this.openFormat(model, scope),
    }
    const expressions = new ExpressionCompiler(this.catalog, scope, { text, bean, services: this.services, routeId: '' })
    return scope
  }
}
