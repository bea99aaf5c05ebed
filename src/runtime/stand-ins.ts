import type { BuiltStep } from '../compile/environment.ts'
import type { Step } from '../core/step.ts'
import type { AnyConnector } from '../kit/catalog.ts'
import type { ConnectorContext, PolledSource, Sink, Source, SourceContext } from '../kit/connector.ts'

/** An endpoint as a stand-in sees it. */
export interface StoodFor {
  /** Camel's normalised URI. */
  readonly uri: string
  readonly connector: AnyConnector
}

type Opened<T> = T | Promise<T>

/**
 * What works in place of endpoints and steps. Each is asked when the real one is about to be opened or built, and gives another; it may
 * `open` the real one and work around it. `undefined`: the real one. Options of the real ones are checked all the same.
 */
export interface StandIns {
  sink?(endpoint: StoodFor, open: () => Opened<Sink>): Opened<Sink> | undefined
  source?(endpoint: StoodFor, context: SourceContext, open: () => Opened<Source>): Opened<Source> | undefined
  poller?(endpoint: StoodFor, context: ConnectorContext, open: () => Opened<PolledSource>): Opened<PolledSource> | undefined
  step?(routeId: string, id: string, own: BuiltStep): Step | undefined
  /** Told of each step of a route with those behind it in its list, which `steps` joins. */
  entry?(routeId: string, id: string, steps: () => Step): void
}
