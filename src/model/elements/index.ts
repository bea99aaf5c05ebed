import type { ElementDefinition } from '../../kit/element.ts'
import { errorHandler, intercept, interceptFrom, interceptSendToEndpoint, onCompletion, onException } from './error-handling.ts'
import { beans, from, route, routeConfiguration, routeTemplate, templatedRoute } from './routes.ts'

/** The elements that may stand at the top of a route file, by name. */
export const elements: ReadonlyMap<string, ElementDefinition> = new Map(
  [
    beans,
    errorHandler,
    from,
    intercept,
    interceptFrom,
    interceptSendToEndpoint,
    onCompletion,
    onException,
    route,
    routeConfiguration,
    routeTemplate,
    templatedRoute,
  ].map(element => [element.name, element as unknown as ElementDefinition]),
)
