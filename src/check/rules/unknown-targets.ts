import { didYouMean } from '../../core/nearest.ts'
import type { ElementModel, Options } from '../../model/route.ts'
import { allRoutes, allSteps, type CheckInput, localEndpoint, type Rule } from '../rule.ts'

/** What sends to a `direct:` endpoint from which no route consumes: a step, or an error handler. Camel starts, so it is a warning. */
export const unknownTargets: Rule = (input, report) => {
  const { positions } = input
  const consumers = sources(input)
  if (consumers === undefined) return
  for (const [options, name] of targets(input)) {
    const endpoint = localEndpoint(input, options[name], options['parameters'])
    if (!endpoint?.needsSource || consumers.has(endpoint.address)) continue
    report('KF_ROUTE_NO_CONSUMER', { uri: endpoint.address }, positions.value(options, name), {
      severity: 'warning',
      fix: didYouMean(endpoint.address, consumers),
    })
  }
}

/** The options that hold the URI of a target, each with its name. */
function* targets(input: CheckInput): Generator<[options: Options, name: string]> {
  for (const step of allSteps(input)) yield [step.options, 'uri']
  for (const handler of errorHandlers(input)) {
    const deadLetters = handler['deadLetterChannel']
    if (typeof deadLetters === 'object' && deadLetters !== null) yield [deadLetters as Options, 'deadLetterUri']
  }
}

function errorHandlers(input: CheckInput): Options[] {
  const elements = input.files.flatMap(file => file.elements)
  const shared = elements.filter(({ element }) => element === 'errorHandler').map(({ options }) => options)
  const holders = [...allRoutes(input), ...elements.filter(({ element }) => element === 'routeConfiguration')]
  return [...shared, ...holders.map(({ options }) => (options['errorHandler'] ?? {}) as Options)]
}

/** The addresses of all sources, or `undefined` where templates may make others. */
function sources(input: CheckInput): Set<string> | undefined {
  const makesRoutes = ({ element }: ElementModel) => element === 'templatedRoute' || element === 'routeTemplate' || element === 'rest'
  if (input.files.some(file => file.elements.some(makesRoutes))) return undefined
  const endpoints = allRoutes(input).map(route => localEndpoint(input, route.from.uri, route.from.parameters))
  return new Set(endpoints.flatMap(endpoint => endpoint?.address ?? []))
}
