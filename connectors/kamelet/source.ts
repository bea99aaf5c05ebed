import { onCopy } from '../../src/core/copy-results.ts'
import { type EndpointAddress, kameletRoutes, type Source, type SourceContext } from '../../src/kit/index.ts'
import { within } from './within.ts'

/**
 * Offers a route's steps: inside of a Kamelet (`kamelet:source`) to those who use it, and outside to the `kamelet:sink` of the Kamelet
 * that is the source.
 */
export function openKameletSource(given: string | undefined, context: SourceContext, { path }: EndpointAddress): Source {
  const routes = kameletRoutes(context)
  const inside = path === 'source'
  const steps = inside ? routes.entries : routes.exits
  const routeId = inside ? (given ?? '') : routes.use(context.uri).routeId
  const call = onCopy(exchange => within(context, exchange))
  return {
    start() {
      steps.set(routeId, call)
    },
    stop() {
      if (steps.get(routeId) === call) steps.delete(routeId)
    },
  }
}
