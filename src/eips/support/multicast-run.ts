import { copyResults, takeResults } from '../../core/copy-results.ts'
import { type Exchange, FAILED, RUNNING } from '../../core/exchange.ts'
import type { Step } from '../../core/step.ts'
import { Suspension } from '../../core/suspension.ts'
import { keepOriginal } from '../../core/unit-of-work.ts'
import type { AggregationStrategy } from '../../kit/aggregation.ts'
import type { StepContext } from '../../kit/step.ts'
import { hasToCome, setFailure } from './exchanges.ts'
import { exchangeFailure } from './failure.ts'

/** How the parts of a message are run; the same for every message. */
export interface MulticastPlan {
  /** More than one part is in hand at a time. */
  readonly parallel: boolean
  /** How many, at most. */
  readonly limit: number
  /** Parallel parts are joined in the order in which they end, not in their own. */
  readonly streaming: boolean
  readonly stopOnException: boolean
  /** Milliseconds after which parallel parts are no longer waited for; 0 waits for all. */
  readonly timeout: number
  readonly shareUnitOfWork: boolean
  readonly turn: StepContext['turn']
  readonly untilTurn: StepContext['untilTurn']
  readonly clock: StepContext['services']['clock']
}

/** The parts of one message, one after the other. */
export interface Parts {
  /** What runs on the part that `next` gave last. */
  step: Step
  /** The next part, ready to run; `undefined` at the end. */
  next(): Exchange | undefined | Promise<Exchange | undefined>
  /** Whether the others go on behind a part that failed, was handled or stopped. Default: unless `stopOnException`. */
  continues?(part: Exchange, index: number): boolean
  /** A part has ended, before it is joined. */
  ended?(part: Exchange, index: number): void | Promise<void>
  /** No further part is asked for. */
  close?(): void
}

/**
 * One message on its way through multicast, split or recipientList: runs the parts, joins their results and gives the whole to the
 * original. What every part has in common is in the plan; this is the base of running them one by one or several at a time.
 */
export abstract class MulticastRun {
  protected readonly plan: MulticastPlan
  protected readonly original: Exchange
  protected readonly parts: Parts
  protected readonly strategy: AggregationStrategy
  protected result: Exchange | undefined
  protected sent = 0
  protected done = false

  constructor(plan: MulticastPlan, original: Exchange, parts: Parts, strategy: AggregationStrategy) {
    this.plan = plan
    this.original = original
    this.parts = parts
    this.strategy = strategy
    this.result = undefined
  }

  abstract run(): void | Promise<void>

  /** Runs one part to the end of its unit of work; a failure is the part's. */
  protected one(part: Exchange): void | Promise<void> {
    if (part.status !== RUNNING) return this.complete(part)
    if (!this.plan.shareUnitOfWork) keepOriginal(part)
    try {
      const waiting = this.parts.step(part)
      if (waiting !== undefined) return this.settled(part, waiting)
    } catch (error) {
      setFailure(part, error)
    }
    return this.complete(part)
  }

  private async settled(part: Exchange, waiting: Promise<void>): Promise<void> {
    try {
      await waiting
    } catch (error) {
      setFailure(part, error)
    }
    await this.complete(part)
  }

  private complete(part: Exchange): void | Promise<void> {
    if (!this.plan.shareUnitOfWork) return part.unitOfWork?.complete(part)
  }

  /** What follows on a part that has ended: the end of all, or nothing. True where the others go on. */
  protected goesOn(part: Exchange, index: number): boolean {
    if (part.status === RUNNING && part.exception === undefined) return true
    if (this.parts.continues?.(part, index) ?? !this.plan.stopOnException) return true
    if (part.exception !== undefined)
      part.exception = exchangeFailure(`Multicast processing failed for number ${index}`, part, part.exception)
    this.finish(part)
    return false
  }

  /** Joins a part to the result; waits where the strategy needs a body that is still to be read. */
  protected join(part: Exchange): void | Promise<void> {
    try {
      const joined = this.strategy.aggregate(this.result, part, this.original)
      if (hasToCome(joined)) return this.joinLater(part, joined)
      this.result = joined
    } catch (error) {
      return this.joinAgain(part, error)
    }
  }

  private async joinLater(part: Exchange, joined: Promise<Exchange | undefined>): Promise<void> {
    try {
      this.result = await joined
    } catch (error) {
      await this.joinAgain(part, error)
    }
  }

  private joinAgain(part: Exchange, error: unknown): Promise<void> {
    if (!(error instanceof Suspension)) throw error
    return error.ready().then(() => this.join(part))
  }

  /** Gives the result to the original: all of it, or only the failure where a part stopped the rest. */
  protected finish(result: Exchange | undefined): void {
    this.done = true
    this.parts.close?.()
    const { original } = this
    if (result !== undefined) {
      this.strategy.onCompletion?.(result, original)
      if (this.plan.stopOnException && result.exception !== undefined) original.exception = result.exception
      else if (this.strategy.keepsNothing === true) takeResults(original, result)
      else copyResults(original, result)
    }
    if (original.exception !== undefined) original.status |= FAILED
  }
}
