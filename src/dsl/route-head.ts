import type { CallPlace } from '../model/route-document.ts'
import type { GivenOptions } from './values.ts'

/** What a route begins with. */
export interface RouteHead {
  /** Options of the route itself; `undefined` where it was begun by its source. */
  readonly route: { readonly options: GivenOptions; readonly place: CallPlace } | undefined
  /** Options of the source: uri, parameters, variableReceive. */
  readonly from: GivenOptions
  readonly place: CallPlace
  /** Counts routes and elements in the order in which they were begun. */
  readonly sequence: number
}

let last = 0

/** The next number of the order in which routes and elements are begun. */
export function nextSequence(): number {
  last += 1
  return last
}
