import { fail } from '../compile/error-policy.ts'
import type { FailedEntry } from '../compile/route.ts'
import { type Delivery, delivery, type Passage, plainDelivery } from '../compile/spine.ts'
import { events, tell } from '../core/events.ts'
import type { Exchange } from '../core/exchange.ts'
import { FAILED, ROLLBACK, RUNNING } from '../core/exchange.ts'
import { monotonicMs } from '../core/monotonic.ts'
import { COMPLETED, type Outcome, outcomeOf } from '../core/outcome.ts'
import { andThen, type MaybePromise, type Step } from '../core/step.ts'
import { keepOriginal, type UnitOfWork } from '../core/unit-of-work.ts'
import type { Source } from '../kit/connector.ts'
import type { RouteModel } from '../model/route.ts'
import { InFlight } from './in-flight.ts'
import { Latency } from './latency.ts'
import type { RouteWatch } from './route-watch.ts'

/** How long a stop waits for what is in flight, in milliseconds, where nobody says otherwise. */
export const STOP_MS = 45_000

export type RouteState = 'stopped' | 'starting' | 'started' | 'suspended' | 'stopping'

type Hook = () => void | Promise<void>

/** A route as it is built: its steps as one, and what has to happen when it starts and stops. */
export interface BuiltRoute {
  readonly id: string
  readonly model: RouteModel
  /** Camel's normalised URI of the source. */
  readonly uri: string
  readonly entry: Step
  readonly failed: FailedEntry
  /** Whether exchanges that somebody follows tell of their steps. */
  readonly follow: (isFollowed: boolean) => void
  /** The ids of all steps that can be followed. */
  readonly stepIds: () => readonly string[]
  readonly starts: readonly Hook[]
  readonly stops: Hook[]
  readonly drains: readonly ((deadline: AbortSignal) => void | Promise<void>)[]
  readonly autoStartup: boolean
  readonly startupOrder: number
  readonly maxInFlight: number
  openSource(handle: RouteHandle): MaybePromise<Source>
}

/** A route while it runs: its state, its bound, and the way of each exchange from arrival to outcome. */
export class RouteHandle {
  readonly built: BuiltRoute
  state: RouteState = 'stopped'
  readonly inFlight: InFlight
  /** Of the exchanges that ended the ones that failed. */
  failures = 0
  /** Told of each exchange that ended, where somebody listens. */
  done: ((exchange: Exchange) => void) | undefined
  readonly latency = new Latency()
  private source: Source | undefined
  private readonly passage: Passage<Outcome> = {
    admit: () => this.admit(),
    otherwise: exchange => this.otherwise(exchange),
    begin: exchange => this.begin(exchange),
    end: exchange => this.end(exchange),
  }
  /** For an exchange that somebody looks at: its steps are called one by one, and its time says nothing about others. */
  private readonly looked: Delivery<Outcome>
  private usual: Delivery<Outcome> | undefined
  /** The way of an exchange of this route's own: waits for a slot, runs the steps, completes its unit of work, gives the outcome. */
  deliver: Delivery<Outcome> = this.unwatched
  private watching: RouteWatch | undefined
  private readonly runtime: string

  /** `runtime`: its name. */
  constructor(built: BuiltRoute, runtime: string) {
    this.built = built
    this.runtime = runtime
    this.inFlight = new InFlight(built.maxInFlight)
    this.looked = this.through(built.entry)
  }

  /** A delivery like `deliver` whose steps are others of this route: called one by one, and not timed. */
  through(steps: Step): Delivery<Outcome> {
    const { begin, end } = this.passage
    const enter = (exchange: Exchange) => andThen(this.inFlight.enter(), () => way(exchange, true))
    const way: Delivery<Outcome> = plainDelivery(steps, { begin, end, admit: () => false, otherwise: enter })
    return way
  }

  get id(): string {
    return this.built.id
  }

  /** Exchanges that ended. */
  get total(): number {
    return this.inFlight.left
  }

  /** Has somebody look at exchanges, or nobody: what that costs is paid only meanwhile. */
  watch(watching: RouteWatch | undefined): void {
    this.watching = watching
    this.built.follow(watching !== undefined)
    this.deliver = watching === undefined || watching.isSampling ? this.unwatched : this.watched(watching)
  }

  /** The functions of a route are made when its first message comes. */
  private get unwatched(): Delivery<Outcome> {
    if (this.usual !== undefined) return this.usual
    return (exchange, admitted) => {
      this.usual ??= delivery(this.built.entry, this.passage)
      if (this.watching === undefined || this.watching.isSampling) this.deliver = this.usual
      return this.usual(exchange, admitted)
    }
  }

  /** Somebody looks at each exchange. */
  private watched(watching: RouteWatch): Delivery<Outcome> {
    return (exchange, admitted) => {
      if (admitted === true || !watching.wants(exchange, this)) return this.unwatched(exchange, admitted)
      return watching.around(exchange, this, () => this.looked(exchange))
    }
  }

  private become(state: RouteState): void {
    this.state = state
    tell(events.route, () => ({ runtime: this.runtime, route: this.id, state }))
  }

  /** Opens sinks and everything else that must stand before a message comes. */
  async prepare(): Promise<void> {
    for (const hook of this.built.starts) await hook()
  }

