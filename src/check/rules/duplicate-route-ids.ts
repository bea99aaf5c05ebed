import { allRoutes, placeText, type Rule, resolved } from '../rule.ts'

/** Ids of routes are unique in a runtime, also those of routes that a precondition leaves out. */
export const duplicateRouteIds: Rule = (input, report) => {
  const { positions } = input
  const first = new Map<string, object>()
  for (const route of allRoutes(input)) {
    const id = resolved(input, route.id)
    if (id === undefined) continue
    const before = first.get(id)
    if (before === undefined) first.set(id, route)
    else report('KF_ROUTE_DUPLICATE_ID', { id, first: placeText(positions.value(before, 'id')) }, positions.value(route, 'id'))
  }
}
