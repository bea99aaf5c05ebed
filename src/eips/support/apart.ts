import type { Exchange } from '../../core/exchange.ts'
import type { Step } from '../../core/step.ts'
import { keepOriginal } from '../../core/unit-of-work.ts'
import { Fifo } from '../../kit/queue/fifo.ts'
import type { Detached, StepContext } from '../../kit/step.ts'

/** How many exchanges may be on their way before the route waits for one to end: queue and threads of Camel's default pool. */
export const APART_LIMIT = 1020

/** An exchange that is to start. */
interface Waiting {
  readonly exchange: Exchange
  readonly step: Step
  readonly key: string | undefined
  readonly run: Detached
}

/**
 * Runs exchanges apart from the one in hand, as on a thread of their own: what is in hand goes on first, then they start one after the
 * other; one that has to wait lets the next start. Their number is bounded: who comes when it is reached waits.
 */
export class Apart {
  private readonly context: StepContext
  private readonly limit: number
  /** Those that are to start. */
  private readonly queue = new Fifo<Waiting>()
  private starting = false
  private pending = 0
  private readonly waiting: (() => void)[] = []
  private readonly idle: (() => void)[] = []
  /** The last one of each key that is on its way. */
  private readonly lastOf = new Map<string, Promise<void>>()

  constructor(context: StepContext, limit = APART_LIMIT) {
    this.context = context
    this.limit = limit
  }

  /**
   * Starts an exchange; one with a key when those of its key have ended. A promise means: wait for it, too many are on their way. A failure is
   * logged.
   */
  start(exchange: Exchange, step: Step, key?: string): void | Promise<void> {
    exchange.release = undefined
    exchange.origin = undefined
    keepOriginal(exchange)
    this.queue.push({ exchange, step, key, run: this.context.detachLater() })
    this.pending += 1
    if (!this.starting) {
      this.starting = true
      // the way of what is in hand may end in a promise of its own, which goes first
      queueMicrotask(() => queueMicrotask(this.startNext))
    }
    if (this.pending > this.limit) return new Promise(resolve => this.waiting.push(resolve))
  }

  /** Resolves when none is on its way, or when the signal fires. */
  drained(deadline: AbortSignal): Promise<void> {
    if (this.pending === 0 || deadline.aborted) return Promise.resolve()
    return new Promise(resolve => {
      this.idle.push(resolve)
      deadline.addEventListener('abort', () => resolve(), { once: true })
    })
  }

  /** Starts one after the other; a loop over all of them costs less than a promise for each. */
  private readonly startNext = (): void => {
    while (this.queue.length > 0) {
      const turn = this.context.turn()
      if (turn !== undefined) return void turn.then(this.startNext)
      this.run(this.queue.shift()!)
    }
    this.starting = false
  }

  private run({ exchange, step, key, run }: Waiting): void {
    const before = key === undefined ? undefined : this.lastOf.get(key)
    const running = run(exchange, before === undefined ? step : each => before.then(() => step(each)))
    if (running === undefined) return this.ended()
    const ended = running.then(() => this.ended())
    if (key !== undefined) this.keepLast(key, ended)
  }

  private keepLast(key: string, ended: Promise<void>): void {
    const last = ended.then(() => {
      if (this.lastOf.get(key) === last) this.lastOf.delete(key)
    })
    this.lastOf.set(key, last)
  }

  private ended(): void {
    this.pending -= 1
    this.waiting.shift()?.()
    if (this.pending === 0) for (const resolve of this.idle.splice(0)) resolve()
  }
}
