import type { Clock } from '../../core/clock.ts'
import { errors } from '../../core/errors.ts'

export interface BatchRules {
  /** Flushes when so many items are there. */
  readonly count: number
  /** Flushes when they weigh so much; default: no such bound. */
  readonly bytes?: number
  /**
   * Flushes so long after the first item, in milliseconds; 0: when a turn of the event loop brings no further item. While as many batches
   * are under way as may be, items go on gathering: a batch that could not be sent yet may as well take more.
   */
  readonly periodMs: number
  /** How many batches may be under way; further items wait. Default 1: batches keep their order. */
  readonly maxInFlight?: number
  /** How many items may wait for a batch to end before `add` waits too; default four batches. */
  readonly maxWaiting?: number
}

/** How a batch went: one entry for each item, an error or nothing. A flush that rejects fails all its items. */
export type BatchResult = readonly (unknown | undefined)[] | void

/** How many turns of the event loop a batch waits at most for further items. */
const MOST_TURNS = 16

interface Item<T> {
  readonly value: T
  readonly size: number
  readonly done: (error?: unknown) => void
}

/**
 * Gathers items into batches by count, bytes and time since the first item. `add` settles when the batch of its item is flushed, with the
 * result of that item alone: nothing counts as done before the flush has settled. Bounded: `add` waits while too many are in hand.
 */
export class Batcher<T> {
  private readonly rules: BatchRules
  private readonly clock: Clock
  private readonly flushItems: (values: readonly T[]) => Promise<BatchResult>
  private items: Item<T>[] = []
  private weight = 0
  private cancel: (() => void) | undefined
  private inFlight = 0
  private overdue = false
  private readonly queue: Item<T>[][] = []
  private queued = 0
  private readonly blocked: (() => void)[] = []
  private readonly idle: (() => void)[] = []
  private closed = false

  constructor(rules: BatchRules, clock: Clock, flush: (values: readonly T[]) => Promise<BatchResult>) {
    this.rules = rules
    this.clock = clock
    this.flushItems = flush
  }

  add(value: T, size = 0): Promise<void> {
    return new Promise((resolve, reject) => {
      const add = () => this.hand(value, size, error => (error === undefined ? resolve() : reject(error)))
      const room = this.room()
      if (room === undefined) add()
      else void room.then(add)
    })
  }

  /** Waits while too many items are in hand. */
  room(): void | Promise<void> {
    return this.full ? this.untilRoom() : undefined
  }

  /** As `add`, for callers with a promise of their own, who wait for `room` before: `done` is told once how it went. */
  hand(value: T, size: number, done: (error?: unknown) => void): void {
    if (this.closed) done(errors.KF_CONN_CLOSED({ what: 'the batch' }))
    else this.put({ value, size, done })
  }

  private get full(): boolean {
    return !this.closed && this.queued >= (this.rules.maxWaiting ?? this.rules.count * 4)
  }

  private async untilRoom(): Promise<void> {
    while (this.full) await new Promise<void>(resolve => this.blocked.push(resolve))
  }

  /** Sends what has gathered now. */
  flush(): void {
    this.cancel?.()
    this.cancel = undefined
    if (this.items.length === 0) return
    this.queue.push(this.take())
    this.advance()
  }

  /** Sends what has gathered and resolves when all batches have ended; further items are refused. */
  async close(): Promise<void> {
    this.closed = true
    this.flush()
    for (const resolve of this.blocked.splice(0)) resolve()
    if (this.inFlight > 0 || this.queue.length > 0) await new Promise<void>(resolve => this.idle.push(resolve))
  }

  private put(item: Item<T>): void {
    const { bytes = Number.POSITIVE_INFINITY, count, periodMs } = this.rules
    if (this.items.length > 0 && this.weight + item.size > bytes) this.flush()
    this.items.push(item)
    this.weight += item.size
    if (this.items.length >= count || this.weight >= bytes) this.flush()
    else if (!this.overdue) this.cancel ??= periodMs > 0 ? this.clock.after(periodMs, () => this.due()) : this.whenQuiet()
  }

  private take(): Item<T>[] {
    const { items } = this
    this.queued += items.length
    this.items = []
    this.weight = 0
    this.overdue = false
    return items
  }

  private get busy(): boolean {
    return this.inFlight >= (this.rules.maxInFlight ?? 1)
  }

  private due(): void {
    this.cancel = undefined
    if (this.busy) this.overdue = true
    else this.flush()
  }

  /**
   * Due when a turn brings no further item, or after some turns. Items come in groups, as those who sent the last batch go on: a batch that
   * takes the first of them only would stay small for ever.
   */
  private whenQuiet(): () => void {
    let seen = this.items.length
    let turns = 0
    const look = () => {
      if (this.items.length === seen || ++turns >= MOST_TURNS) return this.due()
      seen = this.items.length
      immediate = setImmediate(look)
    }
    let immediate = setImmediate(look)
    return () => clearImmediate(immediate)
  }

  private advance(): void {
    while (!this.busy) {
      const batch = this.queue.shift()
      if (batch === undefined) break
      this.inFlight += 1
      void this.send(batch)
    }
    if (this.overdue && !this.busy) {
      this.overdue = false
      this.cancel ??= this.whenQuiet()
    }
    if (this.inFlight === 0 && this.queue.length === 0) for (const resolve of this.idle.splice(0)) resolve()
  }

  private async send(batch: readonly Item<T>[]): Promise<void> {
    try {
      const results = await this.flushItems(batch.map(({ value }) => value))
      for (const [index, { done }] of batch.entries()) done(results?.[index])
    } catch (error) {
      for (const { done } of batch) done(error)
    }
    this.inFlight -= 1
    this.queued -= batch.length
    for (const resolve of this.blocked.splice(0)) resolve()
    this.advance()
  }
}
