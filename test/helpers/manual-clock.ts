import type { Clock } from '../../src/core/clock.ts'

interface Timer {
  readonly due: number
  readonly action: () => void
}

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  private time: number
  private readonly timers = new Set<Timer>()

  constructor(start = Date.parse('2026-11-25T10:00:00Z')) {
    this.time = start
  }

  now(): number {
    return this.time
  }

  after(ms: number, action: () => void): () => void {
    const timer = { due: this.time + Math.max(0, ms), action }
    this.timers.add(timer)
    return () => this.timers.delete(timer)
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = this.after(ms, resolve)
      signal?.addEventListener('abort', () => {
        cancel()
        reject(signal.reason)
      })
    })
  }

  /** Moves the clock on; what is due meanwhile runs at its time, and what follows from it before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms
    for (;;) {
      await settled()
      const next = [...this.timers].filter(timer => timer.due <= end).sort((a, b) => a.due - b.due)[0]
      if (next === undefined) break
      this.timers.delete(next)
      this.time = Math.max(this.time, next.due)
      next.action()
    }
    this.time = end
    await settled()
  }
}

/** Lets everything that is ready run: promises, and what was put off to the next turn of the event loop. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise(resolve => setImmediate(resolve))
}
