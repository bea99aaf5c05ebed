/** How calls of a window went. */
export interface CallCounts {
  readonly calls: number
  readonly failed: number
  readonly slow: number
}

/** The calls that a breaker judges by. */
export interface CallWindow {
  readonly counts: CallCounts
  add(failed: boolean, slow: boolean): void
}

class Tally implements CallCounts {
  calls = 0
  failed = 0
  slow = 0

  add(calls: number, failed: number, slow: number): void {
    this.calls += calls
    this.failed += failed
    this.slow += slow
  }

  clear(): void {
    this.calls = 0
    this.failed = 0
    this.slow = 0
  }
}

const FAILED = 1
const SLOW = 2

/** The last so many calls. */
export class CountWindow implements CallWindow {
  readonly counts = new Tally()
  private readonly size: number
  private readonly marks: number[] = []
  private next = 0

  constructor(size: number) {
    this.size = size
  }

  add(failed: boolean, slow: boolean): void {
    const left = this.marks[this.next]
    if (left !== undefined) this.counts.add(-1, -(left & FAILED), -((left & SLOW) >> 1))
    this.marks[this.next] = (failed ? FAILED : 0) | (slow ? SLOW : 0)
    this.next = (this.next + 1) % this.size
    this.counts.add(1, Number(failed), Number(slow))
  }
}

interface Second {
  readonly tally: Tally
  at: number
}

/** The calls of the last so many seconds, the one that has begun among them; summed by second, so that their number does not matter. */
export class TimeWindow implements CallWindow {
  readonly counts = new Tally()
  private readonly now: () => number
  private readonly seconds: Second[]

  /** `now`: milliseconds. */
  constructor(seconds: number, now: () => number) {
    this.now = now
    this.seconds = Array.from({ length: seconds }, () => ({ tally: new Tally(), at: 0 }))
  }

  add(failed: boolean, slow: boolean): void {
    const second = Math.floor(this.now() / 1000)
    this.forgetBefore(second - this.seconds.length + 1)
    const { tally } = this.slot(second)
    tally.add(1, Number(failed), Number(slow))
    this.counts.add(1, Number(failed), Number(slow))
  }

  private forgetBefore(first: number): void {
    for (const { tally, at } of this.seconds) {
      if (at >= first) continue
      this.counts.add(-tally.calls, -tally.failed, -tally.slow)
      tally.clear()
    }
  }

  private slot(second: number): Second {
    const slot = this.seconds[second % this.seconds.length]!
    slot.at = second
    return slot
  }
}
