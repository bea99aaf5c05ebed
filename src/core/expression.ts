import type { Exchange } from './exchange.ts'
import type { MaybePromise, Step } from './step.ts'

/**
 * Where generated source gets its constants from: an expression or step that can be written as JavaScript asks for a name for each
 * captured value. User text is never spliced into source: strings go through `JSON.stringify`, everything else through `constant`.
 */
export interface Emitter {
  /** The name under which the generated function sees this value. */
  constant(value: unknown): string
  /** A fresh local variable, declared at the top of the generated function. */
  local(): string
}

/** For steps: the source of calls that may have to wait. */
export interface StepEmitter extends Emitter {
  /** The headers or properties, to write an entry of them. */
  record(kind: 'headers' | 'properties', entry: string): string
  /** Statements that run the steps inside and leave the function where they had to wait or halted the exchange. */
  call(step: Step): string
  /** The same for an expression over `ex` that gives what a step gives; `t` is a variable that it may use. */
  wait(expression: string): string
}

/**
 * A compiled expression: a function of the exchange. Synchronous unless its language declares otherwise (`async`).
 * Reading a body that is an unread stream throws a `Suspension` (see suspension.ts), never returns a promise.
 */
export interface Expression<T = unknown> {
  (exchange: Exchange): MaybePromise<T>
  /** The same as source of a JavaScript expression over the variable `ex`; only for synchronous ones. */
  readonly emit?: (emitter: Emitter) => string
  /** The value, where it is the same for every exchange. */
  readonly constant?: { readonly value: T }
}

/** A compiled predicate. */
export type Predicate = Expression<boolean>
