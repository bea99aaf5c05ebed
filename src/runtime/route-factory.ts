import type { CompileEnvironment } from '../compile/environment.ts'
import { Interceptions } from '../compile/interceptions.ts'
import { compileRoute, routeIncluded } from '../compile/route.ts'
import { SharedElements } from '../compile/shared-elements.ts'
import { sourceAddress } from '../compile/source-address.ts'
import { errors } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import { Exchange } from '../core/exchange.ts'
import { outcomeOf } from '../core/outcome.ts'
import type { Services } from '../core/services.ts'
import type { Catalog } from '../kit/catalog.ts'
import type { SourceContext } from '../kit/connector.ts'
import { resolveMap } from '../kit/field.ts'
import type { Detached } from '../kit/step.ts'
import { type Lookup, resolvePlaceholders } from '../model/placeholders.ts'
import { diagnostic } from '../model/reader.ts'
import type { FileModel, RouteModel } from '../model/route.ts'
import { openEndpoint, openLookup } from './besides-placeholders.ts'
import type { ConnectorHost } from './connector-host.ts'
import type { Endpoint, Endpoints } from './endpoints.ts'
import { insideKamelet } from './kamelet-endpoints.ts'
import type { KafilaOptions } from './options.ts'
import type { Problems } from './problems.ts'
import { type RouteChoice, routeChoice } from './route-choice.ts'
import { type BuiltRoute, RouteHandle } from './route-handle.ts'
import type { RouteTable } from './route-table.ts'
import type { Building, RouteOrigin } from './template-routes.ts'

const MAX_IN_FLIGHT = 256

/** What routes are built with and for. */
export interface RouteHost {
  readonly options: KafilaOptions
  readonly catalog: Catalog
  readonly services: Services
  readonly endpoints: Endpoints
  readonly routes: RouteTable
  readonly problems: Problems
  readonly lookup: Lookup
  bean(reference: string): unknown
  detach(routeId: string): Detached
  turn(items?: number): void | Promise<void>
  untilTurn(): number
  readonly connectors: ConnectorHost
  /** Routes came: who listens to their ends is to be told of them too. */
  tellDone(handles: readonly RouteHandle[]): void
}

/** Builds the routes of a runtime from their models, and counts the ids of those that have none. */
export class RouteFactory {
  readonly interceptions = new Interceptions()
  /** The part of a route that is built now. */
  current: Building | undefined
  private readonly host: RouteHost
  private readonly sharedElements = new SharedElements()
  private readonly choice: RouteChoice
  private readonly counters = new Map<string, number>()

  constructor(host: RouteHost) {
    this.host = host
    this.choice = routeChoice(host.services.main)
  }

  /** Builds a route and adds it to the runtime; `undefined` where a precondition leaves it out, or something is wrong with it. */
  build(model: RouteModel, files: readonly FileModel[], origin?: RouteOrigin): RouteHandle | undefined {
    const endpoints = origin?.late === undefined ? this.host.endpoints : this.host.endpoints.apart()
    const environment = this.environment(model, endpoints, origin)
    environment.building(model)
    try {
      if (!routeIncluded(model, environment)) return undefined
      const route = this.route(model, files, environment, origin)
      if (origin?.late !== undefined) route?.stops.push(() => endpoints.close())
      return route && this.add(route, origin)
    } catch (error) {
      environment.problem(error, model)
      return undefined
    } finally {
      this.current = undefined
    }
  }

  /** The next id for a node without one. */
  nextId(name: string): string {
    const next = (this.counters.get(name) ?? 0) + 1
    this.counters.set(name, next)
    return `${name}${next}`
  }

  private add(route: BuiltRoute, origin: RouteOrigin | undefined): RouteHandle | undefined {
    const before = this.host.routes.get(route.id)
    // of an id in a file a rule tells, together with the place of the first
    if (before !== undefined && (origin === undefined || !this.replaces(before, route, origin))) return undefined
    const handle = new RouteHandle(route, this.host.services.name)
    this.host.routes.set(route.id, handle)
    this.host.tellDone([handle])
    return handle
  }

  /** As in Camel, of routes of templates with one id the last counts; a Kamelet takes the place of Kamelets only. */
  private replaces(before: RouteHandle, { id, model }: BuiltRoute, origin: RouteOrigin): boolean {
    const { problems } = this.host
    const ofTemplate = before.built.model.options['templateParameters'] !== undefined
    if (origin.kamelet !== undefined && !ofTemplate) {
      problems.add(errors.KF_ROUTE_DUPLICATE_ID({ id, first: 'another route' }), model, origin)
      return false
    }
    const details = { kind: 'route', name: id, first: 'another place' }
    const warning = { ...diagnostic('KF_ROUTE_OVERWRITTEN', details, problems.positions.of(model)), severity: 'warning' as const }
    problems.report(...problems.ofOrigin([warning], origin))
    return true
  }

