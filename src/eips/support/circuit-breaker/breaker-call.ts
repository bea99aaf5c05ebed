import { takeResults } from '../../../core/copy-results.ts'
import { causeChain, isFailureOf } from '../../../core/exceptions.ts'
import { type Exchange, FAILED, STOPPED } from '../../../core/exchange.ts'
import { andThen, type MaybePromise, type Step } from '../../../core/step.ts'
import { keepOriginal } from '../../../core/unit-of-work.ts'
import type { StepContext } from '../../../kit/step.ts'
import { partCopy, setFailure } from '../exchanges.ts'
import type { Breaker } from './breaker.ts'
import type { Bulkhead, Entry } from './bulkhead.ts'
import { CIRCUIT_OPEN, NOT_PERMITTED, TIMED_OUT } from './dialect.ts'
import { unchecked } from './failures.ts'
import { sharedGuard } from './guard.ts'
import type { ResilienceSettings } from './settings.ts'

const SUCCESSFUL = 'CamelCircuitBreakerSuccessfulExecution'
const FROM_FALLBACK = 'CamelCircuitBreakerResponseFromFallback'
const SHORT_CIRCUITED = 'CamelCircuitBreakerResponseShortCircuited'
const REJECTED = 'CamelCircuitBreakerResponseRejected'
const TIMEOUT = 'CamelCircuitBreakerResponseTimedOut'
const IGNORED = 'CamelCircuitBreakerResponseIgnored'
const STATE = 'CamelCircuitBreakerState'

/** How a call ended that did not go well. */
interface Failed {
  /** As the breaker judges it. */
  readonly error: unknown
  /** What the steps failed with; nothing where they did not run to their end. */
  readonly own?: unknown
}

/** A circuit breaker with its steps and fallback, compiled. */
export class BreakerCall {
  readonly breaker: Breaker
  private readonly settings: ResilienceSettings
  private readonly context: StepContext
  private readonly bulkhead: Bulkhead | undefined
  private readonly steps: Step
  private readonly fallback: Step | undefined

  constructor(settings: ResilienceSettings, parts: { readonly steps: Step; readonly fallback: Step | undefined }, context: StepContext) {
    const { breaker, bulkhead } = sharedGuard(context.id, settings, context.services)
    this.settings = settings
    this.context = context
    this.breaker = breaker
    this.bulkhead = bulkhead
    this.steps = parts.steps
    this.fallback = parts.fallback
  }

  run(exchange: Exchange): void | Promise<void> {
    const { breaker, context } = this
    const { dialect } = this.settings
    if (!breaker.tryAcquire()) return this.recover(exchange, { error: dialect.notPermitted(context.id, breaker.state) })
    const trial = breaker.state
    const start = context.services.clock.now()
    return andThen(this.entered(exchange, start), failed => {
      this.record(failed, context.services.clock.now() - start)
      if (failed !== undefined) return this.recover(exchange, failed)
      exchange.ownProperties()[STATE] = dialect.tellsFailures ? breaker.state : trial
    })
  }

  private record(failed: Failed | undefined, duration: number): void {
    const { breaker } = this
    if (failed === undefined) breaker.succeeded(duration)
    else if (this.isIgnored(failed.error)) breaker.ignored()
    else if (this.isSuccess(failed.error)) breaker.succeeded(duration)
    else breaker.failed(duration)
  }

  private entered(exchange: Exchange, start: number): MaybePromise<Failed | undefined> {
    const { bulkhead } = this
    const { clock } = this.context.services
    if (bulkhead === undefined) return this.limited(exchange, start)
    return andThen(bulkhead.enter(), entry => {
      if (entry !== 'entered') return { error: this.refusal(entry) }
      return andThen(this.limited(exchange, this.settings.dialect.timesWaiting ? start : clock.now()), failed => {
        bulkhead.leave()
        return failed
      })
    })
  }

  private refusal(entry: Entry): Error {
    const { dialect } = this.settings
    return entry === 'late' && dialect.timesWaiting ? dialect.timedOut(this.context.id) : dialect.bulkheadFull(this.context.id)
  }

