/** How long synchronous work may keep the thread, in milliseconds. */
const SLICE_MS = 1
/** The clock is only looked at every so many turns: reading it costs as much as a step. */
const CHECK_EVERY = 32

/**
 * Fairness on one thread: every pump and every long loop asks `turn()` after each item. It answers `undefined` (go on) until the
 * slice is used up, and then a promise that resolves after the event loop has had its turn (only a macrotask lets input/output run).
 */
export class Scheduler {
  private count = 0
  private sliceEnds = 0
  private pending: Promise<void> | undefined

  turn(): void | Promise<void> {
    if (++this.count % CHECK_EVERY !== 0) return
    const now = performance.now()
    if (now < this.sliceEnds) return
    if (this.pending !== undefined) return this.pending
    if (this.sliceEnds < now - 50) {
      this.sliceEnds = now + SLICE_MS
      return
    }
    return this.yieldNow()
  }

  private yieldNow(): Promise<void> {
    this.pending = new Promise(resolve =>
      setImmediate(() => {
        this.pending = undefined
        this.sliceEnds = performance.now() + SLICE_MS
        resolve()
      }),
    )
    return this.pending
  }
}