  /** Builds a route; the steps also where its source cannot be, so that what is wrong with them shows too. */
  private route(
    model: RouteModel,
    files: readonly FileModel[],
    environment: CompileEnvironment,
    origin: RouteOrigin | undefined,
  ): BuiltRoute | undefined {
    const text = (raw: string) => resolvePlaceholders(raw, environment.lookup)
    const id = model.id === undefined ? this.freeRouteId() : (text(model.id) ?? '')
    const endpoint = source(model, environment)
    if (origin?.kamelet === undefined && !this.choice.takes(id, endpoint?.uri)) return undefined
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
      follow: compiled.follow,
      stepIds: compiled.stepIds,
      starts: compiled.scope.starts,
      stops: compiled.scope.stops,
      drains: compiled.scope.drains,
      autoStartup: option('autoStartup') !== 'false' && this.choice.starts(id),
      startupOrder: Number(option('startupOrder') ?? origin?.startupOrder ?? 1000 + this.host.routes.size),
      maxInFlight: this.host.options.maxInFlight ?? MAX_IN_FLIGHT,
      openSource: handle => {
        this.checkAlone(handle, endpoint)
        return endpoint.openSource(this.sourceContext(handle, endpoint))
      },
    }
  }

  private checkAlone(handle: RouteHandle, { uri, connector }: Endpoint): void {
    if (!connector.source?.exclusive) return
    const isTaken = [...this.host.routes.values()].some(other => other !== handle && other.state !== 'stopped' && other.built.uri === uri)
    if (isTaken) throw errors.KF_CONN_MULTIPLE_CONSUMERS({ uri })
  }

  private sourceContext(handle: RouteHandle, endpoint: Endpoint): SourceContext {
    const { services } = this.host
    const context: SourceContext = {
      ...this.host.connectors.contextOf(endpoint, handle.id),
      exchange: body => {
        const exchange = new Exchange(services, body)
        exchange.fromRouteId = handle.id
        exchange.fromEndpoint = endpoint.uri
        return exchange
      },
      deliver: exchange => handle.deliver(exchange),
      process: exchange => handle.process(exchange),
      failed: error => {
        const message = `Failed polling endpoint: ${endpoint.uri}. Will try again at next poll`
        if (endpoint.given('bridgeErrorHandler') === 'true') return handle.bridge(context.exchange(message), error)
        services.log.write({ level: 'WARN', logger: handle.id, message: `${message}: ${exceptionMessage(error)}`, error })
      },
      delegate: (uri, mayDeliver) => {
        const other = this.host.endpoints.resolve(uri, {}, 'source')
        const inner = this.sourceContext(handle, other)
        const refused = () => outcomeOf(stopped(inner.exchange(), handle.id))
        return other.openSource({ ...inner, deliver: exchange => (mayDeliver() ? inner.deliver(exchange) : refused()) })
      },
      maxInFlight: handle.built.maxInFlight,
      allowInFlight: messages => {
        if (this.host.options.maxInFlight === undefined) handle.inFlight.raise(messages)
      },
    }
    return context
  }

  private environment(route: RouteModel, endpoints: Endpoints, origin: RouteOrigin | undefined): CompileEnvironment {
    const { host } = this
    return {
      catalog: host.catalog,
      services: host.services,
      endpoints: origin?.kamelet === undefined ? endpoints : insideKamelet(endpoints, origin.kamelet),
      lookup: origin?.lookup ?? host.lookup,
      bean: reference => host.bean(reference),
      nextId: name => this.nextId(name),
      building: model => {
        this.current = { model, route, origin }
      },
      problem: (error, model) => this.problem(error, model, origin),
      detach: routeId => host.detach(routeId),
      turn: items => host.turn(items),
      untilTurn: () => host.untilTurn(),
      interceptions: this.interceptions,
      shared: this.sharedElements,
      engine: host.options.engine ?? 'generated',
      standIn: (routeId, id, own) => host.options.standIns?.step?.(routeId, id, own),
      ...(host.options.standIns?.entry && { entry: host.options.standIns.entry }),
    }
  }

  /** Reports what is wrong with a part of the model; where a placeholder without value hides what else is wrong with its endpoint, that too. */
  private problem(error: unknown, model: object, origin: RouteOrigin | undefined): void {
    const { problems, endpoints, lookup } = this.host
    problems.add(error, model, origin)
    const open = openEndpoint(error, model)
    if (open === undefined) return
    const unknown = openLookup(origin?.lookup ?? lookup)
    const text = (raw: string) => resolvePlaceholders(raw, unknown)
    try {
      endpoints.check(text(open.uri) ?? '', resolveMap(open.parameters ?? {}, { text }), open.use)
    } catch (other) {
      problems.add(other, model, origin, unknown)
    }
  }

  private freeRouteId(): string {
    for (;;) {
      const id = this.nextId('route')
      if (!this.host.routes.has(id)) return id
    }
  }
}

/** An exchange that its route takes no more. */
function stopped(exchange: Exchange, routeId: string): Exchange {
  exchange.exception = errors.KF_RUN_STOPPING({ routeId })
  return exchange
}

/** The endpoint that a route begins with; what is wrong with it is reported. */
function source({ from }: RouteModel, environment: CompileEnvironment): Endpoint | undefined {
  environment.building(from)
  try {
    const { uri, parameters } = sourceAddress(from, raw => resolvePlaceholders(raw, environment.lookup))
    const endpoint = environment.endpoints.resolve(uri, parameters, 'source') as Endpoint
    const other = endpoint.connector.source?.delegate?.(endpoint.uri)
    if (other !== undefined) environment.endpoints.resolve(other, {}, 'source')
    return endpoint
  } catch (error) {
    environment.problem(error, from)
    return undefined
  }
}