  /** The steps work on a copy: where they fail or are too late the message is as it was. */
  private limited(exchange: Exchange, start: number): MaybePromise<Failed | undefined> {
    const copy = partCopy(exchange, false)
    keepOriginal(copy)
    const { clock } = this.context.services
    const running = this.attempt(copy)
    if (!this.settings.timeoutEnabled) return andThen(running, () => result(exchange, copy))
    const left = this.settings.timeoutDuration - (clock.now() - start)
    if (left <= 0) return { error: this.settings.dialect.timedOut(this.context.id) }
    return running === undefined ? result(exchange, copy) : this.race(exchange, copy, running, left)
  }

  private attempt(copy: Exchange): void | Promise<void> {
    try {
      const waiting = this.steps(copy)
      if (waiting !== undefined) return waiting.catch(error => setFailure(copy, error)).then(() => copy.unitOfWork?.complete(copy))
    } catch (error) {
      setFailure(copy, error)
    }
    return copy.unitOfWork?.complete(copy)
  }

  private race(exchange: Exchange, copy: Exchange, running: Promise<void>, left: number): Promise<Failed | undefined> {
    return new Promise((resolve, reject) => {
      let late = false
      const cancel = this.context.services.clock.after(left, () => {
        late = true
        // what runs on is still in flight: a stop waits for it
        void this.context.detach(copy, () => running)
        resolve({ error: this.settings.dialect.timedOut(this.context.id) })
      })
      running.then(() => {
        cancel()
        // what was made of the copy too late is dropped
        if (!late) resolve(result(exchange, copy))
      }, reject)
    })
  }

  private isIgnored(error: unknown): boolean {
    return isAmong(error, this.settings.ignoreException)
  }

  private isSuccess(error: unknown): boolean {
    const { recordException } = this.settings
    return recordException.length > 0 && !isAmong(error, recordException)
  }

  private recover(exchange: Exchange, failed: Failed): void | Promise<void> {
    if (this.fallback !== undefined || this.settings.dialect.tellsFailures) exchange.setProperty(STATE, this.breaker.state)
    if (this.isIgnored(failed.error)) return mark(exchange, { successful: false, shortCircuited: false }, IGNORED)
    if (this.isSuccess(failed.error)) return mark(exchange, { successful: true, shortCircuited: false })
    return this.fallback === undefined ? this.giveUp(exchange, failed.error) : fallBack(exchange, failed.own, this.fallback)
  }

  private giveUp(exchange: Exchange, error: unknown): void {
    if (!this.settings.dialect.tellsFailures && !isFailureOf(error, CIRCUIT_OPEN)) throw error
    const late = isFailureOf(error, TIMED_OUT)
    mark(exchange, { successful: false, shortCircuited: !late }, late ? TIMEOUT : REJECTED)
    if (!(isFailureOf(error, NOT_PERMITTED) || isFailureOf(error, CIRCUIT_OPEN)) || this.settings.throwExceptionWhenHalfOpenOrOpenState)
      throw error
  }
}

function isAmong(error: unknown, types: readonly string[]): boolean {
  return types.length > 0 && causeChain(error).some(each => types.some(type => isFailureOf(each, type)))
}

/** Takes over what the steps made of their copy, or tells their failure. */
function result(exchange: Exchange, copy: Exchange): Failed | undefined {
  if (copy.exception !== undefined) return { error: unchecked(copy.exception), own: copy.exception }
  takeResults(exchange, copy)
  const properties = exchange.ownProperties()
  properties[SUCCESSFUL] = true
  properties[FROM_FALLBACK] = false
  return undefined
}

function mark(exchange: Exchange, how: { readonly successful: boolean; readonly shortCircuited: boolean }, flag?: string): void {
  exchange.setProperty(SUCCESSFUL, how.successful)
  exchange.setProperty(FROM_FALLBACK, false)
  exchange.setProperty(SHORT_CIRCUITED, how.shortCircuited)
  if (flag !== undefined) exchange.setProperty(flag, true)
}

function fallBack(exchange: Exchange, error: unknown, fallback: Step): void | Promise<void> {
  mark(exchange, { successful: false, shortCircuited: true })
  exchange.setProperty(FROM_FALLBACK, true)
  if (exchange.property('CamelFailureEndpoint') === undefined)
    exchange.setProperty('CamelFailureEndpoint', exchange.property('CamelToEndpoint'))
  exchange.setProperty('CamelExceptionHandled', true)
  if (error === undefined) exchange.removeProperty('CamelExceptionCaught')
  else exchange.setProperty('CamelExceptionCaught', error)
  exchange.exception = undefined
  exchange.status &= ~(FAILED | STOPPED)
  return fallback(exchange)
}
