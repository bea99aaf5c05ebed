import type { Exchange } from '../../../core/exchange.ts'
import { isPromise } from '../../../core/step.ts'
import { Suspension } from '../../../core/suspension.ts'
import { failure } from '../failure.ts'

type Result = { readonly value: unknown } | { readonly error: unknown }

const results = new WeakMap<Exchange, Map<object, Result>>()
const passing = new WeakSet<Exchange>()

/** Marks an exchange that exists only while an expression is evaluated: nothing can wait for it. */
export function passingExchange(exchange: Exchange): Exchange {
  passing.add(exchange)
  return exchange
}

/**
 * Calls a bean. Where it returns a promise, the step is suspended until that has settled, and the step's next run takes the result
 * instead of calling again. `site` tells calls apart; results are kept until their expression has been evaluated.
 */
export function settled(exchange: Exchange, site: object | undefined, call: () => unknown): unknown {
  const known = site === undefined ? undefined : results.get(exchange)?.get(site)
  if (known !== undefined) return take(known)
  const value = call()
  if (!isPromise(value)) return value
  if (site === undefined) throw failure('RuntimeCamel', 'a method that returns a promise can only be called through ${bean:name.method}')
  if (passing.has(exchange)) throw failure('RuntimeCamel', 'a method that returns a promise cannot be called for the items of a list')
  throw new Suspension(() => keep(exchange, site, value))
}

function take(result: Result): unknown {
  if ('error' in result) throw result.error
  return result.value
}

async function keep(exchange: Exchange, site: object, promise: Promise<unknown>): Promise<void> {
  const kept = results.get(exchange) ?? new Map<object, Result>()
  results.set(exchange, kept)
  kept.set(
    site,
    await promise.then(
      value => ({ value }),
      error => ({ error }),
    ),
  )
}

/** Forgets the results of an exchange: its expression has been evaluated, and may be evaluated anew. */
export function forgetSettled(exchange: Exchange): void {
  results.delete(exchange)
}
