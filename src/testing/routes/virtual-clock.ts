import type { Clock } from '../../core/clock.ts'
import type { Chance } from './shuffle.ts'

interface Timer {
  readonly due: number
  readonly action: () => void
}

type Settle = () => Promise<void>

/** A clock that stands still until it is moved. */
export class VirtualClock implements Clock {
  /** How often it was asked: something goes on while this grows. */
  asked = 0
  private time: number
  private readonly timers = new Set<Timer>()

  private readonly chance: Chance | undefined

  /** With a `chance` timers that are due at the same time fire in any order. */
  constructor(start = Date.parse('2026-11-25T10:00:00Z'), chance?: Chance) {
    this.time = start
    this.chance = chance
  }

  now(): number {
    this.asked += 1
    return this.time
  }

  after(ms: number, action: () => void): () => void {
    this.asked += 1
    const timer = { due: this.time + Math.max(0, ms), action }
    this.timers.add(timer)
    return () => this.timers.delete(timer)
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const cancel = this.after(ms, resolve)
      signal?.addEventListener('abort', () => {
        cancel()
        reject(signal.reason)
      })
    })
  }

  /** Moves the clock on; what is due meanwhile runs at its time, and what follows from it (until `settle` resolves) before the next. */
  async advance(ms: number, settle: Settle = settled): Promise<void> {
    const end = this.time + ms
    do await settle()
    while (this.fire(end))
    this.time = Math.max(this.time, end)
    await settle()
  }

  /** Moves the clock to the next timer, unless that is due later than `end`; gives whether there was one. */
  fire(end: number): boolean {
    const next = this.next(end)
    if (next === undefined) return false
    this.timers.delete(next)
    this.time = Math.max(this.time, next.due)
    next.action()
    return true
  }

  /** The timer that is due next; of several the one that was set first, or any by chance. */
  private next(end: number): Timer | undefined {
    let next: Timer | undefined
    let equal = 1
    for (const timer of this.timers) {
      if (timer.due > end || (next !== undefined && timer.due > next.due)) continue
      equal = next === undefined || timer.due < next.due ? 1 : equal + 1
      if (equal === 1 || (this.chance !== undefined && this.chance() < 1 / equal)) next = timer
    }
    return next
  }
}

/** Lets everything that is ready run: promises, and what was put off to the next turn of the event loop. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise(resolve => setImmediate(resolve))
}
