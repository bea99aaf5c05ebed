import { errors, isKafilaError } from './errors.ts'
import { type Exchange, HANDLED } from './exchange.ts'

/** How a delivery ended. It is the acknowledgement: a source commits on `completed` and gives the message back on `failed`. */
export type Outcome = { readonly status: 'completed' } | { readonly status: 'failed'; readonly error: unknown; readonly retryable: boolean }

const Completed = function (this: { status: string }) {
  this.status = 'completed'
} as unknown as new () => Outcome
// a promise that resolves with it looks for a method `then` no further
Completed.prototype = Object.create(null)

/** The one value for all deliveries that went well, so that success allocates nothing. */
export const COMPLETED: Outcome = Object.freeze(new Completed())

/** How an exchange has ended, as the outcome of its delivery. */
export function outcomeOf(exchange: Exchange): Outcome {
  if (exchange.succeeded) return COMPLETED
  const error = exchange.exception ?? errors.KF_RUN_ROLLBACK({ message: 'the exchange was marked for rollback' })
  return { status: 'failed', error, retryable: !isKafilaError(error) || error.retryable }
}

/** Whether a failure was handled after the error handler had tried again, or had had no tries left: a dead letter channel has taken the message. */
export function isDeadLettered({ status, unitOfWork }: Exchange): boolean {
  return (status & HANDLED) !== 0 && unitOfWork?.attempts !== undefined
}
