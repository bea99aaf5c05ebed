import type { Exchange } from '../core/exchange.ts'
import type { Services } from '../core/services.ts'
import type { Step } from '../core/step.ts'
import type { PolledSource, SharedTarget, Sink } from './connector.ts'
import type { BuildScope, Built, Fields } from './field.ts'

export type StepCategory = 'routing' | 'transformation' | 'error handling' | 'flow control' | 'endpoint' | 'bean' | 'observation' | 'other'

/** An example for the docs; it is parsed, compiled and (where it starts with a `direct:` or `timer:`) run by the tests. */
export interface Example {
  readonly title: string
  /** A whole route file. */
  readonly yaml: string
  /** Other files that it needs, by their names: Kamelets. */
  readonly files?: Readonly<Record<string, string>>
  /** Names of beans that the embedding program gives. */
  readonly beans?: readonly string[]
}

/** An endpoint as a step uses it. */
export interface EndpointHandle {
  /** Camel's normalised form, `mock://end`: the value of `CamelToEndpoint`. */
  readonly uri: string
  readonly scheme: string
  /** The producer, opened on first use (or at the route's start, where the URI is known then); shared by all who send there. */
  sink(): Sink | Promise<Sink>
  /** A consumer that is polled. */
  poller(): PolledSource | Promise<PolledSource>
  /** Of an endpoint that is not kept: gives back what it opened; called when its message has been sent. */
  readonly discard?: (() => Promise<void>) | undefined
}

/** How a step uses an endpoint. */
export interface EndpointUse {
  /** A route that is made for the endpoint (a Kamelet) does not take over the error handling of the step's route. */
  readonly apart?: boolean
}

/** Runs an exchange apart from the one in hand, and gives a promise where it had to wait. Never throws or rejects. */
export type Detached = (exchange: Exchange, step: Step) => void | Promise<void>

/** What a step sees of the route it is compiled into. */
export interface StepContext extends BuildScope {
  /** The node's id, `to1` unless given. */
  readonly id: string
  readonly routeId: string
  readonly services: Services
  /** Resolves an endpoint when the route is built; an unknown one is an error then, and wrong options for its `use` (default: as sink). `parameters` are added to the URI's own. */
  endpoint(uri: string, parameters?: Readonly<Record<string, unknown>>, use?: 'sink' | 'source', how?: EndpointUse): EndpointHandle
  /** Resolves an endpoint while a message is there (`toD`, `recipientList`); kept in a bounded cache unless `cache` is false. */
  dynamicEndpoint(uri: string, options?: { readonly cache?: boolean }): EndpointHandle
  /** Splits a URI that a message made into an endpoint that messages share and headers, where its connector does that. */
  share(uri: string, exchange: Exchange): SharedTarget | undefined
  /** The URI of a dynamic endpoint with `parameters` in it, as text that may still hold expressions. */
  uriTemplate(uri: string, parameters?: Readonly<Record<string, unknown>>): string
  /** The step under the error handler of this scope, as if it stood in the route: for parts that fail and are redelivered on their own. */
  guarded(step: Step): Step
  /** The step under the error handler of the route, also where this scope has none (`doTry`, steps that handle a failure): for what runs on its own. */
  guardedByRoute(step: Step): Step
  /** Sends an exchange to an endpoint: sets `CamelToEndpoint`, applies `interceptSendToEndpoint`, then calls the sink. */
  send(endpoint: EndpointHandle, exchange: Exchange): void | Promise<void>
  /** The same as a step, for endpoints that are known when the route is built. */
  sender(endpoint: EndpointHandle): Step
  /**
   * Runs an exchange apart from the one in hand (wireTap, a completed group): its own unit of work, counted as in flight, so that a
   * stop waits for it. Never throws; a failure is logged.
   */
  detach(exchange: Exchange, step: Step): void | Promise<void>
  /** The same for one that begins later: it is counted from now on, and what is given runs it, once. */
  detachLater(): Detached
  /** Runs when all other steps of the route are built: ids of nodes that are made then come behind theirs, as Camel counts. */
  later(action: () => void): void
  /** Long loops ask after each item, or after several with their number; a promise means: wait for it, other work is due (fairness). */
  turn(items?: number): void | Promise<void>
  /** How many quick items may be done before `turn` is asked for all of them; one at least. */
  untilTurn(): number
  /** Runs when the route starts (after sinks, before its source). */
  onStart(action: () => void | Promise<void>): void
  /**
   * Runs when the route stops, after its source but while other routes still take messages: what the step holds back (groups) may be
   * sent on. The signal fires at the deadline. It may be called again before the stop has ended.
   */
  onDrain(action: (deadline: AbortSignal) => void | Promise<void>): void
  /** Runs when the route stops (after its source, with in-flight exchanges drained). */
  onStop(action: () => void | Promise<void>): void
  /** What stands before the ids of the route's nodes, empty where nothing does. */
  readonly nodePrefix: string
  /** Whether secrets are masked in what this route writes to the log. */
  readonly logMask: boolean
  /** Whether the steps inside run under the route's error handler; false inside doTry and with noErrorHandler. */
  readonly handled: boolean
  /** The same scope for steps that run without error handler (doTry and what is inside it). */
  withoutErrorHandler(): StepContext
}

/** The declaration of an EIP: all that docs, schema, types, validation and the compiler need. */
export interface StepDefinition<F extends Fields = Fields> {
  readonly name: string
  readonly summary: string
  readonly category: StepCategory
  /** Further paragraphs for the docs: semantics worth knowing, delivery, differences. */
  readonly notes?: readonly string[]
  readonly fields: F
  /** The field that a plain text stands for (`to: "x"`). */
  readonly shorthand?: string
  /** Only meaningful inside certain steps (`when`, `doCatch`): not offered among the steps of a route. */
  readonly inside?: readonly string[]
  readonly examples: readonly Example[]
  /** What the ids of such nodes begin with, where it is not the name of the step. */
  readonly idPrefix?: string
  /** Interceptors pass the step itself over and see only the steps inside (doTry). */
  readonly transparent?: boolean
  /** How often an `intercept` runs before it, where that is not once. `atTop`: it stands among the steps of a route itself. */
  readonly interceptedTimes?: (options: Readonly<Record<string, unknown>>, atTop: boolean) => number
  /** It only computes: it changes nothing but the exchange, as far as its expressions, formats and steps do not. */
  readonly computes?: true
  /** The body behind the step is the one before it: in TypeScript routes its type goes on (`kafila config types`). */
  readonly keepsBody?: true
  /**
   * The step holds its whole route: the other steps of the route run inside of it, before its own `steps`. It stands among the steps of
   * the route itself, once (saga).
   */
  readonly enclosesRoute?: boolean
  /**
   * A failure of the step itself goes past the error handler of its pipeline (doTry, multicast, circuitBreaker): the one around it, or
   * the caller, sees it.
   */
  readonly unguarded?: boolean | ((options: Built<F>) => boolean)
  /** Makes the step. Called once, when the route is built; throws an error of the table where the options contradict each other. */
  compile(options: Built<F>, context: StepContext): Step
}

/** Declares an EIP. */
export function defineStep<const F extends Fields>(definition: StepDefinition<F>): StepDefinition<F> {
  return definition
}
