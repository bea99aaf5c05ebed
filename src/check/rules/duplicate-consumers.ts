import type { RouteModel } from '../../model/route.ts'
import { allRoutes, type CheckInput, localEndpoint, placeText, type Rule, resolved } from '../rule.ts'

/** Two routes cannot consume from one `direct:` endpoint, nor from a `seda:` queue without multipleConsumers. */
export const duplicateConsumers: Rule = (input, report) => {
  const { positions } = input
  const first = new Map<string, object>()
  for (const route of allRoutes(input)) {
    if (!startsForSure(input, route)) continue
    const endpoint = localEndpoint(input, route.from.uri, route.from.parameters)
    if (!endpoint?.single) continue
    const { address } = endpoint
    const before = first.get(address)
    if (before === undefined) first.set(address, route.from)
    else
      report(
        'KF_ROUTE_DUPLICATE_CONSUMER',
        { uri: address, first: placeText(positions.value(before, 'uri')) },
        positions.value(route.from, 'uri'),
      )
  }
}

/** A route that is not started takes nobody's place; whether one with a precondition is there shows when it is built. */
function startsForSure(input: CheckInput, { options }: RouteModel): boolean {
  return options['precondition'] === undefined && resolved(input, options['autoStartup'])?.toLowerCase() !== 'false'
}
