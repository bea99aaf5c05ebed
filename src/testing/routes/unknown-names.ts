import { nearestName } from '../../core/nearest.ts'
import type { Catalog } from '../../kit/catalog.ts'
import type { Kafila } from '../../runtime/kafila.ts'
import type { Failure } from './run-test.ts'
import type { Stage } from './stage.ts'
import { uriMatcher } from './stand-in.ts'
import type { RouteTest } from './test-file.ts'

/**
 * What a test names, but its routes do not have: an expectation that nothing arrives there would always hold. Endpoints are told only where
 * all are known before a message comes.
 */
export function unknownNames(
  { given, mocks, expect }: Pick<RouteTest, 'given' | 'mocks' | 'expect'>,
  kafila: Kafila,
  { steps }: Stage,
): readonly Failure[] {
  const { routes, catalog, files } = kafila
  const missing = (place: Failure['at'], what: string, name: string, known: Iterable<string>): Failure => {
    const nearest = nearestName(name, known)
    return { at: place, message: `no ${what} ${name}${nearest === undefined ? '' : `; did you mean ${nearest}?`}` }
  }
  const noRoute = given
    .filter(({ route }) => route !== undefined && !routes.has(route))
    .map(({ route, place }) => missing(place, 'route has the id', route!, routes.keys()))
  const noStep = [...given, ...mocks, ...expect]
    .filter(({ step }) => step !== undefined && !steps.has(step))
    .map(({ step, place }) => missing(place, 'step has the id', step!, steps.keys()))
  if (namesEndpointsLate(files, catalog)) return [...noRoute, ...noStep]
  const uris = [...[...kafila.endpoints.all()].map(({ uri }) => uri), ...given.flatMap(({ to }) => to ?? [])]
  const noEndpoint = [...mocks, ...expect]
    .filter(({ endpoint }) => endpoint !== undefined && !uris.some(uriMatcher(endpoint)))
    .map(({ endpoint, place }) => missing(place, 'route has the endpoint', endpoint!, uris.map(short)))
  return [...noRoute, ...noStep, ...noEndpoint]
}

/** Whether messages name endpoints. */
function namesEndpointsLate(value: unknown, catalog: Catalog): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { step, options } = value as { readonly step?: unknown; readonly options?: { readonly uri?: unknown } }
  const fields = typeof step === 'string' ? catalog.steps.get(step)?.fields : undefined
  // as Camel has it, what takes endpoints from messages may ignore those that are none
  if (fields !== undefined && ('ignoreInvalidEndpoint' in fields || 'ignoreInvalidEndpoints' in fields)) {
    if (typeof options?.uri !== 'string' || options.uri.includes('${')) return true
  }
  return Object.values(value).some(each => namesEndpointsLate(each, catalog))
}

/** `kafka:orders` */
function short(uri: string): string {
  return uri.replace(/\?.*$/, '').replace('://', ':')
}
