import { andThen } from '../../src/core/step.ts'
import type { ConnectorContext, Sink } from '../../src/kit/index.ts'
import { compileBeanCall } from '../../src/languages/bean-method.ts'

/** Calls a method for each message. */
export function openBeanSink(bean: unknown, method: string | undefined, context: ConnectorContext): Sink {
  const call = compileBeanCall(bean, method, {
    services: context.services,
    routeId: context.routeId,
    compile: (language, expression) => context.expression({ language, expression }),
    bean: reference => context.services.bean(reference.replace(/^#(bean:)?/, '')),
    // placeholders were resolved when the options were read
    text: raw => raw,
  })
  return {
    send(exchange) {
      return andThen(call(exchange), result => {
        // undefined: the method returns nothing
        if (result !== undefined) exchange.body = result
      })
    },
    close() {},
  }
}
