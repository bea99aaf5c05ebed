import { setMaxListeners } from 'node:events'
import { fail } from '../compile/error-policy.ts'
import { runStep } from '../compile/run-step.ts'
import type { Diagnostic } from '../core/diagnostic.ts'
import { errors } from '../core/errors.ts'
import { events, tell } from '../core/events.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import { Exchange, type Pattern } from '../core/exchange.ts'
import type { Services } from '../core/services.ts'
import { andThen } from '../core/step.ts'
import { keepOriginal } from '../core/unit-of-work.ts'
import { EMBEDDED_SERVER } from '../http/embedded-key.ts'
import type { EmbeddedServer } from '../http/embedded-server.ts'
import type { Catalog } from '../kit/catalog.ts'
import type { BuildScope } from '../kit/field.ts'
import type { Detached, EndpointUse } from '../kit/step.ts'
import { type Lookup, resolvePlaceholders } from '../model/placeholders.ts'
import { Positions } from '../model/positions.ts'
import type { FileModel } from '../model/route.ts'
import { Beans } from './beans.ts'
import { ConnectorHost } from './connector-host.ts'
import { type DoneListener, DoneListeners } from './done-listeners.ts'
import { EndpointStatuses } from './endpoint-statuses.ts'
import { type Endpoint, Endpoints } from './endpoints.ts'
import { givenVariables } from './given-variables.ts'
import { InFlight } from './in-flight.ts'
import { type PropertyProblem, readMainOptions } from './main-options.ts'
import { MountedValues } from './mounted-values.ts'
import type { KafilaOptions, MessageInput } from './options.ts'
import { Problems } from './problems.ts'
import { propertyLookup } from './properties.ts'
import { propertyCondition } from './property-condition.ts'
import { RouteFactory, type RouteHost } from './route-factory.ts'
import { type RouteHandle, STOP_MS } from './route-handle.ts'
import { RouteLoader } from './route-loader.ts'
import { RouteTable } from './route-table.ts'
import { RouteWatches } from './route-watches.ts'
import type { RuntimeParts } from './runtime-parts.ts'
import { runtimeScope } from './runtime-scope.ts'
import { Scheduler } from './scheduler.ts'
import { directoryOf, joinedServices, makeServices } from './services.ts'
import { SharedValues } from './shared-values.ts'

/** Routes that were built together, with the runtime that has built them. */
interface Generation {
  readonly runtime: Kafila
  readonly handles: readonly RouteHandle[]
}

export type Lifecycle = 'stopped' | 'starting' | 'started' | 'stopping' | 'failed'

/** A runtime: routes built from files, started and stopped together. Two runtimes in one process share nothing. */
export class Kafila implements RouteHost {
  readonly catalog: Catalog
  readonly services: Services
  readonly routes = new RouteTable()
  readonly connectors: ConnectorHost
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
  /** What is wrong with the application properties of the runtime (`camel.main.…`). */
  readonly propertyProblems: PropertyProblem[] = []
  readonly lookup: Lookup
  readonly options: KafilaOptions & { readonly catalog: Catalog }
  /** What the route files say, as read. */
  files: readonly FileModel[] = []
  /** The runtimes, this one among them, whose routes run here since a reload. */
  private generations: Generation[] = []
  /** The runtime that this one's routes have joined. */
  private joinedTo: Kafila | undefined
  /** Where the runtime stands: `failed` after a start that did not succeed. */
  lifecycle: Lifecycle = 'stopped'
  /** Whether a start has succeeded, be it stopped since. */
  wasStarted = false
  private readonly scheduler: Scheduler
  private readonly sharedValues: SharedValues
  private readonly factory: RouteFactory
  private readonly loader: RouteLoader
  /** Who watches exchanges of its routes. */
  readonly watches = new RouteWatches(this.routes)
  private readonly doneListeners = new DoneListeners(this.routes)

