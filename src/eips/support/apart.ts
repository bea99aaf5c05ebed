import type { Exchange } from '../../core/exchange.ts'
import type { Step } from '../../core/step.ts'
import { keepOriginal } from '../../core/unit-of-work.ts'
import type { StepContext } from '../../kit/step.ts'

/** How many exchanges may be on their way before the route waits for one to end: queue and threads of Camel's default pool. */
export const APART_LIMIT = 1020

/**
 * Runs exchanges apart from the one in hand, as on a thread of their own: what is in hand goes on first, then they start one after the
 * other; one that has to wait lets the next start. Their number is bounded: who comes when it is reached waits.
 */
export class Apart {
  private readonly context: StepContext
  private readonly limit: number
  private last: Promise<void> = Promise.resolve()
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
    const turn = this.last.then(() => this.context.turn())
    this.last = turn
    this.pending += 1
    const ready = this.behindOthers(key, turn)
    const ended = this.context.detach(exchange, each => ready.then(() => step(each))).then(() => this.ended())
    if (key !== undefined) this.keepLast(key, ended)
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

  private behindOthers(key: string | undefined, turn: Promise<void>): Promise<unknown> {
    const before = key === undefined ? undefined : this.lastOf.get(key)
    return before === undefined ? turn : Promise.all([turn, before])
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
