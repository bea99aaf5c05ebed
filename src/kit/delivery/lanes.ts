import type { MaybePromise } from '../../core/step.ts'

/** Work that never rejects. */
export type LaneWork = () => void | Promise<void>

/** What is done in order: any text, or a number that tells them apart well enough (two that share one only wait for each other). */
export type LaneKey = string | number | undefined

/** The work of one key: the piece that comes next, and those behind it. */
interface Lane {
  readonly key: LaneKey
  next: LaneWork | undefined
  behind: LaneWork[] | undefined
  /** The lane that gets a slot after this one. */
  follower: Lane | undefined
}

/**
 * Runs work for several keys at a time and for each key in order. Bounded: `submit` waits while `capacity` pieces are running or queued,
 * which is how a source knows when to stop reading.
 */
export class Lanes {
  private readonly concurrency: number
  private readonly capacity: number
  private readonly busy = new Map<string | number, Lane>()
  /** Lanes that have work but no slot yet, in the order in which it came. */
  private first: Lane | undefined
  private last: Lane | undefined
  private readonly blocked: (() => void)[] = []
  private readonly idle: (() => void)[] = []
  private running = 0
  private held = 0
  private advancing = false

  /** `capacity`: how many pieces may be running or queued; default four times the concurrency. */
  constructor(concurrency: number, capacity = concurrency * 4) {
    this.concurrency = Math.max(1, concurrency)
    this.capacity = Math.max(this.concurrency, capacity)
  }

  /** How many pieces are running or queued. */
  get size(): number {
    return this.held
  }

  /** Takes a piece of work; the promise, where there is one, resolves when it is accepted. Pieces without key run in any order of their ends. */
  submit(key: LaneKey, work: LaneWork): MaybePromise<void> {
    if (this.held < this.capacity) return this.accept(key, work)
    return new Promise<void>(resolve => this.blocked.push(resolve)).then(() => this.accept(key, work, true))
  }

  /** Resolves when nothing is running or queued. */
  drained(): Promise<void> {
    return this.held === 0 ? Promise.resolve() : new Promise(resolve => this.idle.push(resolve))
  }

  private accept(key: LaneKey, work: LaneWork, counted = false): void {
    if (!counted) this.held += 1
    const known = key === undefined ? undefined : this.busy.get(key)
    if (known !== undefined) {
      if (known.next === undefined) known.next = work
      else if (known.behind === undefined) known.behind = [work]
      else known.behind.push(work)
      return
    }
    const lane: Lane = { key, next: work, behind: undefined, follower: undefined }
    if (key !== undefined) this.busy.set(key, lane)
    this.queue(lane)
    this.advance()
  }

  /** A loop, entered once: work that ends at once must not deepen the stack. */
  private advance(): void {
    if (this.advancing) return
    this.advancing = true
    while (this.running < this.concurrency) {
      const lane = this.first
      if (lane === undefined) break
      this.first = lane.follower
      lane.follower = undefined
      this.running += 1
      this.run(lane)
    }
    this.advancing = false
  }

  private queue(lane: Lane): void {
    if (this.first === undefined) this.first = lane
    else this.last!.follower = lane
    this.last = lane
  }

  private run(lane: Lane): void {
    const work = lane.next!
    lane.next = lane.behind?.shift()
    const ended = work()
    if (ended === undefined) this.ended(lane)
    else void ended.then(() => this.ended(lane))
  }

  private ended(lane: Lane): void {
    this.running -= 1
    if (lane.next !== undefined) this.queue(lane)
    else if (lane.key !== undefined) this.busy.delete(lane.key)
    this.release()
    this.advance()
  }

  /** Hands the freed place to who waits, so that nobody overtakes. */
  private release(): void {
    const next = this.blocked.shift()
    if (next !== undefined) return next()
    this.held -= 1
    if (this.held === 0) for (const resolve of this.idle.splice(0)) resolve()
  }
}
