import type { Clock } from '../../../core/clock.ts'
import type { MaybePromise } from '../../../core/step.ts'

/** Lets so many calls run at a time; the others wait up to `maxWait` milliseconds, the first to come first. */
export class Bulkhead {
  private readonly maxWait: number
  private readonly clock: Clock
  private free: number
  private readonly waiting = new Set<() => void>()

  constructor(maxConcurrent: number, maxWait: number, clock: Clock) {
    this.free = maxConcurrent
    this.maxWait = maxWait
    this.clock = clock
  }

  /** Whether a call may begin; each that may must `leave` when it has ended. */
  enter(): MaybePromise<boolean> {
    if (this.free > 0) {
      this.free -= 1
      return true
    }
    return this.maxWait > 0 ? this.wait() : false
  }

  leave(): void {
    const [next] = this.waiting
    if (next === undefined) this.free += 1
    else next()
  }

  private wait(): Promise<boolean> {
    return new Promise(resolve => {
      const settle = (entered: boolean) => {
        this.waiting.delete(enter)
        cancel()
        resolve(entered)
      }
      const enter = () => settle(true)
      const cancel = this.clock.after(this.maxWait, () => settle(false))
      this.waiting.add(enter)
    })
  }
}
