import { LazyMap } from '../../core/lazy-map.ts'
import type { ElementDefinition } from '../../kit/element.ts'
import { errorHandler, intercept, interceptFrom, interceptSendToEndpoint, onCompletion, onException } from './error-handling.ts'
import { restElements } from './rest.ts'
import {
  beans,
  dataFormats,
  from,
  route,
  routeConfiguration,
  routeTemplate,
  sslContextParameters,
  templatedRoute,
  transformers,
  validators,
} from './routes.ts'

/** The elements that may stand at the top of a route file, by name. */
export const elements: ReadonlyMap<string, ElementDefinition> = new LazyMap(
  [
    beans,
    dataFormats,
    errorHandler,
    from,
    intercept,
    interceptFrom,
    interceptSendToEndpoint,
    onCompletion,
    onException,
    { name: 'rest', element: () => restElements().rest },
    { name: 'restConfiguration', element: () => restElements().restConfiguration },
    route,
    routeConfiguration,
    routeTemplate,
    sslContextParameters,
    templatedRoute,
    transformers,
    validators,
  ].map(each => [each.name, each] as const),
  each => ('element' in each ? each.element() : each) as unknown as ElementDefinition,
)
