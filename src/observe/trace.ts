import { type TracingChannel, tracingChannel } from 'node:diagnostics_channel'
import type { Exchange } from '../core/exchange.ts'
import type { FollowedStep, Follower } from '../core/follower.ts'
import { type Outcome, outcomeOf } from '../core/outcome.ts'
import type { MaybePromise, Step } from '../core/step.ts'
import { Suspension } from '../core/suspension.ts'
import type { Kafila } from '../runtime/kafila.ts'
import type { RouteHandle } from '../runtime/route-handle.ts'
import type { RouteWatch } from '../runtime/route-watch.ts'

/** The way of an exchange through a route, on the channels of `kafila.exchange`: one object from `start` to the end. */
export interface ExchangeEvent {
  /** Camel's context name. */
  readonly runtime: string
  readonly route: string
  /** The URI of the route's source, without its options. */
  readonly from: string
  /** The exchange as it is at that moment. Who listens leaves it as it is. */
  readonly exchange: Exchange
  /** How it ended. Not there yet at `start`, nor at `end` where the route had to wait. */
  outcome?: Outcome['status']
  /** The failure of an exchange that nobody handled. */
  error?: unknown
}

/** One attempt of a step, on the channels of `kafila.step`. */
export interface StepEvent {
  readonly runtime: string
  readonly route: string
  /** The id of the step. */
  readonly step: string
  /** Its EIP: `to`, `setBody` … */
  readonly name: string
  /** The exchange, or the copy of it that is there. */
  readonly exchange: Exchange
  /** How it failed. */
  error?: unknown
  /** It had to wait until the body was read, and runs once more. */
  suspended?: true
}

type Channels<T extends object> = TracingChannel<T, T>

/** `tracing:kafila.exchange:start`, `:end`, `:asyncStart`, `:asyncEnd`, `:error`. What is bound to `start` is the context of the whole way. */
export const exchangeChannels: Channels<ExchangeEvent> = tracingChannel('kafila.exchange')

/** The same for steps: `tracing:kafila.step:start` … */
export const stepChannels: Channels<StepEvent> = tracingChannel('kafila.step')

/**
 * Tells the channels of exchanges and steps of what goes through the routes of a runtime, until the returned function is called. It costs something
 * where somebody has subscribed, and one comparison for each exchange where nobody has; a runtime that is not traced pays nothing.
 */
export function traceExchanges(kafila: Kafila): () => void {
  return kafila.watches.add(() => true, new Tracing(kafila.services.name))
}

/** Whether anybody has subscribed to exchanges or steps. */
export function isTraced(): boolean {
  return isListenedTo(exchangeChannels) || isListenedTo(stepChannels)
}

function isListenedTo<T extends object>({ start, end, asyncStart, asyncEnd, error }: Channels<T>): boolean {
  return start.hasSubscribers || end.hasSubscribers || asyncStart.hasSubscribers || asyncEnd.hasSubscribers || error.hasSubscribers
}

class Tracing implements RouteWatch {
  readonly isSampling = false
  private readonly runtime: string

  constructor(runtime: string) {
    this.runtime = runtime
  }

  wants(): boolean {
    return isTraced()
  }

  around<T>(exchange: Exchange, { id: route, built }: RouteHandle, run: () => MaybePromise<T>): MaybePromise<T> {
    const { runtime } = this
    const event: ExchangeEvent = { runtime, route, from: built.uri.split('?')[0]!, exchange }
    const { follower: outer } = exchange
    if (isListenedTo(stepChannels)) exchange.follower = new StepTracer(runtime, route, outer)
    const over = () => {
      exchange.follower = outer
      const outcome = outcomeOf(exchange)
      event.outcome = outcome.status
      if (outcome.status === 'failed') failed(exchangeChannels, event, outcome.error)
    }
    return traced(exchangeChannels, event, run, over)
  }
}

class StepTracer implements Follower {
  readonly routeId: string
  readonly outer: Follower | undefined
  private readonly runtime: string

  constructor(runtime: string, routeId: string, outer: Follower | undefined) {
    this.runtime = runtime
    this.routeId = routeId
    this.outer = outer
  }

  around(exchange: Exchange, { id: step, name }: FollowedStep, run: Step): void | Promise<void> {
    const event: StepEvent = { runtime: this.runtime, route: this.routeId, step, name, exchange }
    return traced(
      stepChannels,
      event,
      () => run(exchange) as MaybePromise<void>,
      () => undefined,
    )
  }
}

/** As `TracingChannel.tracePromise`, but what is done at once stays so. */
function traced<E extends { error?: unknown; suspended?: true }, T>(
  channels: Channels<E>,
  event: E,
  run: () => MaybePromise<T>,
  over: () => void,
): MaybePromise<T> {
  return channels.start.runStores(event, () => {
    try {
      const value = run()
      if (value instanceof Promise) return later(channels, event, value, over)
      over()
      return value
    } catch (error) {
      failed(channels, event, error)
      throw error
    } finally {
      channels.end.publish(event)
    }
  })
}

function later<E extends { error?: unknown; suspended?: true }, T>(
  channels: Channels<E>,
  event: E,
  value: Promise<T>,
  over: () => void,
): Promise<T> {
  const ended = () => {
    channels.asyncStart.publish(event)
    channels.asyncEnd.publish(event)
  }
  return value.then(
    result => {
      over()
      ended()
      return result
    },
    error => {
      failed(channels, event, error)
      ended()
      throw error
    },
  )
}

function failed<E extends { error?: unknown; suspended?: true }>(channels: Channels<E>, event: E, error: unknown): void {
  if (error instanceof Suspension) {
    event.suspended = true
    return
  }
  event.error = error
  channels.error.publish(event)
}
