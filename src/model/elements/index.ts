import { LazyMap } from '../../core/lazy-map.ts'
import type { ElementDefinition } from '../../kit/element.ts'
import { errorHandler, intercept, interceptFrom, interceptSendToEndpoint, onCompletion, onException } from './error-handling.ts'
import { rest, restConfiguration } from './rest.ts'
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

/** The elements that may stand at the top of a route file, by name; each is declared when a file has it. */
export const elements: ReadonlyMap<string, ElementDefinition> = new LazyMap(
  Object.entries({
    beans,
    dataFormats,
    errorHandler,
    from,
    intercept,
    interceptFrom,
    interceptSendToEndpoint,
    onCompletion,
    onException,
    rest,
    restConfiguration,
    route,
    routeConfiguration,
    routeTemplate,
    sslContextParameters,
    templatedRoute,
    transformers,
    validators,
  }),
  declared => declared() as unknown as ElementDefinition,
)
