import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { Step } from '../../src/core/step.ts'
import type { ConnectorContext, Sink } from '../../src/kit/index.ts'
import { type DirectConsumers, directConsumers } from './consumers.ts'

interface Options {
  readonly name: string
  readonly block: boolean
  readonly timeout: number
  readonly failIfNoConsumers: boolean
}

/** Calls the route that consumes under this name. */
export function openDirectSink(options: Options, context: ConnectorContext): Sink {
  const consumers = directConsumers(context)
  const missing = (exchange: Exchange) => errors.KF_RUN_NO_CONSUMER({ uri: context.uri, exchange: String(exchange) })
  const without: Step = exchange => {
    if (options.failIfNoConsumers) throw missing(exchange)
  }
  return {
    send(exchange) {
      const consumer = consumers.get(options.name)
      if (consumer !== undefined) return consumer(exchange)
      if (options.block) return awaitConsumer(consumers, options, context).then(found => (found ?? without)(exchange))
      without(exchange)
    },
    close() {},
  }
}

function awaitConsumer(consumers: DirectConsumers, { name, timeout }: Options, { services }: ConnectorContext): Promise<Step | undefined> {
  return new Promise(resolve => {
    const done = () => {
      unwatch()
      cancel()
      resolve(consumers.get(name))
    }
    const unwatch = consumers.watch(() => {
      if (consumers.get(name) !== undefined) done()
    })
    const cancel = services.clock.after(timeout, done)
  })
}
