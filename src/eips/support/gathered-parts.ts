import type { Exchange } from '../../core/exchange.ts'
import type { Gatherer, Gathering } from '../../core/gathering.ts'
import type { Step } from '../../core/step.ts'
import type { AggregationStrategy } from '../../kit/aggregation.ts'
import { hasToCome, setFailure } from './exchanges.ts'
import type { MulticastPlan, Parts } from './multicast-run.ts'

/**
 * Parts that run one after the other and may leave their effects to be done together: what was left is done before the loop over them
 * waits for anything, and before it ends. A part whose effect fails then is dealt with as if it had failed when it ran.
 */
export class GatheredParts implements Parts, Gatherer {
  readonly step: Step
  private readonly parts: Parts
  private readonly gathering: Gathering
  private readonly original: Exchange
  private readonly strategy: AggregationStrategy

  /** `strategy` must join a part that was joined before. */
  constructor(parts: Parts, original: Exchange, strategy: AggregationStrategy) {
    this.parts = parts
    this.gathering = original.services.gathering
    this.original = original
    this.strategy = strategy
    const { step } = parts
    this.step = exchange => {
      this.gathering.begin(this)
      let waiting: void | Promise<void>
      try {
        waiting = step(exchange)
      } catch (error) {
        return this.settledThen(() => {
          throw error
        })
      }
      return waiting === undefined ? undefined : this.settledBefore(waiting)
    }
  }

  next(): Exchange | undefined | Promise<Exchange | undefined> {
    if (this.gathering.full) {
      const settling = this.gathering.settle()
      if (settling !== undefined) return settling.then(() => this.next())
    }
    let part: ReturnType<Parts['next']>
    try {
      part = this.parts.next()
    } catch (error) {
      return this.settledThen(() => {
        throw error
      })
    }
    if (hasToCome(part)) return this.settledBefore(part)
    return part === undefined ? this.settledThen(() => undefined) : part
  }

  close(): void {
    this.parts.close?.()
  }

  /** The plan, whose pauses come when everything left is done. */
  paused(plan: MulticastPlan): MulticastPlan {
    const turn = () => {
      const pause = plan.turn()
      return pause === undefined ? undefined : this.settledBefore(pause)
    }
    return { ...plan, turn }
  }

  failed(part: Exchange, recover: (exchange: Exchange) => void | Promise<void>): void | Promise<void> {
    try {
      const waiting = recover(part)
      if (waiting !== undefined) return this.recovered(part, waiting)
    } catch (error) {
      setFailure(part, error)
    }
    return this.end(part)
  }

  private async recovered(part: Exchange, waiting: Promise<void>): Promise<void> {
    try {
      await waiting
    } catch (error) {
      setFailure(part, error)
    }
    await this.end(part)
  }

  private end(part: Exchange): void | Promise<void> {
    const completing = part.unitOfWork?.complete(part)
    if (completing !== undefined) return completing.then(() => this.join(part))
    this.join(part)
  }

  private join(part: Exchange): void {
    this.strategy.aggregate(this.original, part, this.original)
  }

  private settledThen<T>(next: () => T): T | Promise<T> {
    const settling = this.gathering.settle()
    return settling === undefined ? next() : settling.then(next)
  }

  private settledBefore<T>(waiting: Promise<T>): Promise<T> {
    const settling = this.gathering.settle()
    if (settling === undefined) return waiting
    // it may fail before it is waited for, which is no failure that nobody sees
    waiting.catch(() => {})
    return settling.then(() => waiting)
  }
}
