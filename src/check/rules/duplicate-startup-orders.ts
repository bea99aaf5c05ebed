import { allRoutes, placeText, type Rule, resolved } from '../rule.ts'

/** Two routes cannot have the same startupOrder. */
export const duplicateStartupOrders: Rule = (input, report) => {
  const { positions } = input
  const first = new Map<number, object>()
  for (const route of allRoutes(input)) {
    const order = Number(resolved(input, route.options['startupOrder']) ?? Number.NaN)
    if (Number.isNaN(order)) continue
    const before = first.get(order)
    if (before === undefined) first.set(order, route.options)
    else {
      const at = positions.value(route.options, 'startupOrder')
      report('KF_ROUTE_STARTUP_ORDER', { order, first: placeText(positions.value(before, 'startupOrder')) }, at)
    }
  }
}
