/** How waiting times grow. All in milliseconds. */
export interface BackoffTimes {
  readonly initialMs: number
  readonly maxMs: number
  /** Default 2. */
  readonly multiplier?: number
  /** The part of each time that is random, so that many do not come back at once; default 0.2. */
  readonly jitter?: number
}

/** How long to wait before a lost connection is tried again: short enough that a service that is back is used within five seconds. */
export const RECONNECT: BackoffTimes = { initialMs: 100, maxMs: 3000 }

/** How long to wait before a message that failed is tried again. */
export const REDELIVER: BackoffTimes = { initialMs: 1000, maxMs: 60_000 }

/** Growing waiting times: `next()` gives one after the other, `reset()` begins anew. */
export class Backoff {
  attempts = 0
  private readonly times: BackoffTimes
  private readonly random: () => number

  constructor(times: BackoffTimes, random: () => number = Math.random) {
    this.times = times
    this.random = random
  }

  next(): number {
    return backoffDelay(this.times, ++this.attempts, this.random)
  }

  reset(): void {
    this.attempts = 0
  }
}

/** The waiting time before attempt `attempt` + 1, counted from 1. */
export function backoffDelay(times: BackoffTimes, attempt: number, random: () => number = Math.random): number {
  const { initialMs, maxMs, multiplier = 2, jitter = 0.2 } = times
  const full = Math.min(maxMs, initialMs * multiplier ** Math.min(attempt - 1, 60))
  return Math.round(full * (1 - jitter * random()))
}
