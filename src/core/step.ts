import type { Exchange } from './exchange.ts'

/** A value, or the promise of it where something really had to wait. */
export type MaybePromise<T> = T | Promise<T>

/**
 * A compiled step. `undefined` means "done already"; a promise is returned only when the step had to wait.
 * A failure is thrown (or rejects); the pipeline around it hands it to the error handler.
 */
export type Step = (exchange: Exchange) => void | Promise<void>

/** Whether a step or expression had to wait. Foreign thenables are turned into promises where user functions enter, so `Promise` is enough. */
export function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return value instanceof Promise
}

/** Goes on with a value now, or when it arrives; a synchronous value stays synchronous. */
export function andThen<T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> {
  return value instanceof Promise ? value.then(next) : next(value)
}
