/** Identifies suspensions across two copies of the package in one process: the command's, and that of a plug-in. */
const SUSPENSION = Symbol.for('kafila.suspension')

/**
 * Thrown by synchronous code that needs a body which is still an unread stream. The pipeline around the step waits until the body
 * has been read into memory (or a spool file) and then runs the step again, so that expressions and converters can stay synchronous.
 * A step therefore reads all that it needs before it changes anything.
 */
export class Suspension {
  readonly [SUSPENSION] = true
  readonly ready: () => Promise<void>

  constructor(ready: () => Promise<void>) {
    this.ready = ready
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[SUSPENSION] === true
  }
}

/**
 * Work in the middle of a step that may need a body which is still an unread stream: it waits for the body and does the work again,
 * so that the step itself does not run from its beginning. The work reads all that it needs before it changes anything.
 */
export function untilReady<T>(work: () => T | Promise<T>): T | Promise<T> {
  try {
    const result = work()
    return result instanceof Promise ? result.catch(againWhenReady(work)) : result
  } catch (error) {
    return againWhenReady(work)(error)
  }
}

/** A function of its own, so that work which is done at once pays for no closure. */
function againWhenReady<T>(work: () => T | Promise<T>): (error: unknown) => Promise<T> {
  return error => {
    if (!(error instanceof Suspension)) throw error
    return error.ready().then(() => untilReady(work))
  }
}
