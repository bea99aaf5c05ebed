import { errors } from '../../src/core/errors.ts'
import {
  type ConnectorContext,
  type EndpointAddress,
  type Exchange,
  type KameletRoutes,
  type KameletSink,
  kameletRoutes,
} from '../../src/kit/index.ts'

const NO_CONSUMER = 'org.apache.camel.component.kamelet.KameletConsumerNotAvailableException'

interface Options {
  readonly routeId: string | undefined
  readonly failIfNoConsumers: boolean
}

/** Calls the route of a Kamelet; inside of one (`kamelet:sink`) what its user put behind it, if anything. */
export function openKameletSink(
  options: Options,
  context: ConnectorContext,
  { path }: EndpointAddress,
): KameletSink | Promise<KameletSink> {
  const routes = kameletRoutes(context)
  if (path === 'sink') return exit(routes, options.routeId ?? '')
  const { routeId, ready } = routes.use(context.uri)
  const sink = entry(routes, routeId, options, context)
  return ready instanceof Promise ? ready.then(() => sink) : sink
}

function exit(routes: KameletRoutes, routeId: string): KameletSink {
  return {
    send: exchange => routes.exits.get(routeId)?.(exchange),
    attach() {},
    close() {},
  }
}

/** Camel calls a Kamelet with a copy, for which it asks for the id. */
function named(exchange: Exchange): void {
  exchange.named = true
}

function entry(routes: KameletRoutes, routeId: string, { failIfNoConsumers }: Options, context: ConnectorContext): KameletSink {
  return {
    send(exchange) {
      const steps = routes.entries.get(routeId)
      if (steps !== undefined) {
        const waiting = steps(exchange)
        return waiting === undefined ? named(exchange) : waiting.then(() => named(exchange))
      }
      if (failIfNoConsumers) throw errors.KF_RUN_NO_CONSUMER({ uri: context.uri, exchange: String(exchange) }, { type: NO_CONSUMER })
    },
    attach(steps) {
      routes.exits.set(routeId, steps)
    },
    close() {},
  }
}
