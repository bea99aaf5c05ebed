import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Services } from '../core/services.ts'
import type { MaybePromise } from '../core/step.ts'

/** The header that carries the id of a saga from message to message. */
export const SAGA_HEADER = 'Long-Running-Action'

/** An endpoint that is called when a saga ends. */
export interface SagaTarget {
  readonly uri: string
  /** Sends an empty message with these headers; rejects where that fails. */
  send(headers: Readonly<Record<string, unknown>>): Promise<void>
}

/** What a route declares for its part of a saga. */
export interface SagaStep {
  readonly routeId: string
  readonly compensation: SagaTarget | undefined
  readonly completion: SagaTarget | undefined
  /** Milliseconds after which the saga is compensated, counted from the beginning of this part. */
  readonly timeout: number | undefined
}

/** One saga: the parts that take part in it, and how it stands. */
export interface SagaCoordinator {
  readonly id: string
  /** A part takes part from now on; `values` are headers of the messages that end it. Fails where the saga has ended. */
  begin(step: SagaStep, values: Readonly<Record<string, unknown>>): MaybePromise<void>
  /** Ends the saga well: calls the completions of its parts, the last part's first. Done twice it does nothing; fails where it was compensated. */
  complete(): MaybePromise<void>
  /** Takes back what the parts did: calls their compensations, the last part's first. Done twice it does nothing; fails where it was completed. */
  compensate(): MaybePromise<void>
}

/**
 * Keeps sagas by id. Beans for `sagaService` have this shape. One that is durable knows by `registerStep`, after a start, which parts
 * there are again, and ends what was left open.
 */
export interface SagaService {
  newSaga(): MaybePromise<SagaCoordinator>
  /** The saga, while it is open. */
  getSaga(id: string): MaybePromise<SagaCoordinator | undefined>
  /** Called for each part when its route is built. */
  registerStep(step: SagaStep): void
}

/** Whether a bean is a saga service. */
export function isSagaService(bean: unknown): bean is SagaService {
  const { newSaga, getSaga, registerStep } = (bean ?? {}) as Partial<Record<string, unknown>>
  return [newSaga, getSaga, registerStep].every(method => typeof method === 'function')
}

/** The only saga service of a runtime; none or several are an error. */
export function onlySagaService(services: Services): SagaService {
  const found = [...services.beans()].filter(isSagaService)
  // a function that has every method stands for a bean that is not made while routes are only checked
  const real = found.filter(bean => typeof bean === 'object')
  const [service, ...others] = real.length > 0 ? real : found
  if (service === undefined) throw noService('there is no bean that is a saga service')
  if (others.length > 0 && real.length > 0) throw noService(`${real.length} beans are saga services; name one by sagaService`)
  return service
}

function noService(reason: string): Error {
  return errors.KF_ROUTE_BEAN({ name: 'sagaService', reason })
}

/** The id of the saga that an exchange takes part in; kept beside the headers, so that it outlives their removal. */
export function sagaOf(exchange: Exchange): string | undefined {
  if (exchange.saga !== undefined) return exchange.saga
  const header = exchange.header(SAGA_HEADER)
  return header === undefined || header === null ? undefined : String(header)
}
