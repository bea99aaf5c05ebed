import { benchCases } from './eips/bench-cases.ts'
import { FLOW } from './eips/flow.ts'
import { ROUTING } from './eips/routing.ts'
import type { Result } from './measure.ts'

/** EIPs as routes use them, each against the same by hand. */
export function bench(): Promise<Result> {
  return benchCases([...ROUTING, ...FLOW])
}
