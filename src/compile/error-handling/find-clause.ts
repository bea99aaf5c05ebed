import { causeChain, failureLineage } from '../../core/exceptions.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { MaybePromise } from '../../core/step.ts'
import { untilReady } from '../../core/suspension.ts'
import type { ExceptionClause } from './exception-clause.ts'

/** A clause under one of its classes. */
interface Entry {
  readonly type: string
  readonly clause: ExceptionClause
}

/** The clauses of a route by class. Of two for one class without onWhen the later is taken, at the place of the earlier. */
export function orderClauses(clauses: readonly ExceptionClause[]): readonly Entry[] {
  const entries = new Map<unknown, Entry>()
  for (const clause of clauses) {
    for (const type of clause.types) entries.set(clause.onWhen === undefined ? type : {}, { type, clause })
  }
  return [...entries.values()]
}

interface Candidate {
  readonly distance: number
  readonly clause: ExceptionClause
}

/**
 * The clause that takes a failure: causes are looked at before what they caused; the first exact class ends the search, otherwise the
 * nearest superclass wins, and among equally near ones the deeper cause. A clause whose onWhen is false does not count.
 */
export function findClause(entries: readonly Entry[], error: unknown, exchange: Exchange): MaybePromise<ExceptionClause | undefined> {
  if (entries.length === 0) return undefined
  return search(entries, causeChain(error).reverse(), 0, undefined, exchange)
}

function search(
  entries: readonly Entry[],
  chain: readonly unknown[],
  start: number,
  found: Candidate | undefined,
  exchange: Exchange,
): MaybePromise<ExceptionClause | undefined> {
  let best = found
  for (let i = start; i < chain.length; i++) {
    const next = nearest(entries, failureLineage(chain[i]), 0, undefined, exchange)
    if (next instanceof Promise) {
      const before = best
      return next.then(arrived => {
        const better = nearer(before, arrived)
        return better?.distance === 0 ? better.clause : search(entries, chain, i + 1, better, exchange)
      })
    }
    best = nearer(best, next)
    if (best?.distance === 0) return best.clause
  }
  return best?.clause
}

function nearer(one: Candidate | undefined, other: Candidate | undefined): Candidate | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return other.distance < one.distance ? other : one
}

/** The nearest clause for one failure of the chain. */
function nearest(
  entries: readonly Entry[],
  lineage: readonly string[],
  start: number,
  found: Candidate | undefined,
  exchange: Exchange,
): MaybePromise<Candidate | undefined> {
  let best = found
  for (let i = start; i < entries.length; i++) {
    const { type, clause } = entries[i]!
    const distance = lineage.indexOf(type)
    if (distance < 0 || (best !== undefined && distance >= best.distance)) continue
    const candidate = { distance, clause }
    const { onWhen } = clause
    const matched = onWhen === undefined || untilReady(() => onWhen(exchange))
    if (matched instanceof Promise) {
      const before = best
      return matched.then(yes => (yes && distance === 0 ? candidate : nearest(entries, lineage, i + 1, yes ? candidate : before, exchange)))
    }
    if (!matched) continue
    best = candidate
    if (distance === 0) return best
  }
  return best
}
