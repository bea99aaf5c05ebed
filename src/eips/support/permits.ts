import type { Clock } from '../../core/clock.ts'
import type { Exchange } from '../../core/exchange.ts'

/** Permission to pass a throttle. */
export interface Permits {
  limit: number
  /** Takes a permit, where there is one and nobody waits for it. */
  take(exchange: Exchange): boolean
  /** Waits for a permit, behind those who wait already. */
  wait(exchange: Exchange): Promise<void>
}

/** So many in each period: a permit comes back when the period since it was taken is over. */
export class TimedPermits implements Permits {
  limit = 0
  private readonly clock: Clock
  private readonly period: number
  /** When permits were taken, the oldest first, from `head` on; those given out for later stand behind. */
  private taken: number[] = []
  private head = 0

  constructor(clock: Clock, period: number) {
    this.clock = clock
    this.period = period
  }

  take(): boolean {
    const now = this.clock.now()
    while (this.head < this.taken.length && this.taken[this.head]! + this.period <= now) this.head += 1
    if (this.head > 1000 && this.head * 2 > this.taken.length) this.forget()
    if (this.taken.length - this.head >= this.limit) return false
    this.taken.push(now)
    return true
  }

  /** Now and then only: moving the rest up for every permit would take longer the more of them there are. */
  private forget(): void {
    this.taken = this.taken.slice(this.head)
    this.head = 0
  }

  wait(): Promise<void> {
    const before = this.taken[this.taken.length - this.limit] ?? this.clock.now()
    const at = before + this.period
    this.taken.push(at)
    return this.clock.sleep(Math.max(0, at - this.clock.now()))
  }
}

/** So many at a time: a permit comes back when the exchange has ended. */
export class ConcurrentPermits implements Permits {
  limit = 0
  private used = 0
  private readonly waiting: (() => void)[] = []

  take(exchange: Exchange): boolean {
    if (this.used >= this.limit || this.waiting.length > 0) return false
    this.use(exchange)
    return true
  }

  wait(exchange: Exchange): Promise<void> {
    return new Promise(resolve =>
      this.waiting.push(() => {
        this.use(exchange)
        resolve()
      }),
    )
  }

  private use(exchange: Exchange): void {
    this.used += 1
    exchange.unit().add(() => {
      this.used -= 1
      if (this.used < this.limit) this.waiting.shift()?.()
    })
  }
}
