import { andThen } from '../core/step.ts'
import type { ConnectorContext, Sink } from '../kit/connector.ts'
import { sinkFields } from '../kit/endpoint-fields.ts'
import { choice, text } from '../kit/field.ts'
import { compileBeanCall } from './bean-method.ts'

/** Options of the endpoints that call beans. */
export const beanEndpointFields = {
  ...sinkFields,
  method: text({
    describe: 'The method, with or without arguments: `add(${body}, 1)`. May be left out where the bean is a function or has one method.',
  }),
  scope: choice(['Singleton', 'Request', 'Prototype'], {
    describe: 'Whether one bean serves all messages; a named bean is made once in any case.',
    default: 'Singleton',
  }),
}

/** Calls a method of a bean for each message; a result becomes the body, a method that returns nothing leaves it. */
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
        if (result !== undefined) exchange.body = result
      })
    },
    close() {},
  }
}
