/**
 * Thrown by synchronous code that needs a body which is still an unread stream. The pipeline around the step waits until the body
 * has been read into memory (or a spool file) and then runs the step again, so that expressions and converters can stay synchronous.
 * A step therefore reads all that it needs before it changes anything.
 */
export class Suspension {
  readonly ready: () => Promise<void>

  constructor(ready: () => Promise<void>) {
    this.ready = ready
  }
}
