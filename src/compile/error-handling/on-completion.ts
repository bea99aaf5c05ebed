import { errors } from '../../core/errors.ts'
import { exceptionMessage } from '../../core/exceptions.ts'
import { type Exchange, FAILED, HANDLED, RUNNING } from '../../core/exchange.ts'
import type { Predicate } from '../../core/expression.ts'
import { andThen, type Step } from '../../core/step.ts'
import { untilReady } from '../../core/suspension.ts'
import { takeFailure } from '../../core/take-failure.ts'
import type { UnitOfWork } from '../../core/unit-of-work.ts'
import { buildFields } from '../../kit/field.ts'
import { onCompletion } from '../../model/elements/error-handling.ts'
import type { Options } from '../../model/route.ts'
import { takeOriginal } from '../error-policy.ts'
import type { StepBuilder } from '../route-builder.ts'
import { runStep } from '../run-step.ts'

/** An onCompletion of one route, compiled. */
export interface CompletionPlan {
  readonly id: string
  readonly mode: 'AfterConsumer' | 'BeforeConsumer'
  readonly onCompleteOnly: boolean
  readonly onFailureOnly: boolean
  readonly onWhen: Predicate | undefined
  readonly useOriginalMessage: boolean
  /** Runs beside the exchange that is done, counted as in flight; otherwise that one is not done before it. */
  readonly detach: ((exchange: Exchange, step: Step) => void) | undefined
  readonly steps: Step
  readonly routeId: string
}

export function compileCompletion(raw: Options, id: string, scope: StepBuilder): CompletionPlan {
  const options = buildFields(onCompletion().fields, raw, scope)
  if (options.onCompleteOnly && options.onFailureOnly)
    throw errors.KF_ROUTE_INVALID({ what: 'onCompletion', reason: 'onCompleteOnly and onFailureOnly exclude each other' })
  if (options.useOriginalMessage) scope.services.originals.kept = true
  const parallel = options.parallelProcessing || options.executorService !== undefined
  return {
    id,
    mode: options.mode,
    onCompleteOnly: options.onCompleteOnly,
    onFailureOnly: options.onFailureOnly,
    onWhen: options.onWhen,
    useOriginalMessage: options.useOriginalMessage,
    detach: parallel ? (exchange, step) => void scope.detach(exchange, step) : undefined,
    steps: options.steps,
    routeId: scope.routeId,
  }
}

/** The step that notes a completion for the end of the exchange, at the beginning of a route. */
export function completionStep(plan: CompletionPlan): Step {
  return exchange => exchange.unit().addOfRoute(done => runAfter(plan, done))
}

/**
 * The completions of a route that run at its own end, on the exchange itself, so that they may change the reply. Where an exchange has
 * come to one several times it runs as many times at each later end, as in Camel, which keeps them until the exchange is done.
 */
export class EndCompletions {
  private readonly noted = new WeakMap<UnitOfWork, CompletionPlan[]>()

  /** The step that notes a completion for the end of the route: what ends before it has none. */
  step(plan: CompletionPlan): Step {
    return exchange => {
      const unit = exchange.unit()
      const plans = this.noted.get(unit)
      if (plans === undefined) this.noted.set(unit, [plan])
      else plans.push(plan)
    }
  }

  /** The route with the completions that were noted behind it. */
  around(route: Step): Step {
    return exchange => {
      const failed = (error: unknown) => {
        exchange.exception = error
        exchange.status |= FAILED
        return andThen(this.run(exchange), () => raise(exchange, error))
      }
      try {
        const waiting = route(exchange)
        return waiting === undefined ? this.run(exchange) : waiting.then(() => this.run(exchange), failed)
      } catch (error) {
        return failed(error)
      }
    }
  }

  private run(exchange: Exchange): void | Promise<void> {
    const plans = this.noted.get(exchange.unit()) ?? []
    return plans.reduceRight<void | Promise<void>>((done, plan) => andThen(done, () => runBefore(plan, exchange)), undefined)
  }
}

/** Hands on a failure that no error handler of the route has seen: that of the caller shall. */
function raise(exchange: Exchange, error: unknown): void {
  if (exchange.exception === error) throw takeFailure(exchange)
}

function applies(plan: CompletionPlan, exchange: Exchange): boolean | Promise<boolean> {
  const failed = exchange.exception !== undefined
  if (failed ? plan.onCompleteOnly : plan.onFailureOnly) return false
  const { onWhen } = plan
  return onWhen === undefined || untilReady(() => onWhen(exchange))
}

/** On a copy, when everything is done; a failure of the steps is only logged. */
function runAfter(plan: CompletionPlan, exchange: Exchange): void | Promise<void> {
  return quietly(plan, exchange, () =>
    andThen(applies(plan, exchange), yes => {
      if (!yes) return
      const copy = copyFor(plan, exchange)
      if (plan.detach !== undefined) return plan.detach(copy, plan.steps)
      return andThen(runStep(plan.steps, copy), () => copy.unitOfWork?.complete(copy))
    }),
  )
}

/** On the exchange itself, as it stands at the end of the route; a failure of the steps is its own unless it has one. */
function runBefore(plan: CompletionPlan, exchange: Exchange): void | Promise<void> {
  return andThen(applies(plan, exchange), yes => {
    if (!yes) return
    return plan.detach === undefined ? onExchange(plan, exchange) : plan.detach(copyFor(plan, exchange), plan.steps)
  })
}

function copyFor(plan: CompletionPlan, exchange: Exchange): Exchange {
  const copy = exchange.fork('InOnly')
  copy.setProperty('CamelCorrelationId', exchange.id)
  copy.routeId = plan.routeId
  prepare(plan, copy, exchange)
  return copy
}

function onExchange(plan: CompletionPlan, exchange: Exchange): void | Promise<void> {
  const { status, exception } = exchange
  // a reply stands there already, which Camel does not replace
  const replied = exchange.pattern === 'InOut' && exception === undefined
  prepare(replied ? { ...plan, useOriginalMessage: false } : plan, exchange, exchange)
  const { spent } = exchange
  exchange.spent = spent || (status & (FAILED | HANDLED)) !== 0
  exchange.status = RUNNING
  exchange.exception = undefined
  const ended = (error?: unknown) => {
    exchange.spent = spent
    const own = error ?? exchange.exception
    exchange.exception = exception ?? own
    exchange.status = exchange.exception === undefined ? status : status | FAILED
  }
  try {
    const waiting = runStep(plan.steps, exchange)
    return waiting === undefined ? ended() : waiting.then(() => ended(), ended)
  } catch (error) {
    ended(error)
  }
}

function prepare({ useOriginalMessage }: CompletionPlan, target: Exchange, exchange: Exchange): void {
  if (useOriginalMessage) takeOriginal(target, exchange.unitOfWork)
  target.setProperty('CamelOnCompletion', true)
}

function quietly(plan: CompletionPlan, exchange: Exchange, action: () => void | Promise<void>): void | Promise<void> {
  const failed = (error: unknown) => {
    exchange.services.log.write({
      level: 'WARN',
      logger: plan.routeId,
      message: `An onCompletion failed: ${exceptionMessage(error)}`,
      error,
    })
  }
  try {
    return action()?.catch(failed)
  } catch (error) {
    failed(error)
  }
}
