import type { Clock } from '../../core/clock.ts'

/** Lets through `perSecond` calls in the long run and `burst` at once; those that wait do so in their order. */
export class TokenBucket {
  private readonly clock: Clock
  private readonly perSecond: number
  private readonly burst: number
  private tokens: number
  private refilledAt: number

  constructor(clock: Clock, perSecond: number, burst: number) {
    this.clock = clock
    this.perSecond = perSecond
    this.burst = burst
    this.tokens = burst
    this.refilledAt = clock.now()
  }

  /** Resolves when the call may be made; rejects with the signal's reason. Each waiter takes its token ahead of time, so later ones wait longer. */
  async take(signal?: AbortSignal): Promise<void> {
    const now = this.clock.now()
    this.tokens = Math.min(this.burst, this.tokens + ((now - this.refilledAt) / 1000) * this.perSecond)
    this.refilledAt = now
    this.tokens -= 1
    if (this.tokens >= 0) return
    try {
      await this.clock.sleep((-this.tokens / this.perSecond) * 1000, signal)
    } catch (reason) {
      this.tokens += 1
      throw reason
    }
  }
}
