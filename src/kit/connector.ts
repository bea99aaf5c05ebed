import type { ConnectionState, EndpointMeter } from '../core/connection.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Expression } from '../core/expression.ts'
import type { GatheringSink } from '../core/gathering.ts'
import type { Outcome } from '../core/outcome.ts'
import type { LogLevel, Services } from '../core/services.ts'
import type { MaybePromise, Step } from '../core/step.ts'
import type { DeliveryManifest } from './delivery-manifest.ts'
import type { Built, DataFormatModel, ExpressionModel, Fields } from './field.ts'
import type { Example } from './step.ts'

/** Hands an exchange to the route and tells how it ended. Never throws or rejects. Waits while the route's in-flight bound is reached. */
export type Deliver = (exchange: Exchange) => MaybePromise<Outcome>

/** Where a route's messages come from. */
export interface Source {
  /** Resolves when messages can come. Called once; again only after `stop`. */
  start(): MaybePromise<void>
  /** Takes no new message and resolves when none of its own are in hand; the signal fires at the deadline. */
  stop(deadline: AbortSignal): MaybePromise<void>
  /** Takes no new message but keeps what it holds (connections, subscriptions). Default: stop and start. */
  suspend?(): MaybePromise<void>
  resume?(): MaybePromise<void>
}

/** Where messages go. */
export interface Sink {
  /** Sends; a reply replaces body and headers. Settles when the effect is durable as far as the connector promises. Throws on failure. */
  send(exchange: Exchange): void | Promise<void>
  /** Where it can do the effects of several messages together. */
  readonly gathering?: GatheringSink
  /** Called before the first send, when the route starts. */
  start?(): MaybePromise<void>
  close(): MaybePromise<void>
}

/** A source that is asked for messages (`pollEnrich`, `poll`). */
export interface PolledSource {
  /** The next message, or `undefined` where none came in time. `timeoutMs` < 0 waits for ever, 0 not at all. Completions settle it. */
  receive(timeoutMs: number, signal?: AbortSignal): MaybePromise<Exchange | undefined>
  close(): MaybePromise<void>
}

/** A route as others steer it (controlbus). */
export interface RouteControl {
  readonly id: string
  readonly state: 'stopped' | 'starting' | 'started' | 'suspended' | 'stopping'
  /** Exchanges that ended, and of those the ones that failed. */
  readonly total: number
  readonly failures: number
  start(): Promise<void>
  suspend(): Promise<void>
  resume(): Promise<void>
  /** Waits for exchanges in flight until the signal fires. */
  stop(deadline: AbortSignal): Promise<void>
}

/** What a value made by `shared` may have, where it must be told that its runtime stops. */
export interface SharedResource {
  /** The runtime will stop soon: let clients go elsewhere, and serve those that still come. */
  leave?(): void
  /** The runtime begins to stop: take nothing new, finish what is in hand by the deadline. Called before the sources are stopped. */
  quiesce?(deadline: AbortSignal): void
  /** Everything has stopped: give back connections. It may be used again after the runtime's next start. */
  close?(): MaybePromise<void>
}

/** An endpoint that many messages share, and what is left of the URI for each of them. */
export interface SharedTarget {
  readonly uri: string
  /** Headers that the message has while it is sent, none where `undefined`. They are gone afterwards. */
  readonly headers: Readonly<Record<string, unknown>>
}

/** What a connector sees of its runtime. */
export interface ConnectorContext {
  /** The route's id for a source; empty for a sink, which may serve several. */
  readonly routeId: string
  /** Camel's normalised URI. */
  readonly uri: string
  readonly services: Services
  /** What this endpoint counts; metrics show it. */
  readonly meter: EndpointMeter
  /** Tells how the connection stands: the runtime is ready when all are `connected`. `undefined`: there is none any more. `cause` holds no secret. */
  connection(state: ConnectionState | undefined, cause?: string): void
  log(level: LogLevel, message: string, error?: unknown): void
  /** A new exchange from this endpoint. */
  exchange(body?: unknown): Exchange
  /**
   * Work that two endpoints of one runtime share (direct: consumers, seda: queues, one HTTP server), by key; made once per runtime.
   * A value with `quiesce` or `close` (SharedResource) is told when the runtime stops.
   */
  shared<T>(key: string, make: () => T): T
  /** Waits for its turn where a long loop has used up its time slice. */
  turn(): void | Promise<void>
  /** Component-level option (`camel.component.<scheme>.<option>`), or `undefined`. */
  componentOption(name: string): string | undefined
  /** Compiles an expression that is not an option (a script in a file or a header). Bad text throws `KF_EXPR_SYNTAX`. */
  expression(model: ExpressionModel): Expression
  /** Opens a data format (`dataformat:`). An unknown name or option is an error. */
  dataFormat(model: DataFormatModel): unknown
  /** The routes of this runtime, by id; complete once all are built. */
  readonly routes: ReadonlyMap<string, RouteControl>
}

