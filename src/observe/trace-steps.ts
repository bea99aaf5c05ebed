import { type TracingChannel, tracingChannel } from 'node:diagnostics_channel'
import type { Exchange } from '../core/exchange.ts'
import type { FollowedStep, Follower } from '../core/follower.ts'
import type { Step } from '../core/step.ts'
import { Suspension } from '../core/suspension.ts'

/** What is told of a step, on all channels of `kafila.step`: one object for one attempt. */
export interface StepEvent {
  /** Camel's context name. */
  readonly runtime: string
  readonly route: string
  /** The id of the step. */
  readonly step: string
  /** Its EIP: `to`, `setBody` … */
  readonly name: string
  /** The exchange as it is at that moment. Who listens leaves it as it is. */
  readonly exchange: Exchange
  /** How the step failed. */
  error?: unknown
  /** It had to wait until its body was read, and runs once more. */
  suspended?: true
}

/**
 * `tracing:kafila.step:start`, `end`, `asyncStart`, `asyncEnd` and `error`: a step as a traced call, as Node and OpenTelemetry know it. What is
 * bound to `start` is the context of all that the step does.
 */
export const stepChannels: TracingChannel<StepEvent, StepEvent> = tracingChannel('kafila.step')

/** Whether anybody listens to steps. */
export function hasStepListeners(): boolean {
  const { start, end, asyncStart, asyncEnd, error } = stepChannels
  return [start, end, asyncStart, asyncEnd, error].some(each => each.hasSubscribers)
}

/** Tells the channels `kafila.step` of the steps of one exchange. */
export class StepTracer implements Follower {
  readonly routeId: string
  readonly outer: Follower | undefined
  private readonly runtime: string

  /** `runtime`: its name. */
  constructor(runtime: string, routeId: string, outer: Follower | undefined) {
    this.runtime = runtime
    this.routeId = routeId
    this.outer = outer
  }

  around(exchange: Exchange, { id: step, name }: FollowedStep, run: Step): void | Promise<void> {
    const event: StepEvent = { runtime: this.runtime, route: this.routeId, step, name, exchange }
    return stepChannels.start.runStores(event, () => traced(event, run))
  }
}

function traced(event: StepEvent, run: Step): void | Promise<void> {
  try {
    return run(event.exchange)?.then(
      () => ended(event),
      error => {
        failed(event, error)
        ended(event)
        throw error
      },
    )
  } catch (error) {
    failed(event, error)
    throw error
  } finally {
    stepChannels.end.publish(event)
  }
}

function ended(event: StepEvent): void {
  stepChannels.asyncStart.publish(event)
  stepChannels.asyncEnd.publish(event)
}

function failed(event: StepEvent, error: unknown): void {
  if (error instanceof Suspension) {
    event.suspended = true
    return
  }
  event.error = error
  stepChannels.error.publish(event)
}
