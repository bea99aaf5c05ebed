import { type Exchange, FAILED, RUNNING } from '../../core/exchange.ts'
import type { MaybePromise, Step } from '../../core/step.ts'
import { takeFailure } from '../../core/take-failure.ts'
import { runStep } from '../run-step.ts'

/** The steps of an onException. Of an exchange that is marked for rollback only the first runs, as in Camel. */
export interface FailureSteps {
  readonly all: Step
  readonly first: Step
}

/** How the steps that handle a failure ended. */
export interface ProcessorOutcome {
  /** A failure of the steps themselves. */
  readonly error: unknown
  /** The steps were running already for this exchange and route: they had failed into themselves and are not run again. */
  readonly circular: boolean
}

const RUNNING_IN = 'CamelFatalFallbackErrorHandler'
const WENT_WELL: ProcessorOutcome = { error: undefined, circular: false }
const CIRCULAR: ProcessorOutcome = { error: undefined, circular: true }

/** Runs the steps that handle a failure (onException, a dead letter channel); their own failure is a result, not thrown. */
export function runFailureProcessor(steps: FailureSteps, exchange: Exchange, routeId: string): MaybePromise<ProcessorOutcome> {
  const routes = (exchange.property(RUNNING_IN) as readonly string[] | undefined) ?? []
  if (routes.includes(routeId)) return CIRCULAR
  exchange.setProperty(RUNNING_IN, [...routes, routeId])
  const marks = exchange.status
  exchange.status = RUNNING
  const ended = (thrown: unknown): ProcessorOutcome => {
    exchange.setProperty(RUNNING_IN, routes)
    const error = thrown ?? leftFailure(exchange)
    exchange.status |= marks
    return error === undefined ? WENT_WELL : { error, circular: false }
  }
  try {
    const waiting = runStep(marks === RUNNING ? steps.all : steps.first, exchange)
    return waiting === undefined ? ended(undefined) : waiting.then(() => ended(undefined), ended)
  } catch (error) {
    return ended(error)
  }
}

/** The failure that an error handler of a called route left on the exchange. */
function leftFailure(exchange: Exchange): unknown {
  return (exchange.status & FAILED) === 0 ? undefined : takeFailure(exchange)
}
