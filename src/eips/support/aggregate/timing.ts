import { convertOrNull } from '../../../converters/index.ts'
import type { Exchange } from '../../../core/exchange.ts'
import type { Expression } from '../../../core/expression.ts'
import { andThen, type MaybePromise } from '../../../core/step.ts'
import { untilReady } from '../until-ready.ts'
import type { GroupTimeouts } from './group-timeouts.ts'

/** Gives a group its time anew with each message: what the expression gives, or the fixed time. */
export class Timing {
  private readonly timeouts: GroupTimeouts | undefined
  private readonly expression: Expression | undefined
  private readonly fixed: number

  constructor(timeouts: GroupTimeouts | undefined, expression: Expression | undefined, fixed: number) {
    this.timeouts = timeouts
    this.expression = expression
    this.fixed = fixed
  }

  track(key: string, message: Exchange): MaybePromise<void> {
    const { timeouts, expression } = this
    if (timeouts === undefined) return
    if (expression === undefined) return this.set(timeouts, key, message, this.fixed)
    return andThen(
      untilReady(() => expression(message)),
      value => {
        const ms = Number(convertOrNull(value, 'java.lang.Long') ?? 0)
        this.set(timeouts, key, message, ms > 0 ? ms : this.fixed)
      },
    )
  }

  private set(timeouts: GroupTimeouts, key: string, message: Exchange, ms: number): void {
    if (!(ms > 0)) return
    message.setProperty('CamelAggregatedTimeout', ms)
    timeouts.set(key, ms)
  }
}
