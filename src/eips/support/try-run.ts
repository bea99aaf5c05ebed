import { causeChain, isFailureOf } from '../../core/exceptions.ts'
import { type Exchange, FAILED, HANDLED, ROLLBACK, ROLLBACK_LAST, RUNNING, STOPPED } from '../../core/exchange.ts'
import type { Predicate } from '../../core/expression.ts'
import { andThen, type MaybePromise, type Step } from '../../core/step.ts'
import { Suspension, untilReady } from '../../core/suspension.ts'
import { takeFailure } from '../../core/take-failure.ts'

/** A clause of doTry: the classes that it takes, and what it does. */
export interface CatchClause {
  readonly types: readonly string[]
  readonly onWhen: Predicate | undefined
  readonly steps: Step
}

/** What stands behind one doTry. */
export interface TryParts {
  readonly attempt: Step
  readonly clauses: readonly CatchClause[]
  /** `undefined` where it is disabled, which leaves more behind than having none. */
  readonly last: Step | undefined
}

const MARKS = STOPPED | ROLLBACK | ROLLBACK_LAST

/** One exchange on its way through a doTry: the failure in hand, and whether an error handler behind a direct: call has had it already. */
export class TryRun {
  private readonly parts: TryParts
  private readonly exchange: Exchange
  private readonly handledBefore: unknown
  private error: unknown
  private spent = false

  constructor(parts: TryParts, exchange: Exchange) {
    this.parts = parts
    this.exchange = exchange
    this.handledBefore = takeHandled(exchange)
  }

  run(): void | Promise<void> {
    return andThen(this.failureOf(this.parts.attempt), error => this.ended(error))
  }

  private ended(error: unknown): void | Promise<void> {
    this.error = error
    const waiting = error === undefined ? undefined : this.catchIt()
    return waiting === undefined ? this.behind() : waiting.then(() => this.behind())
  }

  private behind(): void | Promise<void> {
    const waiting = this.runLast()
    return waiting === undefined ? this.end() : waiting.then(() => this.end())
  }

  /** Runs steps; their failure, whether thrown or left on the exchange by an error handler that gave up, is the result. */
  private failureOf(step: Step): MaybePromise<unknown> {
    try {
      const waiting = step(this.exchange)
      return waiting === undefined ? this.leftBehind() : waiting.then(() => this.leftBehind(), thrown)
    } catch (error) {
      return thrown(error)
    }
  }

  private leftBehind(): unknown {
    const { exchange } = this
    if ((exchange.status & FAILED) === 0) return undefined
    this.spent = true
    return takeFailure(exchange)
  }

  private catchIt(): void | Promise<void> {
    if (this.exchange.status & STOPPED) return
    // as in Camel: where the fallback of a circuit breaker ran among the steps, no clause takes what fails then or later
    if (this.exchange.property('CamelExceptionHandled') !== undefined) return
    return andThen(
      guarded(() => this.clauseFor(0)),
      found => {
        this.exchange.exception = undefined
        // a predicate that fails takes the place of the failure that it was to judge
        if (found instanceof Failed) this.error = found.error
        else if (found !== undefined) return this.runClause(found)
      },
    )
  }

  /** The first clause that takes the failure; predicates see it as the exchange's exception. */
  private clauseFor(start: number): MaybePromise<CatchClause | undefined> {
    const { clauses } = this.parts
    const chain = causeChain(this.error)
    for (let i = start; i < clauses.length; i++) {
      const clause = clauses[i]!
      if (!chain.some(each => clause.types.some(type => isFailureOf(each, type)))) continue
      if (clause.onWhen === undefined) return clause
      this.exchange.exception = this.error
      const { onWhen } = clause
      const matched = untilReady(() => onWhen(this.exchange))
      if (matched instanceof Promise) return matched.then(yes => (yes ? clause : this.clauseFor(i + 1)))
      if (matched) return clause
    }
    return undefined
  }

  private runClause({ steps }: CatchClause): void | Promise<void> {
    const { exchange, error } = this
    const marks = exchange.status & MARKS
    exchange.status &= ~MARKS
    this.remember()
    exchange.setProperty('CamelExceptionHandled', true)
    return andThen(this.failureOf(steps), next => {
      exchange.status |= marks
      // as in Camel: what fails in a clause no error handler counts as having given up
      this.spent = false
      // a rollback stays one, whoever has taken its exception
      this.error = marks !== 0 && isFailureOf(error, 'org.apache.camel.RollbackExchangeException') ? error : next
    })
  }

  /** doFinally: does not run after a stop; the failure is hidden meanwhile and goes before one of its own. */
  private runLast(): void | Promise<void> {
    const { exchange } = this
    const { last } = this.parts
    if (last === undefined || exchange.status & STOPPED) return
    const marks = exchange.status & (MARKS | HANDLED)
    exchange.status = RUNNING
    if (this.error !== undefined) this.remember()
    return andThen(this.failureOf(last), own => {
      exchange.status |= marks
      if (this.error === undefined) forgetFailure(exchange)
      else exchange.setProperty('CamelExceptionCaught', this.error)
      this.error ??= own
    })
  }

  private remember(): void {
    const { exchange } = this
    const properties = exchange.ownProperties()
    properties['CamelExceptionCaught'] = this.error
    properties['CamelFailureEndpoint'] ??= properties['CamelToEndpoint']
    properties['CamelFailureRouteId'] = exchange.routeId
  }

  private end(): void {
    const { exchange, error } = this
    if (this.handledBefore === undefined) takeHandled(exchange)
    else exchange.setProperty('CamelExceptionHandled', this.handledBefore)
    if (error === undefined) return
    if (!this.spent) {
      exchange.uncaught = error
      throw error
    }
    exchange.exception = error
    exchange.status |= FAILED
  }
}

// properties by their names as they stand here, since each doTry asks for them: one that is handed over V8 looks up

/** Takes away what says that a failure has been handled, and gives it. */
function takeHandled(exchange: Exchange): unknown {
  const value = exchange.properties['CamelExceptionHandled']
  if (value !== undefined) exchange.ownProperties()['CamelExceptionHandled'] = undefined
  return value
}

function forgetFailure(exchange: Exchange): void {
  if (exchange.properties['CamelFailureEndpoint'] !== undefined) exchange.ownProperties()['CamelFailureEndpoint'] = undefined
  if (exchange.properties['CamelFailureRouteId'] !== undefined) exchange.ownProperties()['CamelFailureRouteId'] = undefined
}

function thrown(error: unknown): unknown {
  if (error instanceof Suspension) throw error
  return error
}

/** A failure as a value. */
class Failed {
  readonly error: unknown

  constructor(error: unknown) {
    this.error = error
  }
}

function guarded<T>(action: () => MaybePromise<T>): MaybePromise<T | Failed> {
  const failed = (error: unknown) => new Failed(thrown(error))
  try {
    const value = action()
    return value instanceof Promise ? value.catch(failed) : value
  } catch (error) {
    return failed(error)
  }
}
