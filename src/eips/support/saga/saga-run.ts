import { errors } from '../../../core/errors.ts'
import { type Exchange, FAILED } from '../../../core/exchange.ts'
import type { Expression } from '../../../core/expression.ts'
import { andThen, type MaybePromise, type Step } from '../../../core/step.ts'
import { untilReady } from '../../../core/suspension.ts'
import { SAGA_HEADER, type SagaCoordinator, type SagaService, type SagaStep, sagaOf } from '../../../kit/saga.ts'
import { exchangeFailure } from '../failure.ts'

export const PROPAGATIONS = ['REQUIRED', 'REQUIRES_NEW', 'MANDATORY', 'SUPPORTS', 'NOT_SUPPORTED', 'NEVER'] as const
export type Propagation = (typeof PROPAGATIONS)[number]

/** What stands behind one saga step. */
export interface SagaPlan {
  readonly service: SagaService
  readonly part: SagaStep
  readonly propagation: Propagation
  readonly manual: boolean
  readonly options: readonly { readonly key: string; readonly expression: Expression }[]
  readonly steps: Step
}

type Saga = SagaCoordinator | undefined

/** A failure of the steps that no error handler has had. */
interface Thrown {
  readonly error: unknown
}

/** Runs the steps of a saga in the saga that the exchange takes part in, in a new one, or in none, as the propagation says. */
export function runSaga(plan: SagaPlan, exchange: Exchange): void | Promise<void> {
  const id = sagaOf(exchange)
  const current = id === undefined ? undefined : plan.service.getSaga(id)
  return andThen(current, saga => PROPAGATE[plan.propagation](plan, exchange, saga))
}

const PROPAGATE: Readonly<Record<Propagation, (plan: SagaPlan, exchange: Exchange, saga: Saga) => void | Promise<void>>> = {
  REQUIRED: (plan, exchange, saga) => (saga === undefined ? begin(plan, exchange, undefined) : join(plan, exchange, saga, true)),
  REQUIRES_NEW: (plan, exchange, saga) => begin(plan, exchange, saga),
  MANDATORY(plan, exchange, saga) {
    if (saga === undefined) throw exchangeFailure('Exchange is not part of a saga', exchange)
    return join(plan, exchange, saga, false)
  },
  SUPPORTS: (plan, exchange, saga) => (saga === undefined ? plan.steps(exchange) : join(plan, exchange, saga, false)),
  NOT_SUPPORTED(plan, exchange, saga) {
    enter(exchange, undefined)
    return andThen(
      caught(() => plan.steps(exchange)),
      thrown => {
        enter(exchange, saga)
        raise(thrown)
      },
    )
  },
  NEVER(plan, exchange, saga) {
    if (saga !== undefined) throw exchangeFailure('Route cannot handle exchanges that are joining a saga', exchange)
    return plan.steps(exchange)
  },
}

function join(plan: SagaPlan, exchange: Exchange, saga: SagaCoordinator, named: boolean): void | Promise<void> {
  if (named) enter(exchange, saga)
  return andThen(takePart(plan, exchange, saga), () => plan.steps(exchange))
}

function begin(plan: SagaPlan, exchange: Exchange, outer: Saga): void | Promise<void> {
  return andThen(plan.service.newSaga(), saga => {
    enter(exchange, saga)
    const work = caught(() => andThen(takePart(plan, exchange, saga), () => plan.steps(exchange)))
    return andThen(work, thrown => (plan.manual ? raise(thrown) : end(exchange, saga, outer, thrown)))
  })
}

function end(exchange: Exchange, saga: SagaCoordinator, outer: Saga, thrown: Thrown | undefined): void | Promise<void> {
  const failed = thrown !== undefined || exchange.exception !== undefined
  const ending = caught(() => (failed ? saga.compensate() : saga.complete()))
  return andThen(ending, endless => {
    if (endless === undefined) {
      enter(exchange, outer)
      return raise(thrown)
    }
    if ((exchange.status & FAILED) === 0) return raise(endless)
    exchange.exception = endless.error
  })
}

function takePart({ part, options }: SagaPlan, exchange: Exchange, saga: SagaCoordinator): void | Promise<void> {
  const values: Record<string, unknown> = {}
  const next = (index: number): void | Promise<void> => {
    const option = options[index]
    if (option === undefined) return saga.begin(part, values)
    return andThen(optionValue(option, exchange), value => {
      if (value !== null && value !== undefined) values[option.key] = value
      return next(index + 1)
    })
  }
  return next(0)
}

function optionValue({ key, expression }: SagaPlan['options'][number], exchange: Exchange): MaybePromise<unknown> {
  const failed = (cause: unknown) =>
    errors.KF_RUN_EXCHANGE({ reason: `Cannot evaluate saga option '${key}'` }, { type: 'org.apache.camel.RuntimeCamelException', cause })
  try {
    const value = untilReady(() => expression(exchange))
    return value instanceof Promise
      ? value.catch(error => {
          throw failed(error)
        })
      : value
  } catch (error) {
    throw failed(error)
  }
}

/** From here on the exchange takes part in the saga, or in none. */
function enter(exchange: Exchange, saga: Saga): void {
  exchange.saga = saga?.id
  if (saga === undefined) exchange.removeHeader(SAGA_HEADER)
  else exchange.setHeader(SAGA_HEADER, saga.id)
}

function caught(work: () => void | Promise<void>): MaybePromise<Thrown | undefined> {
  const failed = (error: unknown): Thrown => ({ error })
  try {
    return work()?.then(() => undefined, failed)
  } catch (error) {
    return failed(error)
  }
}

function raise(thrown: Thrown | undefined): void {
  if (thrown !== undefined) throw thrown.error
}
