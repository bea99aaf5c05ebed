import type { Clock } from '../../../core/clock.ts'
import type { MaybePromise } from '../../../core/step.ts'

/** How a call fared at the entry: there was no place to wait (`full`), or none to run until its wait was over (`late`). */
export type Entry = 'entered' | 'full' | 'late'

/** Lets so many calls run at a time; up to `maxWaiting` others wait up to `maxWait` milliseconds, the first to come first. */
export class Bulkhead {
  private readonly maxWait: number
  private readonly maxWaiting: number
  private readonly clock: Clock
  private free: number
  private readonly waiting = new Set<() => void>()

  constructor(maxConcurrent: number, maxWait: number, maxWaiting: number, clock: Clock) {
    this.free = maxConcurrent
    this.maxWait = maxWait
    this.maxWaiting = maxWaiting
    this.clock = clock
  }

  /** Whether a call may begin; each that may must `leave` when it has ended. */
  enter(): MaybePromise<Entry> {
    if (this.free > 0) {
      this.free -= 1
      return 'entered'
    }
    return this.maxWait > 0 && this.waiting.size < this.maxWaiting ? this.wait() : 'full'
  }

  leave(): void {
    const [next] = this.waiting
    if (next === undefined) this.free += 1
    else next()
  }

  private wait(): Promise<Entry> {
    return new Promise(resolve => {
      const settle = (entry: Entry) => {
        this.waiting.delete(enter)
        cancel()
        resolve(entry)
      }
      const enter = () => settle('entered')
      const cancel = this.maxWait === Number.POSITIVE_INFINITY ? () => undefined : this.clock.after(this.maxWait, () => settle('late'))
      this.waiting.add(enter)
    })
  }
}
