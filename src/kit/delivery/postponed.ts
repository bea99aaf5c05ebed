import type { Clock } from '../../core/clock.ts'
import { type BackoffTimes, backoffDelay, REDELIVER } from './backoff.ts'

const MAX_KEYS = 10_000

/**
 * Which messages of a polling source have failed and when they may come again: with growing delay instead of with each poll. It remembers
 * the latest 10,000 keys; one that is forgotten comes again with the next poll.
 */
export class Postponed {
  private readonly clock: Clock
  private readonly times: BackoffTimes
  private readonly entries = new Map<string, { attempts: number; due: number }>()

  constructor(clock: Clock, times: BackoffTimes = REDELIVER) {
    this.clock = clock
    this.times = times
  }

  /** Whether a message may be delivered now. */
  due(key: string): boolean {
    const entry = this.entries.get(key)
    return entry === undefined || entry.due <= this.clock.now()
  }

  /** How often a message has failed. */
  attempts(key: string): number {
    return this.entries.get(key)?.attempts ?? 0
  }

  failed(key: string): void {
    const attempts = this.attempts(key) + 1
    this.entries.delete(key)
    this.entries.set(key, { attempts, due: this.clock.now() + backoffDelay(this.times, attempts) })
    if (this.entries.size > MAX_KEYS) this.entries.delete(this.entries.keys().next().value!)
  }

  succeeded(key: string): void {
    this.entries.delete(key)
  }
}
