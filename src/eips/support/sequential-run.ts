import type { Exchange } from '../../core/exchange.ts'
import { hasToCome } from './exchanges.ts'
import { MulticastRun } from './multicast-run.ts'

/** Runs the parts one after the other; synchronous as long as none of them has to wait. */
export class SequentialRun extends MulticastRun {
  run(): void | Promise<void> {
    while (!this.done) {
      const part = this.next()
      if (hasToCome(part)) return this.tail(part.then(arrived => this.handle(arrived)))
      const waiting = this.handle(part) ?? this.plan.turn()
      if (waiting !== undefined) return this.tail(waiting)
    }
  }

  protected next(): Exchange | undefined | Promise<Exchange | undefined> {
    return this.parts.next()
  }

  private async tail(first: Promise<void>): Promise<void> {
    await first
    while (!this.done) {
      const next = this.next()
      const waiting = this.handle(hasToCome(next) ? await next : next) ?? this.plan.turn()
      if (waiting !== undefined) await waiting
    }
  }

  private handle(part: Exchange | undefined): void | Promise<void> {
    if (part === undefined) return this.finish(this.result)
    const index = this.sent++
    const waiting = this.one(part)
    return waiting === undefined ? this.after(part, index) : waiting.then(() => this.after(part, index))
  }

  private after(part: Exchange, index: number): void | Promise<void> {
    const waiting = this.parts.ended?.(part, index)
    if (waiting !== undefined) return waiting.then(() => (this.goesOn(part, index) ? this.join(part) : undefined))
    if (this.goesOn(part, index)) return this.join(part)
  }
}
