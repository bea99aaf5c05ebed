import type { Exchange } from '../../core/exchange.ts'
import { MulticastRun } from './multicast-run.ts'

/** How many ended parts wait for an earlier one before no further part is started. */
const MAX_UNJOINED = 1000

/**
 * Runs several parts at a time, as many as the plan allows. Results are joined in the order of the parts, or of their ending with
 * `streaming`, never two at once. Parts that are not waited for any longer (time-out, stopOnException) run on without effect.
 */
export class ParallelRun extends MulticastRun {
  private active = 0
  private joined = 0
  private exhausted = false
  private pulling = false
  private pumping = false
  private joining = false
  private readonly ended = new Map<number, Exchange>()
  private settle: { resolve(): void; reject(error: unknown): void } | undefined
  private cancelTimer: (() => void) | undefined

  run(): void | Promise<void> {
    try {
      this.pump()
    } catch (error) {
      this.done = true
      throw error
    }
    if (this.done) return
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject }
      const { timeout, clock } = this.plan
      if (timeout > 0) this.cancelTimer = clock.after(timeout, () => void this.late().catch(this.fail))
    })
  }

  protected override finish(result: Exchange | undefined): void {
    this.cancelTimer?.()
    super.finish(result)
    this.settle?.resolve()
  }

  private readonly fail = (error: unknown): void => {
    this.done = true
    this.cancelTimer?.()
    this.settle?.reject(error)
  }

  /** Starts parts until a bound is reached, or one has to be waited for. Parts that end at once come back here: the loop goes on. */
  private pump(): void {
    if (this.pumping) return
    this.pumping = true
    while (this.mayStart()) {
      const part = this.parts.next()
      if (part instanceof Promise) {
        this.pull(part.then(arrived => this.start(arrived)))
        break
      }
      this.start(part)
      const turn = this.plan.turn()
      if (turn !== undefined) {
        this.pull(turn)
        break
      }
    }
    this.pumping = false
  }

  private mayStart(): boolean {
    return !this.done && !this.exhausted && !this.pulling && this.active < this.plan.limit && this.ended.size < MAX_UNJOINED
  }

  private pull(waiting: Promise<void>): void {
    this.pulling = true
    waiting
      .then(() => {
        this.pulling = false
        this.pump()
      })
      .catch(this.fail)
  }

  private start(part: Exchange | undefined): void {
    if (part === undefined) {
      this.exhausted = true
      return this.drain()
    }
    const index = this.sent++
    this.active += 1
    const waiting = this.one(part)
    if (waiting === undefined) return this.over(part, index)
    waiting.then(() => this.over(part, index)).catch(this.fail)
  }

  private over(part: Exchange, index: number): void {
    const waiting = this.done ? undefined : this.parts.ended?.(part, index)
    if (waiting === undefined) return this.judge(part, index)
    waiting.then(() => this.judge(part, index)).catch(this.fail)
  }

  private judge(part: Exchange, index: number): void {
    this.active -= 1
    if (this.done || !this.goesOn(part, index)) return
    // most parts end in their turn: they need not be kept
    if (this.isNext(index)) this.joinNext(part)
    else this.ended.set(index, part)
    this.drain()
    this.pump()
  }

  /** Joins what may be joined; the end of the last one is the end of all. */
  private drain(): void {
    while (!this.done && !this.joining) {
      const part = this.take()
      if (part === undefined) break
      this.joinNext(part)
    }
    if (!this.done && !this.joining && this.exhausted && this.joined === this.sent) this.finish(this.result)
  }

  /** Whether a part that has ended is the next to be joined. */
  private isNext(index: number): boolean {
    return !this.joining && (this.plan.streaming ? this.ended.size === 0 : index === this.joined)
  }

  private joinNext(part: Exchange): void {
    this.joined += 1
    const waiting = this.join(part)
    if (waiting !== undefined) this.drainAfter(waiting)
  }

  private drainAfter(waiting: Promise<void>): void {
    this.joining = true
    waiting
      .then(() => {
        this.joining = false
        this.drain()
        this.pump()
      })
      .catch(this.fail)
  }

  /** The next ended part in the order of joining. */
  private take(): Exchange | undefined {
    if (this.ended.size === 0) return undefined
    const index = this.plan.streaming ? this.ended.keys().next().value : this.joined
    const part = index === undefined ? undefined : this.ended.get(index)
    if (part === undefined) return undefined
    this.ended.delete(index!)
    return part
  }

  /** The time is over: what has ended is joined, the strategy is told of what has not, and the result is what there is. */
  private async late(): Promise<void> {
    if (this.done) return
    this.done = true
    for (let index = this.joined; index < this.sent; index++) {
      const part = this.ended.get(index)
      if (part === undefined) this.strategy.timeout?.(this.result ?? this.original, index, this.sent, this.plan.timeout)
      else await this.join(part)
    }
    this.finish(this.result)
  }
}
