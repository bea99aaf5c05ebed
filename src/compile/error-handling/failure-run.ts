import { convertOrNull } from '../../converters/index.ts'
import { errors, isKafilaError } from '../../core/errors.ts'
import { type Exchange, HANDLED, ROLLBACK, STOPPED } from '../../core/exchange.ts'
import type { Predicate } from '../../core/expression.ts'
import { andThen, type MaybePromise, type Step } from '../../core/step.ts'
import { untilReady } from '../../core/suspension.ts'
import { type Failure, restore, takeOriginal } from '../error-policy.ts'
import { runStep } from '../run-step.ts'
import type { ExceptionClause } from './exception-clause.ts'
import { type FailureSteps, type ProcessorOutcome, runFailureProcessor } from './failure-processor.ts'
import { giveUp, markFailure } from './give-up.ts'
import type { HandlerPlan } from './handler-plan.ts'
import { callIgnoring, failureOf } from './hooks.ts'
import { delayBefore, type RedeliverySettings } from './redelivery-settings.ts'
import type { RoutePolicy } from './route-policy.ts'

const COUNTER = 'CamelRedeliveryCounter'
const MAX_COUNTER = 'CamelRedeliveryMaxCounter'
const REDELIVERED = 'CamelRedelivered'
const DELAY = 'CamelRedeliveryDelay'
const HEADERS = [COUNTER, MAX_COUNTER, REDELIVERED] as const

/**
 * What happens to one failed step: attempts, each with what its exception's clause says, until one succeeds or none is left; then the
 * clause's steps or the dead letter endpoint. The attempts are a loop, so that thousands of them do not grow the stack.
 */
export class FailureRun {
  private readonly policy: RoutePolicy
  private readonly plan: HandlerPlan
  private readonly exchange: Exchange
  private readonly failure: Failure
  private error: unknown
  /** The message is the reply of what failed: attempts are counted in the request, which nobody sees. */
  private isReply = false
  private counter = 0
  private delay = 0
  private settings: RedeliverySettings
  private retryWhile: Predicate | undefined
  private handled: Predicate | undefined = undefined
  private continued: Predicate | undefined = undefined
  private steps: FailureSteps | undefined = undefined
  private onRedelivery: Step | undefined
  private onExceptionOccurred: Step | undefined
  private useOriginalMessage: boolean
  private useOriginalBody: boolean

  constructor(policy: RoutePolicy, exchange: Exchange, error: unknown, failure: Failure) {
    const { plan } = policy
    this.policy = policy
    this.plan = plan
    this.exchange = exchange
    this.failure = failure
    this.error = error
    this.settings = plan.settings
    this.retryWhile = plan.retryWhile
    this.onRedelivery = plan.onRedelivery
    this.onExceptionOccurred = plan.onExceptionOccurred
    this.useOriginalMessage = plan.useOriginalMessage
    this.useOriginalBody = plan.useOriginalBody
  }

  run(): void | Promise<void> {
    for (;;) {
      const more = this.round()
      if (more instanceof Promise) return this.rest(more)
      if (!more) return
    }
  }

  private async rest(first: Promise<boolean>): Promise<void> {
    for (let more = await first; more; ) more = await this.round()
  }

  /** Deals with one failure; true where the attempt that followed it failed too. */
  private round(): MaybePromise<boolean> {
    return andThen(this.occurred(), () => andThen(this.mayRetry(), retry => (retry ? this.retry() : this.exhaust())))
  }

  private occurred(): void | Promise<void> {
    const { exchange } = this
    this.isReply = exchange.pattern === 'InOut' && exchange.replied === this.error
    exchange.replied = undefined
    exchange.setProperty('CamelExceptionCaught', this.error)
    // Camel asks for the ids here, and shows them in texts from then on
    exchange.named = true
    void exchange.messageId
    return andThen(this.policy.clauseFor(this.error, exchange), clause => {
      if (clause !== undefined) this.follow(clause)
      this.policy.log.attempt(exchange, this.error, this.counter, this.settings)
      this.count()
      exchange.setProperty('CamelFailureRouteId', exchange.routeId)
      return callIgnoring(this.onExceptionOccurred, exchange, this.plan.logger)
    })
  }

