import { errors } from '../../core/errors.ts'
import { Exchange } from '../../core/exchange.ts'
import type { StepBuilder } from '../route-builder.ts'

/** Whether something with a precondition (a simple predicate over properties, looked at once) is part of the runtime. */
export function isIncluded(precondition: unknown, scope: Pick<StepBuilder, 'predicate' | 'services'>): boolean {
  if (typeof precondition !== 'string') return true
  const value = scope.predicate({ language: 'simple', expression: precondition })(new Exchange(scope.services))
  if (value instanceof Promise) throw errors.KF_ROUTE_INVALID({ what: 'precondition', reason: 'it may not wait' })
  return value
}
