/** Every so many exchanges one is timed: reading the clock for each would cost more than most routes. */
const EVERY = 64
/** Of very many in one turn of the event loop, which are much alike, fewer are: the distance doubles with each, up to this. */
const FARTHEST = 4096
/** So many are timed from the start, so that a route with few messages shows something. */
const FIRST = 64

/** Upper bounds of the buckets double from 64 µs to 67 s; the last bucket takes the rest. */
const SMALLEST_US = 64
const BUCKETS = 22

/** Upper bounds of the buckets in seconds, without the last, which has none. */
export const LATENCY_BOUNDS: readonly number[] = Array.from({ length: BUCKETS - 1 }, (_, i) => (SMALLEST_US * 2 ** i) / 1e6)

/** How long exchanges of a route take: a sample of them, in buckets that double. */
export class Latency {
  /** How many were timed, by bucket. */
  readonly counts = new Float64Array(BUCKETS)
  /** Seconds of all that were timed, together. */
  sum = 0
  /** When so many exchanges have come into the route, the next one is to be timed. */
  due = 0
  private timed = 0
  private distance = EVERY
  private latest = 0

  /** One is timed that is due; it is the last of so many that have come. */
  take(entered: number): void {
    this.latest = entered - 1
    this.due = this.latest + (++this.timed < FIRST ? 1 : this.step())
  }

  /** The next exchange is taken aside, whatever the count says. */
  soon(): void {
    this.due = 0
  }

  private step(): number {
    const { distance } = this
    if (distance === EVERY) setImmediate(() => this.nextTurn()).unref()
    this.distance = Math.min(distance * 2, FARTHEST)
    return distance
  }

  private nextTurn(): void {
    this.distance = EVERY
    this.due = Math.min(this.due, this.latest + EVERY)
  }

  record(ms: number): void {
    const us = Math.max(0, Math.ceil((ms * 1000) / SMALLEST_US) - 1)
    const bucket = Math.min(us === 0 ? 0 : 32 - Math.clz32(us), BUCKETS - 1)
    this.counts[bucket]! += 1
    this.sum += ms / 1000
  }
}
