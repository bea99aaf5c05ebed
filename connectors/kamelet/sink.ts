import { errors } from '../../src/core/errors.ts'
import { runThen } from '../../src/core/step.ts'
import {
  type ConnectorContext,
  type EndpointAddress,
  type Exchange,
  type KameletRoutes,
  type KameletSink,
  kameletRoutes,
  type Step,
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

/**
 * A Kamelet that `to` calls has the error handler of its caller: one that gives up leaves no traces there but the failure, so what fails
 * behind a doTry that caught it is handled as ever.
 */
function withoutTraces(call: Step): Step {
  return exchange => {
    const { spent, isDecided } = exchange
    const failureEndpoint = exchange.property('CamelFailureEndpoint')
    return runThen(call, exchange, () => {
      if (exchange.exception === undefined) return
      exchange.spent = spent
      exchange.isDecided = isDecided
      if (failureEndpoint === undefined) exchange.removeProperty('CamelFailureEndpoint')
      else exchange.setProperty('CamelFailureEndpoint', failureEndpoint)
    })
  }
}

function entry(routes: KameletRoutes, routeId: string, { failIfNoConsumers }: Options, context: ConnectorContext): KameletSink {
  const call: Step = exchange => {
    const steps = routes.entries.get(routeId)
    if (steps !== undefined) return runThen(steps, exchange, () => named(exchange))
    if (failIfNoConsumers) throw errors.KF_RUN_NO_CONSUMER({ uri: context.uri, exchange: String(exchange) }, { type: NO_CONSUMER })
  }
  let send = withoutTraces(call)
  return {
    send: exchange => send(exchange),
    // the step `kamelet`, whose Kamelet has an error handler of its own
    attach(steps) {
      send = call
      routes.exits.set(routeId, steps)
    },
    close() {},
  }
}
