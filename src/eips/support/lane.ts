import type { Exchange } from '../../core/exchange.ts'
import type { Step } from '../../core/step.ts'
import type { StepContext } from '../../kit/step.ts'

/**
 * Runs exchanges apart from the one in hand, as on a thread of their own: what is in hand goes on first, then they start one after the
 * other; one that has to wait lets the next start.
 */
export class Lane {
  private readonly context: StepContext
  private last: Promise<void> = Promise.resolve()

  constructor(context: StepContext) {
    this.context = context
  }

  /** Resolves when the exchange has ended, with its unit of work. Never rejects. */
  run(exchange: Exchange, step: Step): Promise<void> {
    const turn = this.last.then(() => this.context.turn())
    this.last = turn
    return this.context.detach(exchange, each => turn.then(() => step(each)))
  }
}
