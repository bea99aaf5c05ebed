import type { Exchange } from './exchange.ts'
import type { MaybePromise, Step } from './step.ts'

/** How generated source reads the message: parts of a message may stand in variables instead of an exchange of their own. */
export interface MessageSource {
  /** The exchange, for a function that is called with it. */
  exchange(): string
  /** The body, to be read or assigned. */
  body(): string
  /** The value of a header (by its folded name) or property; `undefined` for none. */
  entry(kind: 'headers' | 'properties', name: string): string
  /** An expression that makes messages of exceptions name the exchange by its id. */
  named(): string
}

/**
 * Where generated source gets its constants and the message from: an expression or step that can be written as JavaScript asks for a name
 * for each captured value. User text is never spliced into source: strings go through `JSON.stringify`, everything else through `constant`.
 */
export interface Emitter extends MessageSource {
  /** The name under which the generated function sees this value. */
  constant(value: unknown): string
  /** A fresh local variable, declared at the top of the generated function. */
  local(): string
}

/** The message of the exchange that stands in the variable `ex`. */
export const EXCHANGE_SOURCE: MessageSource = {
  exchange: () => 'ex',
  body: () => 'ex.body',
  entry: (kind, name) => `ex.${kind}[${JSON.stringify(name)}]`,
  named: () => 'ex.named = true',
}

/** For steps: the source of calls that may have to wait. */
export interface StepEmitter extends Emitter {
  /** A header (by its folded name) or property, to be assigned. */
  target(kind: 'headers' | 'properties', name: string): string
  /** Statements that run the steps inside and leave the function where they had to wait or halted the exchange. */
  call(step: Step): string
  /** The same for an expression over the exchange, in `ex`, that gives what a step gives; `t` is a variable that it may use. */
  wait(expression: string): string
}

/**
 * A compiled expression: a function of the exchange. Synchronous unless its language declares otherwise (`async`).
 * Reading a body that is an unread stream throws a `Suspension` (see suspension.ts), never returns a promise.
 */
export interface Expression<T = unknown> {
  (exchange: Exchange): MaybePromise<T>
  /** The same as source of a JavaScript expression; only for synchronous ones. */
  readonly emit?: (emitter: Emitter) => string
  /** The value, where it is the same for every exchange. */
  readonly constant?: { readonly value: T }
}

/** A compiled predicate. */
export type Predicate = Expression<boolean>
