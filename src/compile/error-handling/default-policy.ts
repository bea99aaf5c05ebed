import { exceptionMessage, exceptionType } from '../../core/exceptions.ts'
import type { Exchange } from '../../core/exchange.ts'
import { andThen } from '../../core/step.ts'
import { type ErrorPolicy, fail } from '../error-policy.ts'
import { giveUp } from './give-up.ts'
import type { HandlerPlan } from './handler-plan.ts'
import { callIgnoring } from './hooks.ts'

/**
 * The error handling of a route that neither redelivers nor has an onException: logs the failure and hands it to the caller. No
 * redelivery headers are set then.
 */
export class DefaultPolicy implements ErrorPolicy {
  readonly keepsMessage = false
  private readonly plan: HandlerPlan

  constructor(plan: HandlerPlan) {
    this.plan = plan
  }

  onFailure(exchange: Exchange, error: unknown): void | Promise<void> {
    if (exchange.spent) return fail(exchange, error)
    exchange.setProperty('CamelExceptionCaught', error)
    exchange.setProperty('CamelFailureRouteId', exchange.routeId)
    const hook = this.plan.onExceptionOccurred
    if (hook === undefined) return this.giveUp(exchange, error)
    return andThen(callIgnoring(hook, exchange, this.plan.logger), () => this.giveUp(exchange, error))
  }

  private giveUp(exchange: Exchange, error: unknown): void {
    giveUp(exchange, error)
    const { log } = exchange.services
    const { level, logger } = this.plan
    if (level === 'OFF' || !log.enabled(level, logger)) return
    const ids = `(MessageId: ${exchange.messageId} on ExchangeId: ${exchange.id})`
    const caught = `${exceptionType(error)}: ${exceptionMessage(error)}`
    log.write({ level, logger, message: `Failed delivery for ${ids}. Exhausted after delivery attempt: 1 caught: ${caught}`, error })
  }
}