  async start(): Promise<void> {
    if (this.state === 'started') return
    if (this.state === 'suspended') return this.resume()
    this.become('starting')
    this.source ??= await this.built.openSource(this)
    await this.source.start()
    this.become('started')
  }

  async suspend(): Promise<void> {
    if (this.state !== 'started') return
    if (this.source?.suspend) await this.source.suspend()
    else await this.source?.stop(AbortSignal.timeout(0))
    this.become('suspended')
  }

  async resume(): Promise<void> {
    if (this.state !== 'suspended') return
    if (this.source?.resume) await this.source.resume()
    else await this.source?.start()
    this.become('started')
  }

  /** Stops the source, then waits for what is in flight until the deadline. */
  async stop(deadline: AbortSignal): Promise<void> {
    if (this.state === 'stopped') return
    this.become('stopping')
    await this.source?.stop(deadline)
    this.source = undefined
    await this.drain(deadline)
    await this.inFlight.drained(deadline)
    this.become('stopped')
  }

  /** Sends on what the steps hold back. */
  async drain(deadline: AbortSignal): Promise<void> {
    for (const hook of this.built.drains) await hook(deadline)
  }

  async release(): Promise<void> {
    for (const hook of this.built.stops) await hook()
  }

  /** Takes a slot where one is free, unless the exchange is to be timed. */
  private admit(): boolean {
    const { inFlight } = this
    const { entered } = inFlight
    if (entered >= this.latency.due || entered - inFlight.left >= inFlight.max) return false
    inFlight.entered = entered + 1
    return true
  }

  /** The way of an exchange that has to wait for a slot, is to be timed, or may be one that somebody looks at. */
  private otherwise(exchange: Exchange): MaybePromise<Outcome> {
    const { watching } = this
    if (watching?.isSampling && watching.wants(exchange, this)) return watching.around(exchange, this, () => this.looked(exchange))
    const waiting = this.inFlight.enter()
    if (waiting === undefined) return this.timed(exchange)
    return waiting.then(() => (this.inFlight.entered > this.latency.due ? this.timed(exchange) : this.unwatched(exchange, true)))
  }

  private timed(exchange: Exchange): MaybePromise<Outcome> {
    this.latency.take(this.inFlight.entered)
    const started = monotonicMs()
    const outcome = this.unwatched(exchange, true)
    if (outcome instanceof Promise) return outcome.then(arrived => this.measured(arrived, started))
    return this.measured(outcome, started)
  }

  private measured(outcome: Outcome, started: number): Outcome {
    this.latency.record(monotonicMs() - started)
    return outcome
  }

  /** Runs the steps on an exchange that belongs to somebody else. */
  process(exchange: Exchange): void | Promise<void> {
    const { watching } = this
    if (watching === undefined || !watching.wants(exchange, this)) return this.processed(exchange)
    return watching.around(exchange, this, () => this.processed(exchange))
  }

  private processed(exchange: Exchange): void | Promise<void> {
    const caller = exchange.routeId
    this.inFlight.add()
    let waiting: void | Promise<void>
    try {
      waiting = this.enter(exchange)
    } catch (error) {
      this.back(exchange, caller)
      throw error
    }
    return waiting === undefined ? this.back(exchange, caller) : this.backBehind(waiting, exchange, caller)
  }

  private async backBehind(waiting: Promise<void>, exchange: Exchange, caller: string): Promise<void> {
    try {
      await waiting
    } finally {
      this.back(exchange, caller)
    }
  }

  /** The exchange is in the route again that has called this one. */
  private back(exchange: Exchange, caller: string): void {
    exchange.routeId = caller
    this.inFlight.leave()
    this.countFailure(exchange)
  }

  /** The way of a failure that came before there was a message: to the route's error handling, as that of a message. */
  async bridge(exchange: Exchange, error: unknown): Promise<void> {
    await this.inFlight.enter()
    this.begin(exchange)
    exchange.setProperty('CamelErrorHandlerBridge', true)
    try {
      await this.built.failed(exchange, error)
    } catch (second) {
      fail(exchange, second)
    }
    await this.end(exchange)
  }

  private enter(exchange: Exchange): void | Promise<void> {
    this.begin(exchange)
    return this.built.entry(exchange)
  }

  private begin(exchange: Exchange): void {
    if (exchange.fromRouteId === '') {
      exchange.fromRouteId = this.built.id
      exchange.fromEndpoint = this.built.uri
    }
    exchange.routeId = this.built.id
    keepOriginal(exchange)
  }

  private end(exchange: Exchange): MaybePromise<Outcome> {
    return exchange.unitOfWork === undefined ? this.outcome(exchange) : this.completed(exchange, exchange.unitOfWork)
  }

  private completed(exchange: Exchange, unit: UnitOfWork): MaybePromise<Outcome> {
    return andThen(unit.complete(exchange), () => this.outcome(exchange))
  }

  private outcome(exchange: Exchange): Outcome {
    this.inFlight.leave()
    this.countFailure(exchange)
    if (this.done !== undefined) this.done(exchange)
    return exchange.status === RUNNING && exchange.exception === undefined ? COMPLETED : outcomeOf(exchange)
  }

  private countFailure({ status }: Exchange): void {
    if (status !== RUNNING && (status & (FAILED | ROLLBACK)) !== 0) this.failures += 1
  }
}