  private follow(clause: ExceptionClause): void {
    this.settings = clause.settings(this.settings)
    this.handled = clause.handled
    this.continued = clause.continued
    this.retryWhile = clause.retryWhile
    this.useOriginalMessage = clause.useOriginalMessage
    this.useOriginalBody = clause.useOriginalBody
    this.steps = clause.steps ?? this.steps
    this.onRedelivery = clause.onRedelivery ?? this.onRedelivery
    this.onExceptionOccurred = clause.onExceptionOccurred ?? this.onExceptionOccurred
  }

  /**
   * The counter lives in a header: a later step that fails, or a sender's own header, counts on from there. It never falls behind the
   * attempts made, or a step that removes the header (or an error handler inside of it, which does so) were tried again for ever.
   */
  private count(): void {
    this.counter = Math.max(this.headerNumber(COUNTER, 'Integer') ?? 0, this.counter) + 1
    if (!this.isReply) this.tellAttempts()
  }

  private tellAttempts(): void {
    const { exchange, settings } = this
    exchange.setHeader(COUNTER, this.counter)
    exchange.setHeader(REDELIVERED, true)
    if (settings.maximumRedeliveries > 0) exchange.setHeader(MAX_COUNTER, settings.maximumRedeliveries)
  }

  private headerNumber(name: string, type: string): number | undefined {
    return (convertOrNull(this.exchange.header(name) ?? null, type, this.exchange) as number | null) ?? undefined
  }

  private mayRetry(): MaybePromise<boolean> {
    if (this.failure.before === undefined || this.exchange.status & ROLLBACK) return false
    if (this.retryWhile !== undefined) return this.holds(this.retryWhile)
    const { maximumRedeliveries } = this.settings
    return maximumRedeliveries < 0 || this.counter <= maximumRedeliveries
  }

  private retry(): MaybePromise<boolean> {
    const { exchange } = this
    this.delay = this.headerNumber(DELAY, 'Long') ?? delayBefore(this.settings, this.delay, this.counter)
    return this.delay > 0 ? exchange.services.clock.sleep(this.delay).then(() => this.attempt()) : this.attempt()
  }

  private attempt(): MaybePromise<boolean> {
    const { exchange, failure } = this
    const { redeliveries } = exchange.services
    redeliveries.set(failure.routeId, (redeliveries.get(failure.routeId) ?? 0) + 1)
    this.putBack()
    if (this.isReply) this.tellAttempts()
    const hook = this.onRedelivery
    if (hook === undefined) return this.outcomeOf(this.failure.node.step)
    return andThen(this.outcomeOf(hook), failed => (failed || exchange.status & STOPPED ? failed : this.outcomeOf(this.failure.node.step)))
  }

  /** The message as it was before the step; properties and variables stay, and so do the headers of redelivery. */
  private putBack(): void {
    const { exchange } = this
    const kept = HEADERS.map(name => exchange.header(name))
    exchange.status &= ~ROLLBACK
    restore(exchange, this.failure.before!)
    for (const [index, name] of HEADERS.entries()) if (kept[index] !== undefined) exchange.setHeader(name, kept[index])
  }

  /** Whether a step fails; its failure is then the one in hand. */
  private outcomeOf(step: Step): MaybePromise<boolean> {
    const failed = (error: unknown) => {
      this.error = error
      return true
    }
    try {
      const waiting = runStep(step, this.exchange)
      return waiting === undefined ? false : waiting.then(() => false, failed)
    } catch (error) {
      return failed(error)
    }
  }

  private exhaust(): MaybePromise<boolean> {
    return andThen(this.holds(this.handled), handle =>
      andThen(this.holds(this.continued), goOn => andThen(this.deliver(handle, goOn), () => false)),
    )
  }

  private holds(predicate: Predicate | undefined): MaybePromise<boolean> {
    return predicate === undefined ? false : untilReady(() => predicate(this.exchange))
  }

