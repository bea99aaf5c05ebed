import type { Clock } from '../../../core/clock.ts'

/**
 * When groups run out of time. As in Camel they are looked at every `interval` milliseconds, counted from the start of the route; those
 * whose time is over are given to `evict` in the order in which it ran out. A timer is only armed while there are groups.
 */
export class GroupTimeouts {
  private readonly clock: Clock
  private readonly interval: number
  private readonly evict: (key: string) => void
  private readonly expiries = new Map<string, number>()
  private started: number
  private cancel: (() => void) | undefined

  constructor(clock: Clock, interval: number, evict: (key: string) => void) {
    this.clock = clock
    this.interval = Math.max(1, interval)
    this.evict = evict
    this.started = clock.now()
  }

  /** Looks are counted from now on. */
  start(): void {
    this.started = this.clock.now()
    this.arm()
  }

  /** The group under this key has so much time from now on. */
  set(key: string, ms: number): void {
    this.expiries.set(key, this.clock.now() + ms)
    this.arm()
  }

  remove(key: string): void {
    this.expiries.delete(key)
  }

  stop(): void {
    this.cancel?.()
    this.cancel = undefined
  }

  private arm(): void {
    if (this.cancel !== undefined || this.expiries.size === 0) return
    const now = this.clock.now()
    const looks = Math.floor((now - this.started) / this.interval) + 1
    this.cancel = this.clock.after(this.started + looks * this.interval - now, () => this.look())
  }

  private look(): void {
    this.cancel = undefined
    const now = this.clock.now()
    const over = [...this.expiries].filter(([, expiry]) => expiry <= now).sort(([, a], [, b]) => a - b)
    for (const [key] of over) {
      this.expiries.delete(key)
      this.evict(key)
    }
    this.arm()
  }
}