  /** With `validateOnly` no code of the user runs. `predecessor`: the runtime that this one's routes will join (reload); what lives between routes is shared with it. */
  constructor(options: KafilaOptions & { readonly catalog: Catalog; readonly validateOnly?: boolean }, predecessor?: Kafila) {
    this.options = options
    this.detached = predecessor?.detached ?? new InFlight(Number.POSITIVE_INFINITY)
    this.scheduler = predecessor?.scheduler ?? new Scheduler()
    this.sharedValues = predecessor?.sharedValues ?? new SharedValues()
    this.statuses = predecessor?.statuses ?? new EndpointStatuses()
    this.catalog = options.catalog
    // programs in JavaScript give numbers, too
    const given = Object.entries({ ...options.properties, ...options.overrides })
    this.properties = new Map(given.map(([key, value]) => [key, String(value)]))
    const env = options.env ?? process.env
    this.mounted = new MountedValues(this.properties, env)
    const bean = (name: string) => this.beans.get(name)
    const condition = (text: string) => propertyCondition(text, this)
    this.lookup = propertyLookup(this.properties, env, bean, options.overrides, this.mounted, condition)
    const main = readMainOptions(this.properties, this.lookup, this.propertyProblems)
    const source = { properties: this.properties, lookup: this.lookup, directory: directoryOf(options) }
    const globals = givenVariables(source, this.propertyProblems)
    const services = makeServices(options, main, globals, this.lookup, () => this.beans)
    this.services = predecessor === undefined ? services : joinedServices(predecessor.services, services)
    this.scope = runtimeScope(this, this.lookup)
    this.beans = new Beans(options.beans ?? {}, this.catalog, this.services, this.scope, options.validateOnly)
    this.problems = new Problems(this.positions, this.lookup)
    this.connectors = this.connectorHost()
    this.endpoints = new Endpoints(this.connectors)
    this.factory = new RouteFactory(this)
    this.loader = this.routeLoader()
  }

  /** Reads, checks and builds the routes; throws `KF_ROUTE_FILES` with all diagnostics where something is wrong with them. */
  async load(): Promise<void> {
    await this.embed()
    await this.check()
    this.loader.pardonUnused()
    this.problems.failOnErrors()
  }

  /** Reads, checks and builds the routes; gives all diagnostics, in the order of the files. Opens nothing. */
  async check(): Promise<readonly Diagnostic[]> {
    this.files = this.loader.read()
    await this.loader.build(this.files)
    return this.diagnostics
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
    const servers = this.sharedValues.resources().filter(({ leave }) => leave !== undefined)
    for (const server of servers) server.leave!()
    return servers.length > 0
  }

  private get stopMs(): number {
    const { shutdownTimeout } = this.services.main
    return shutdownTimeout === undefined ? STOP_MS : shutdownTimeout * 1000
  }

  /** Stops sources, waits for exchanges in flight until the deadline, then closes sinks. */
  async stop(options: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {}): Promise<void> {
    const deadline = options.signal ?? AbortSignal.timeout(options.timeoutMs ?? this.stopMs)
    // whatever is in hand listens to it
    setMaxListeners(0, deadline)
    this.become('stopping')
    for (const resource of this.sharedValues.resources()) resource.quiesce?.(deadline)
    // what routes hold back is sent on while all of them still take messages
    for (const handle of this.routes.values()) await handle.drain(deadline)
    for (const handle of this.inStartupOrder().reverse()) await handle.stop(deadline)
    for (const handle of this.routes.values()) await handle.release()
    await this.detached.drained(deadline)
    const runtimes = new Set([this, ...this.generations.map(({ runtime }) => runtime)])
    for (const { endpoints } of runtimes) await endpoints.close()
    for (const resource of this.sharedValues.resources()) await resource.close?.()
    for (const { beans } of runtimes) await beans.close()
    this.become('stopped')
  }

  /** Takes over routes of a runtime that was made for a reload, in place of some of its own; all of them are stopped. */
  adopt(next: Kafila, started: readonly RouteHandle[], stopped: readonly RouteHandle[]): void {
    if (this.generations.length === 0) this.generations.push({ runtime: this, handles: [...this.routes.values()] })
    for (const handle of stopped) this.routes.remove(handle)
    for (const handle of started) this.routes.set(handle.id, handle)
    next.joinedTo = this
    next.routes.join(this.routes)
    this.generations.push({ runtime: next, handles: started })
    this.files = next.files
    this.mounted.adopt(next.mounted)
    this.tellDone(started)
  }

  /** Gives back what runtimes have opened none of whose routes is left after a reload, when what goes on beside routes has ended. */
  async forgetReplaced(deadline: AbortSignal): Promise<void> {
    const running = new Set(this.routes.values())
    const isReplaced = ({ handles }: Generation) => !handles.some(handle => running.has(handle))
    const replaced = this.generations.filter(isReplaced)
    if (replaced.length === 0) return
    this.generations = this.generations.filter(each => !isReplaced(each))
    await this.detached.drained(deadline)
    for (const { runtime } of replaced) await runtime.dispose()
  }