  /** Hands the message to the clause's steps or the dead letter endpoint, and settles how the exchange stands then. */
  private deliver(handle: boolean, goOn: boolean): void | Promise<void> {
    const { exchange, plan } = this
    const dead = this.steps === undefined && plan.deadLetter !== undefined
    if (dead) exchange.unit().attempts = this.counter
    if (dead || handle || goOn) this.forgetAttempts()
    else if (!this.isReply) this.uncount()
    const steps = this.steps ?? (goOn ? undefined : plan.deadLetter?.steps)
    if (steps !== undefined) this.takeOriginal()
    markFailure(exchange)
    return andThen(failureOf(plan.onPrepareFailure, exchange), prepareError =>
      andThen(steps === undefined ? undefined : runFailureProcessor(steps, exchange, exchange.routeId), outcome => {
        // where a reply is expected the message at the end of the steps becomes the reply, a copy
        if (this.useOriginalMessage && exchange.pattern === 'InOut') exchange.unitOfWork?.giveBack()
        this.settle({ error: outcome?.error ?? prepareError, circular: outcome?.circular ?? false }, handle, goOn, dead)
      }),
    )
  }

  private forgetAttempts(): void {
    if (!this.isReply) for (const name of HEADERS) this.exchange.removeHeader(name)
    this.exchange.status &= ~ROLLBACK
  }

  private uncount(): void {
    const attempts = (this.headerNumber(COUNTER, 'Integer') ?? 1) - 1
    this.exchange.setHeader(COUNTER, attempts)
    this.exchange.setHeader(REDELIVERED, attempts > 0)
  }

  private takeOriginal(): void {
    if (!this.useOriginalMessage && !this.useOriginalBody) return
    const { exchange } = this
    const { unitOfWork } = exchange
    if (this.useOriginalMessage && takeOriginal(exchange, unitOfWork)) return
    const original = unitOfWork?.original
    if (original === undefined)
      throw errors.KF_RUN_ILLEGAL_STATE({ reason: 'AllowUseOriginalMessage is disabled. Cannot access the original message.' })
    exchange.body = original.body
  }

  private settle({ error, circular }: ProcessorOutcome, handle: boolean, goOn: boolean, dead: boolean): void {
    const { exchange, policy } = this
    const first = this.error
    if (error !== undefined) exchange.setProperty('CamelExceptionCaught', error)
    if (error !== undefined && !dead) policy.log.handlingFailed(exchange, error, first)
    if (circular || (error !== undefined && !dead)) giveUp(exchange, error ?? first)
    else if (error === undefined && exchange.status & HANDLED) return
    else if (exchange.isDecided && !(dead && error !== undefined)) this.giveUpAgain()
    else if (goOn) this.goOn()
    else if (handle) exchange.status |= HANDLED
    else if (dead) this.settleDead(error)
    else if (exchange.property('CamelExceptionCaught') !== undefined) giveUp(exchange, first)
    // the steps of the clause took the failure away: the route goes on
    else markFailure(exchange)
    if (!goOn || exchange.isDecided) policy.log.exhausted(exchange, first, this.counter, this.settings, handle || dead)
  }

  /** Another error handler has given up, earlier or among the steps: the failure that was caught last is that of the exchange. */
  private giveUpAgain(): void {
    const caught = this.exchange.property('CamelExceptionCaught')
    if (caught != null) giveUp(this.exchange, caught)
  }

  private settleDead(error: unknown): void {
    const { exchange, plan } = this
    if (error !== undefined) this.policy.log.newException(exchange, error, this.settings)
    // a letter that is not kept must not count as one
    const lost = isKafilaError(error) && error.code.startsWith('KF_STORE_')
    if (!lost && (error === undefined || plan.deadLetter!.handlesNewException)) exchange.status |= HANDLED
    else giveUp(exchange, error)
  }

  private goOn(): void {
    this.policy.log.continued(this.exchange, this.error, this.counter, this.settings)
    this.forgetAttempts()
  }
}
