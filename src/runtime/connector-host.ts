import type { EndpointStatus } from '../core/connection.ts'
import { Exchange } from '../core/exchange.ts'
import type { AnyConnector, Catalog } from '../kit/catalog.ts'
import { ComponentBean } from '../kit/component-bean.ts'
import type { ConnectorContext, PolledSource } from '../kit/connector.ts'
import type { BuildScope } from '../kit/field.ts'
import type { EndpointUse } from '../kit/step.ts'
import { foldedName } from '../model/names.ts'
import { resolvePlaceholders } from '../model/placeholders.ts'
import { givenOptions } from './component-properties.ts'
import type { EndpointStatuses } from './endpoint-statuses.ts'
import type { ContextUse, Endpoint, EndpointHost } from './endpoints.ts'
import type { KafilaOptions } from './options.ts'
import { pollerFromSource } from './queue-poller.ts'
import type { RuntimeParts } from './runtime-parts.ts'
import type { Scheduler } from './scheduler.ts'

/** What of a runtime its connectors get to know. */
export interface ConnectorRuntime extends RuntimeParts {
  readonly statuses: EndpointStatuses
  readonly scheduler: Scheduler
  /** Makes a route of a template for a new endpoint of a Kamelet. */
  useTemplate(endpoint: Endpoint, how: EndpointUse): void
  /** Takes the route away that was made for an endpoint while messages flow; never rejects. */
  forgetTemplate(endpoint: Endpoint): Promise<void>
}

/** Gives the connectors of a runtime what they work with: their contexts, and the options of their components. */
export class ConnectorHost implements EndpointHost {
  readonly catalog: Catalog
  readonly scope: BuildScope
  readonly options: Pick<KafilaOptions, 'standIns'>
  private readonly runtime: ConnectorRuntime

  constructor(runtime: ConnectorRuntime) {
    this.catalog = runtime.catalog
    this.scope = runtime.scope
    this.options = runtime.options
    this.runtime = runtime
  }

  component(name: string): ComponentBean | undefined {
    const bean = this.runtime.beans.get(name)
    return bean instanceof ComponentBean ? bean : undefined
  }

  componentOptions({ name }: AnyConnector, scheme: string, component?: ComponentBean): ReadonlyMap<string, string> {
    const { properties, lookup } = this.runtime
    const options = new Map<string, string>()
    for (const [option, raw] of [name, scheme].flatMap(each => givenOptions(properties, each))) {
      const value = resolvePlaceholders(raw, lookup)
      if (value !== undefined) options.set(foldedName(option), value)
    }
    for (const [option, value] of Object.entries(component?.options ?? {})) options.set(foldedName(option), value)
    return options
  }

  contextOf({ connector, uri, component }: Endpoint, routeId?: string): ConnectorContext {
    return this.connectorContext(connector, uri, { component, routeId })
  }

  connectorContext(connector: AnyConnector, uri: string, { component, routeId }: ContextUse = {}): ConnectorContext {
    const { services, shared, scheduler, scope, routes } = this.runtime
    const scheme = uri.slice(0, uri.indexOf(':'))
    const status = this.status(uri, routeId)
    return {
      routeId: routeId ?? '',
      uri,
      services,
      get meter() {
        return status().meter
      },
      connection: (state, cause) => status().report(uri, state, cause, services.clock.now()),
      log: (level, message, error) =>
        services.log.write({ level, logger: `kafila.${connector.name}`, message, ...(error !== undefined && { error }) }),
      exchange: body => new Exchange(services, body),
      // a component that is a bean shares nothing with the others of its kind
      shared: (key, make) => shared.get(component === undefined ? key : `${component.name}|${key}`, make),
      turn: () => scheduler.turn(),
      componentOption: option => this.componentOptions(connector, scheme, component).get(foldedName(option)),
      expression: model => scope.expression(model),
      dataFormat: model => scope.dataFormat(model),
      routes,
    }
  }

  adaptPoller(endpoint: Endpoint): Promise<PolledSource> {
    return pollerFromSource(endpoint, this.contextOf(endpoint, ''), this.runtime.services.clock)
  }

  made(endpoint: Endpoint, how: EndpointUse): void {
    this.runtime.useTemplate(endpoint, how)
  }

  forgotten(endpoint: Endpoint): Promise<void> {
    return this.runtime.forgetTemplate(endpoint)
  }

  /** How the endpoint stands; made when somebody asks, since most endpoints talk to nobody outside. */
  private status(uri: string, routeId: string | undefined): () => EndpointStatus {
    let known: EndpointStatus | undefined
    return () => (known ??= this.runtime.statuses.of(routeId === undefined ? 'sink' : 'source', routeId ?? '', uri))
  }
}
