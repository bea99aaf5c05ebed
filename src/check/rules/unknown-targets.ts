import { didYouMean } from '../../core/nearest.ts'
import type { ElementModel } from '../../model/route.ts'
import { allRoutes, type CheckInput, localEndpoint, type Rule, stepsBelow } from '../rule.ts'

/** A step that sends to a `direct:` endpoint from which no route consumes. Camel starts, so it is a warning. */
export const unknownTargets: Rule = (input, report) => {
  const { positions } = input
  const consumers = sources(input)
  if (consumers === undefined) return
  for (const step of stepsBelow(allRoutes(input).flatMap(route => route.steps))) {
    const { uri, parameters } = step.options
    const endpoint = localEndpoint(input, uri, parameters)
    if (!endpoint?.needsSource || consumers.has(endpoint.address)) continue
    report('KF_ROUTE_NO_CONSUMER', { uri: endpoint.address }, positions.value(step.options, 'uri'), {
      severity: 'warning',
      fix: didYouMean(endpoint.address, consumers),
    })
  }
}

/** The addresses of all sources, or `undefined` where templates may make others. */
function sources(input: CheckInput): Set<string> | undefined {
  const makesRoutes = ({ element }: ElementModel) => element === 'templatedRoute' || element === 'routeTemplate' || element === 'rest'
  if (input.files.some(file => file.elements.some(makesRoutes))) return undefined
  const endpoints = allRoutes(input).map(route => localEndpoint(input, route.from.uri, route.from.parameters))
  return new Set(endpoints.flatMap(endpoint => endpoint?.address ?? []))
}
