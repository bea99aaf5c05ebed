import { isDeepStrictEqual } from 'node:util'
import type { Services } from '../../../core/services.ts'
import { Breaker } from './breaker.ts'
import { Bulkhead } from './bulkhead.ts'
import type { ResilienceSettings } from './settings.ts'

/** What calls of one circuit breaker go through. */
export interface Guard {
  readonly settings: ResilienceSettings
  readonly breaker: Breaker
  readonly bulkhead: Bulkhead | undefined
}

/** By the runtime's own variables, which it shares with the routes of a reload. */
const guards = new WeakMap<Services['globals'], Map<string, Guard>>()

/**
 * The guard of an id: steps of one id (those of an onException that stands in several routes, a route that is loaded again) share it
 * within their runtime, unless their settings differ.
 */
export function sharedGuard(id: string, settings: ResilienceSettings, services: Services): Guard {
  const byId = guards.get(services.globals) ?? new Map<string, Guard>()
  guards.set(services.globals, byId)
  const known = byId.get(id)
  if (known !== undefined && isDeepStrictEqual(known.settings, settings)) return known
  const guard = newGuard(settings, services)
  byId.set(id, guard)
  return guard
}

function newGuard(settings: ResilienceSettings, { clock }: Services): Guard {
  const { bulkheadEnabled, bulkheadMaxConcurrentCalls, bulkheadMaxWaitDuration, bulkheadMaxWaiting } = settings
  return {
    settings,
    breaker: new Breaker(settings, clock),
    bulkhead: bulkheadEnabled ? new Bulkhead(bulkheadMaxConcurrentCalls, bulkheadMaxWaitDuration, bulkheadMaxWaiting, clock) : undefined,
  }
}
