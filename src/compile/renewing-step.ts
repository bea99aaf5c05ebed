import { type Exchange, FAILED } from '../core/exchange.ts'
import type { Step } from '../core/step.ts'
import { takeFailure } from '../core/take-failure.ts'
import type { Fields } from '../kit/field.ts'

/**
 * A step of a route without error handler: a failure that another error handler has given up inside of it is thrown, as one that none has
 * seen yet. So the handler of the route that called this one works on it, as Camel's `NoErrorHandler` lets it: it stands around each
 * step, but for those that have none around them (`unguarded`).
 */
export function renewingStep(step: Step): Step {
  const { gathers, onlyGathers } = step
  const renewing: Step = exchange => {
    const waiting = step(exchange)
    return waiting === undefined ? renew(exchange) : waiting.then(() => renew(exchange))
  }
  return Object.assign(renewing, { ...(gathers && { gathers }), ...(onlyGathers && { onlyGathers }) })
}

function renew(exchange: Exchange): void {
  if (exchange.exception !== undefined && (exchange.status & FAILED) !== 0) throw takeFailure(exchange)
}

/** Whether a step of these fields only throws what fails: it computes, and has no steps inside. */
export function onlyThrows({ computes, fields }: { readonly computes?: boolean; readonly fields: Fields }): boolean {
  return computes === true && Object.values(fields).every(({ kind }) => kind !== 'steps' && kind !== 'branches')
}
