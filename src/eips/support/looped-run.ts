import type { Exchange } from '../../core/exchange.ts'
import type { LoopedParts, PartLoop } from '../../core/part-loop.ts'
import type { AggregationStrategy } from '../../kit/aggregation.ts'
import type { MulticastPlan } from './multicast-run.ts'
import { SequentialRun } from './sequential-run.ts'
import type { KnownParts } from './split-parts.ts'

/** A loop pays for itself from so many parts on. */
export const WORTH_A_LOOP = 2
/** So many times as many parts are run at once as there would be items between two looks at the clock: they take that much less time. */
const AT_ONCE = 4
/** So many parts of a message may need the usual way; then all others of it take it, too. */
const MOST_LEFT_OUT = 8

/** Runs parts that only compute, and whose results are joined at once, without an exchange for each, as far as that goes. */
export class LoopedRun extends SequentialRun {
  private readonly known: KnownParts
  private readonly loop: PartLoop
  private looped: LoopedParts | undefined
  private leftOut = 0

  constructor(plan: MulticastPlan, original: Exchange, parts: KnownParts, strategy: AggregationStrategy, loop: PartLoop) {
    super(plan, original, parts, strategy)
    this.known = parts
    this.loop = loop
  }

  /** The first part makes the result that others are joined to. */
  protected override next(): ReturnType<SequentialRun['next']> {
    const { known } = this
    while (this.result !== undefined && this.leftOut < MOST_LEFT_OUT && known.left > 0) {
      const asked = Math.min(known.left, this.plan.untilTurn() * AT_ONCE)
      const done = this.several(known, asked, this.result)
      const waiting = done === 0 ? undefined : this.plan.turn(done)
      if (done < asked) this.leftOut += 1
      if (waiting !== undefined) return this.later(waiting, done < asked)
      if (done < asked) break
    }
    return super.next()
  }

  /** Parts behind a pause are made behind it, too. */
  private async later(pause: Promise<void>, leftOut: boolean): Promise<Exchange | undefined> {
    await pause
    this.looped = undefined
    return leftOut ? super.next() : this.next()
  }

  private several(known: KnownParts, count: number, result: Exchange): number {
    this.looped ??= known.looped()
    const done = this.loop(this.looped, known.done, known.done + count, result) - known.done
    known.pass(done)
    this.sent += done
    return done
  }
}
