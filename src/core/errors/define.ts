/** An entry of the table of errors. `D` is the type of its details. */
export interface ErrorEntry<D> {
  /** The text; it never holds the value of a secret. */
  readonly message: (details: D) => string
  /** What to do about it, for `kafila explain`. */
  readonly help: string
  /** Camel's exception class, by which `onException` and `doCatch` know it. Default: `java.lang.RuntimeException`'s sibling by area. */
  readonly type?: string
  /** Whether the same delivery may succeed later. */
  readonly retryable?: boolean
  /** Whether nothing will succeed until somebody changes something (wrong credentials): a connection is not tried again. */
  readonly fatal?: boolean
}

/** Identifies our errors across two copies of the package in one process. */
export const KAFILA_ERROR: unique symbol = Symbol.for('kafila.error') as never

interface Standing {
  readonly retryable: boolean
  readonly fatal: boolean
  readonly cause: unknown
}

/** A failure from the table: a stable `code`, typed details, and the Java class name by which routes know it (`type`). */
export class KafilaError extends Error {
  readonly [KAFILA_ERROR] = true
  readonly code: string
  readonly type: string
  readonly details: Readonly<Record<string, unknown>>
  readonly retryable: boolean
  readonly fatal: boolean

  constructor(code: string, type: string, message: string, details: object, { retryable, fatal, cause }: Standing) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'KafilaError'
    this.code = code
    this.type = type
    this.details = details as Record<string, unknown>
    this.retryable = retryable
    this.fatal = fatal
  }
}

/** Whether a value is one of our errors, of whichever copy of the package. */
export function isKafilaError(error: unknown): error is KafilaError {
  return typeof error === 'object' && error !== null && (error as Record<symbol, unknown>)[KAFILA_ERROR] === true
}

export interface RaiseOptions {
  readonly cause?: unknown
  /** Another Camel exception class than the entry's. */
  readonly type?: string
  readonly retryable?: boolean
}

/** Makes an error of the table. Without stack trace unless `KAFILA_STACK` is set: a trace costs more than the rest of a failing step. */
export type Raise<D> = (details: D, options?: RaiseOptions) => KafilaError

type Raisers<T> = { readonly [K in keyof T]: T[K] extends ErrorEntry<infer D> ? Raise<D> : never }

/** Types the details of an entry. */
export function entry<D = object>(definition: ErrorEntry<D>): ErrorEntry<D> {
  return definition
}

/** Gives functions that make the errors of a table, each made with its first use: most runs need none of them, nor the table. */
export function defineErrors<T extends Record<string, ErrorEntry<never>>>(entries: () => T): Raisers<T> {
  const raisers = Object.create(null) as Record<string, Raise<never> | undefined>
  const get = (_: object, code: string) => {
    if (raisers[code] === undefined && Object.hasOwn(entries(), code)) raisers[code] = raiseOf(code, entries()[code]!)
    return raisers[code]
  }
  return new Proxy({}, { get }) as Raisers<T>
}

function raiseOf(code: string, definition: ErrorEntry<never>): Raise<never> {
  const { retryable = false, fatal = false, type: usual = 'org.apache.camel.RuntimeCamelException' } = definition
  return (details, options = {}) =>
    withoutStack(() => {
      const standing = { retryable: options.retryable ?? retryable, fatal, cause: options.cause }
      return new KafilaError(code, options.type ?? usual, definition.message(details), details as object, standing)
    })
}

const keepStacks = process.env['KAFILA_STACK'] !== undefined

function withoutStack<T>(make: () => T): T {
  if (keepStacks) return make()
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    return make()
  } finally {
    Error.stackTraceLimit = limit
  }
}
