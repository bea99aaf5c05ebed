import type { Exchange } from './exchange.ts'
import type { Step } from './step.ts'

/** A step as those are told of it who follow an exchange. */
export interface FollowedStep {
  readonly id: string
  /** The step's name: `to`, `setBody` … */
  readonly name: string
}

/**
 * Follows one exchange, and the copies that are made of it, through the steps of a route. What follows is called on the way of the
 * message: it never throws, never waits, and leaves the exchange as it is.
 */
export interface Follower {
  /** The route whose steps it is told of. */
  readonly routeId: string
  /** Who followed the exchange before it came into this route, and is told of the steps of another one. */
  readonly outer: Follower | undefined
  /**
   * Runs a step, once for each attempt. Gives, throws and rejects what that does; also a `Suspension`, after which the step runs again.
   */
  around(exchange: Exchange, step: FollowedStep, run: Step): void | Promise<void>
}