export interface SourceContext extends ConnectorContext {
  readonly deliver: Deliver
  /**
   * Runs the route's steps on an exchange that belongs to somebody else (direct:): no new unit of work, no outcome. The exchange says
   * afterwards how it stands (`status`, `exception`); a route without error handler throws.
   */
  readonly process: Step
  /** A failure before there is an exchange (a poll that fails): logged, or handed to the route's error handler with `bridgeErrorHandler`. */
  failed(error: unknown): MaybePromise<void>
  /**
   * Opens the source of another endpoint, which then feeds this route (master:). `mayDeliver` is asked before each message; where it says no the
   * message fails as when the route stops.
   */
  delegate(uri: string, mayDeliver: () => boolean): MaybePromise<Source>
  /** How many messages may be in flight in this route. */
  readonly maxInFlight: number
  /** Lets so many messages be in flight where nobody has set a bound: for a source whose options say how many it works on at a time. */
  allowInFlight(messages: number): void
}

/** The parsed endpoint that `open` gets beside its built options. */
export interface EndpointAddress {
  readonly scheme: string
  /** What stands between scheme and query, decoded: `orders` of `direct:orders?x=1`. */
  readonly path: string
  /** Query options that no field declares; only where the connector is `lenient` (they belong to the remote side). */
  readonly extra: Readonly<Record<string, string>>
  /** Options whose value was written as `RAW(…)`. */
  readonly raw: ReadonlySet<string>
}

/**
 * The declaration of a connector: light, so that validating or describing a route loads no client library. `open` imports what it
 * needs. A connector's folder has `index.ts` (this), `source.ts`, `sink.ts` and tests.
 */
export interface ConnectorDefinition<S extends Fields = Fields, K extends Fields = Fields, P extends Fields = Fields> {
  /** The scheme; further ones in `aliases`. */
  readonly name: string
  readonly aliases?: readonly string[]
  readonly summary: string
  readonly notes?: readonly string[]
  /** Its endpoints reach nothing outside of the process: tests of routes let them work as they are, all others are mocked. */
  readonly inMemory?: true
  /** How the part before the query is made of path options, as Camel's catalog writes it: `kafka:topic`, `http://httpUri`, `ftp:host:port/directoryName`. */
  readonly syntax: string
  /** The options that stand in the path, by the names in `syntax`. */
  readonly path: P
  /** Whether options of the path may be given in the query too, as Camel's endpoints have setters for them (`mock:?name=x`). Default: where there is a path, which they replace. */
  readonly pathInQuery?: boolean
  /** Its scheme alone names an endpoint, which is called `null`, as in Camel (`to: mock`); other connectors need their path. */
  readonly nameless?: true
  /** Unknown query options are let through to `extra` instead of being an error. */
  readonly lenient?: boolean
  /** Whether an option may be given several times; its text then goes on as it stood: `1&tag=2` for `tag=1&tag=2`. */
  readonly repeatable?: boolean
  /** Prefixes of options with free names (`job.`, `parameters.`): they are let through to `extra` too. */
  readonly prefixes?: readonly string[]
  /** Further names of options, each with those that get its value: `additionalProperties.linger.ms` for `lingerMs`. */
  readonly otherNames?: Readonly<Record<string, readonly string[]>>
  /**
   * Options of the component (`camel.component.seda.queueSize`) that no endpoint has by this name: the option of an endpoint that they set, or
   * `true` where the connector asks for them (`componentOption`). Options of endpoints are options of the component too.
   */
  readonly componentOptions?: Readonly<Record<string, string | true>>
  /** Why an option that no field declares is not supported, where more can be said than that it is unknown. */
  refuses?(option: string): string | undefined
  /**
   * Its endpoints stand for routes that are made of templates (Kamelets): the runtime makes one when an endpoint is made. Their URIs are
   * taken as they are written, without decoding.
   */
  readonly templated?: boolean
  readonly examples: readonly Example[]
  /** Sinks reach sources of the same runtime by their path (`direct:`, `seda:`): that they fit is checked over all routes. */
  readonly local?: {
    /** Whether a second source at the same path is an error, by the options of a source. */
    single(options: Readonly<Record<string, string>>): boolean
    /** Whether sending where no source is fails. */
    readonly needsSource: boolean
  }
  readonly source?: {
    readonly fields: S
    /** Whether one route at most consumes from an endpoint at a time; what a source that several may share says by itself needs none. */
    readonly exclusive?: boolean
    /** The endpoint whose source it steers (`delegate`), by its own normalised URI: it is checked with the route. */
    delegate?(uri: string): string
    open(options: Built<S> & Built<P>, context: SourceContext, address: EndpointAddress): MaybePromise<Source>
  }
  readonly sink?: {
    readonly fields: K
    open(options: Built<K> & Built<P>, context: ConnectorContext, address: EndpointAddress): MaybePromise<Sink>
    /** Splits a URI that a message made (`toD`, `enrich`, `wireTap`), so that messages share an endpoint; `undefined` where it is taken as it is, which the URI alone decides. */
    share?(uri: string, exchange: Exchange): SharedTarget | undefined
  }
  /** What it promises about delivery, where it talks to the world outside. */
  readonly delivery?: DeliveryManifest
  /**
   * For pollEnrich and poll; without it an event-driven source is started and its messages are queued. Where there is no source its options
   * are those of the sink.
   */
  readonly polled?: {
    open(options: Built<S> & Built<K> & Built<P>, context: ConnectorContext, address: EndpointAddress): MaybePromise<PolledSource>
  }
}

/** Declares a connector. */
export function defineConnector<const S extends Fields, const K extends Fields, const P extends Fields>(
  definition: ConnectorDefinition<S, K, P>,
): ConnectorDefinition<S, K, P> {
  return definition
}
