import { monotonicMs } from '../core/monotonic.ts'

/** How long synchronous work may keep the thread, in milliseconds. */
const SLICE_MS = 1
/** The clock is looked at about so often within a slice: reading it costs as much as a step, so not after each item. */
const LOOKS_PER_SLICE = 8
/** At most so many items between two looks. */
const MOST = 64
/** Who comes so long after the last slice has had a pause, and starts a new one. */
const PAUSE_MS = 50

/**
 * Fairness on one thread: every pump and every long loop asks `turn()` after each item. It answers `undefined` (go on) until the
 * slice is used up, and then a promise that resolves after the event loop has had its turn (only a macrotask lets input/output run).
 * How many items pass between two looks at the clock follows how long they take.
 */
export class Scheduler {
  private readonly clock: () => number
  private left = 1
  private every = 1
  private looked = 0
  private sliceEnds = 0
  private pending: Promise<void> | undefined

  constructor(clock: () => number = monotonicMs) {
    this.clock = clock
  }

  turn(items = 1): void | Promise<void> {
    this.left -= items
    if (this.left > 0) return
    return this.look(this.clock())
  }

  /** How many items may be done before `turn` is asked, for all of them at once. */
  untilTurn(): number {
    return this.left
  }

  private look(now: number): void | Promise<void> {
    this.pace(now - this.looked)
    this.looked = now
    if (now < this.sliceEnds) return
    if (this.pending !== undefined) return this.pending
    if (this.sliceEnds < now - PAUSE_MS) {
      this.sliceEnds = now + SLICE_MS
      return
    }
    return this.yieldNow()
  }

  private pace(elapsed: number): void {
    if (elapsed > SLICE_MS / LOOKS_PER_SLICE) this.every = Math.max(1, this.every >> 1)
    else if (elapsed < SLICE_MS / LOOKS_PER_SLICE / 4) this.every = Math.min(MOST, this.every << 1)
    this.left = this.every
  }

  private yieldNow(): Promise<void> {
    this.pending = new Promise(resolve =>
      setImmediate(() => {
        this.pending = undefined
        this.looked = this.clock()
        this.sliceEnds = this.looked + SLICE_MS
        resolve()
      }),
    )
    return this.pending
  }
}
