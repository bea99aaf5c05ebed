import type { Exchange } from './exchange.ts'
import type { StepEmitter } from './expression.ts'
import type { GatheringSink } from './gathering.ts'
import type { Joining, PartLoop } from './part-loop.ts'

/** A value, or the promise of it where something really had to wait. */
export type MaybePromise<T> = T | Promise<T>

/**
 * A compiled step. `undefined` means "done already"; a promise is returned only when the step had to wait.
 * A failure is thrown (or rejects); the pipeline around it hands it to the error handler.
 */
export interface Step {
  (exchange: Exchange): void | Promise<void>
  /**
   * The same as source of JavaScript statements, for very hot steps; `undefined` where these options cannot be emitted. They may
   * throw; what may wait or halt the exchange is called by `emitter.call` or `emitter.wait`.
   */
  readonly emit?: (emitter: StepEmitter) => string | undefined
  /** Where it fails, the message is still as it was: no copy of it has to be kept for a redelivery. */
  readonly failsUnchanged?: boolean
  /** It sends to an endpoint. Makes a message ready for that, and gives the side of the sink that can do the effects of several, where it has one. */
  readonly gathers?: (exchange: Exchange) => GatheringSink | undefined
  /** Steps that only compute, but for sends at their very end: what these do may be done together for several messages. */
  readonly onlyGathers?: () => boolean
  /** Steps that only compute: the same for many parts of a message, joined so; `undefined` where that cannot be. */
  readonly loop?: (joining: Joining) => PartLoop | undefined
}

/** The step that does nothing. */
export const nothing: Step = () => undefined

/** Whether a step or expression had to wait. Foreign thenables are turned into promises where user functions enter, so `Promise` is enough. */
export function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return value instanceof Promise
}

/** Goes on with a value now, or when it arrives; a synchronous value stays synchronous. */
export function andThen<T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> {
  return value instanceof Promise ? value.then(next) : next(value)
}

/** Runs a step, and does something behind it whatever happened: at once, or when the step has ended. A failure of the step goes on then. */
export function runThen(step: Step, exchange: Exchange, behind: () => void | Promise<void>): void | Promise<void> {
  let waiting: void | Promise<void>
  try {
    waiting = step(exchange)
  } catch (error) {
    return failingBehind(behind)(error)
  }
  return waiting === undefined ? behind() : waiting.then(behind, failingBehind(behind))
}

/** A function of its own, so that a step which goes well at once pays for no closure. */
function failingBehind(behind: () => void | Promise<void>): (error: unknown) => void | Promise<void> {
  return error =>
    andThen(behind(), () => {
      throw error
    })
}