  /** Gives back what it has opened; none of its routes runs. */
  async dispose(): Promise<void> {
    await this.endpoints.close()
    await this.beans.close()
  }

  /** Sends a message to an endpoint; resolves when it is processed. A failure is in the exchange (`exception`), as with Camel's ProducerTemplate. */
  async send(uri: string, message: MessageInput = {}, pattern: Pattern = 'InOnly'): Promise<Exchange> {
    const exchange = this.exchange(message, pattern)
    // what intercepts the send works on it already
    keepOriginal(exchange)
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
    const server = this.sharedValues.peek<EmbeddedServer>(EMBEDDED_SERVER)
    if (server === undefined)
      throw errors.KF_RUN_START({
        what: 'a handler of requests',
        reason: 'the runtime has a server of its own; httpServer: false is for that',
      })
    return server
  }

  /** Loaded only where it is needed: it costs start-up time. */
  private async embed(): Promise<void> {
    if (this.options.httpServer !== false || this.sharedValues.peek(EMBEDDED_SERVER) !== undefined) return
    const { EmbeddedServer } = await import('../http/embedded-server.ts')
    this.sharedValues.set(EMBEDDED_SERVER, new EmbeddedServer(() => this.lifecycle === 'started' || this.lifecycle === 'stopping'))
  }

  /** Addresses that servers of this runtime listen on, for people: connectors add theirs to the shared set `urls`. */
  get urls(): readonly string[] {
    return [...this.shared('urls', () => new Set<string>())].sort()
  }

  /** Calls `listener` after each exchange that a source delivered; gives what takes that back. */
  onExchangeDone(listener: DoneListener): () => void {
    return this.doneListeners.add(listener)
  }

  /** Has routes that came since tell those who watch or listen. */
  tellDone(handles: readonly RouteHandle[]): void {
    if (this.joinedTo !== undefined) return this.joinedTo.tellDone(handles)
    this.watches.apply(handles)
    this.doneListeners.apply(handles)
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

  /** What several endpoints of this runtime share, by key; made by the first who asks. */
  shared<T>(key: string, make: () => T): T {
    return this.sharedValues.get(key, make)
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

  /** Counts an exchange apart from the one in hand; what it gives runs it, and never rejects. */
  detach(routeId: string): Detached {
    this.detached.add()
    return (exchange, step) => {
      const failed = (error: unknown) => this.detachedFailed(exchange, error, routeId)
      try {
        const waiting = runStep(step, exchange)
        if (waiting !== undefined) return waiting.catch(failed).then(() => this.detachedEnded(exchange))
      } catch (error) {
        failed(error)
      }
      return this.detachedEnded(exchange)
    }
  }

  private detachedFailed(exchange: Exchange, error: unknown, routeId: string): void {
    fail(exchange, error)
    this.services.log.write({ level: 'ERROR', logger: routeId, message: exceptionMessage(error), error })
  }

  private detachedEnded(exchange: Exchange): void | Promise<void> {
    return andThen(exchange.unitOfWork?.complete(exchange), () => this.detached.leave()) as void | Promise<void>
  }

  private parts(): RuntimeParts {
    const { options, catalog, services, scope, beans, properties, lookup, sharedValues: shared, routes } = this
    return { options, catalog, services, scope, beans, properties, lookup, shared, routes }
  }

  private connectorHost(): ConnectorHost {
    const { statuses, scheduler } = this
    const useTemplate = (endpoint: Endpoint, how: EndpointUse) => this.loader.useTemplate(endpoint, how)
    const forgetTemplate = (endpoint: Endpoint) => this.loader.forgetTemplate(endpoint)
    return new ConnectorHost({ ...this.parts(), statuses, scheduler, useTemplate, forgetTemplate })
  }

  private routeLoader(): RouteLoader {
    const { problems, factory, propertyProblems } = this
    return new RouteLoader({ ...this.parts(), problems, factory, propertyProblems, bean: reference => this.bean(reference) })
  }

  private inStartupOrder(): RouteHandle[] {
    return [...this.routes.values()].sort((a, b) => a.built.startupOrder - b.built.startupOrder)
  }
}
