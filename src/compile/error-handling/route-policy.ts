import type { Exchange } from '../../core/exchange.ts'
import type { MaybePromise } from '../../core/step.ts'
import { type ErrorPolicy, type Failure, fail } from '../error-policy.ts'
import type { ExceptionClause } from './exception-clause.ts'
import { FailureLog } from './failure-log.ts'
import { FailureRun } from './failure-run.ts'
import { findClause, orderClauses } from './find-clause.ts'
import type { HandlerPlan } from './handler-plan.ts'

/** The error handling of a route: its handler and the onException clauses that apply to it. */
export class RoutePolicy implements ErrorPolicy {
  readonly keepsMessage: boolean
  readonly plan: HandlerPlan
  readonly log: FailureLog
  private readonly clauses: ReturnType<typeof orderClauses>

  constructor(plan: HandlerPlan, clauses: readonly ExceptionClause[]) {
    this.plan = plan
    this.log = new FailureLog(plan)
    this.clauses = orderClauses(clauses)
    this.keepsMessage =
      plan.settings.maximumRedeliveries !== 0 || plan.retryWhile !== undefined || clauses.some(clause => clause.redelivers)
  }

  onFailure(exchange: Exchange, error: unknown, failure: Failure): void | Promise<void> {
    if (exchange.spent) return fail(exchange, error)
    return new FailureRun(this, exchange, error, failure).run()
  }

  clauseFor(error: unknown, exchange: Exchange): MaybePromise<ExceptionClause | undefined> {
    return findClause(this.clauses, error, exchange)
  }
}
