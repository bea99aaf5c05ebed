import { copyResults } from '../../../core/copy-results.ts'
import { causeChain, exceptionDistance, exceptionType } from '../../../core/exceptions.ts'
import type { Exchange } from '../../../core/exchange.ts'
import type { Step } from '../../../core/step.ts'
import type { StepContext } from '../../../kit/step.ts'
import { raiseUnhandled, sameExchange } from '../exchanges.ts'
import { runReady } from '../until-ready.ts'

export interface FailoverOptions {
  readonly exception: readonly string[]
  readonly roundRobin: boolean
  readonly sticky: boolean
  readonly maximumFailoverAttempts: number
}

/** Tries target after target until one does not fail, each with the message as it was. */
export function failover(targets: readonly Step[], options: FailoverOptions, turn: StepContext['turn']): Step {
  const balancer = new Failover(targets, options, turn)
  return exchange => balancer.run(exchange)
}

class Failover {
  private readonly targets: readonly Step[]
  private readonly options: FailoverOptions
  private readonly turn: StepContext['turn']
  private counter = -1
  private lastGood = -1

  constructor(targets: readonly Step[], options: FailoverOptions, turn: StepContext['turn']) {
    this.turn = turn
    this.targets = targets
    this.options = options
  }

  run(exchange: Exchange): void | Promise<void> {
    return this.attempt(exchange, this.first(), 0)
  }

  private first(): number {
    if (this.options.sticky) return Math.max(this.lastGood, 0)
    if (!this.options.roundRobin) return 0
    this.counter = (this.counter + 1) % this.targets.length
    return this.counter
  }

  /** Tries the target at `index`, and those behind it. */
  private attempt(exchange: Exchange, index: number, attempts: number): void | Promise<void> {
    const copy = sameExchange(exchange)
    const waiting = this.send(copy, index)
    return waiting === undefined
      ? this.judge(exchange, copy, index, attempts)
      : waiting.then(() => this.judge(exchange, copy, index, attempts))
  }

  /** A failure is the copy's. */
  private send(copy: Exchange, index: number): void | Promise<void> {
    const failed = (error: unknown): void => {
      copy.exception = error
    }
    try {
      return runReady(this.targets[index]!, copy)?.catch(failed)
    } catch (error) {
      failed(error)
    }
  }

  private judge(exchange: Exchange, copy: Exchange, index: number, attempts: number): void | Promise<void> {
    if (!this.failsOver(copy)) {
      this.lastGood = index
      return this.take(exchange, copy)
    }
    const { maximumFailoverAttempts: most, roundRobin } = this.options
    if (most > -1 && attempts + 1 > most) return this.take(exchange, copy)
    this.counter += 1
    if (index + 1 < this.targets.length) return this.attempt(exchange, index + 1, attempts + 1)
    if (!roundRobin) return this.take(exchange, copy)
    this.counter = 0
    // round and round: other work gets its turn
    return Promise.resolve(this.turn()).then(() => this.attempt(exchange, 0, attempts + 1))
  }

  private failsOver({ exception }: Exchange): boolean {
    if (exception === undefined) return false
    const { exception: classes } = this.options
    const types = causeChain(exception).map(exceptionType)
    return classes.length === 0 || classes.some(name => types.some(type => exceptionDistance(type, name) >= 0))
  }

  private take(exchange: Exchange, copy: Exchange): void {
    copyResults(exchange, copy)
    raiseUnhandled(exchange)
  }
}
