import { exceptionMessage, isFailureOf } from '../core/exceptions.ts'
import { andThen } from '../core/step.ts'
import type { ConnectorContext, Sink } from '../kit/connector.ts'
import { sinkFields } from '../kit/endpoint-fields.ts'
import { choice, text } from '../kit/field.ts'
import type { LanguageContext } from '../kit/language.ts'
import { type BeanCall, compileBeanCall } from './bean-method.ts'
import { evaluationFailure } from './failure.ts'

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
  const call = callOrFail(bean, method, context, {
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

const NOT_FOUND = 'org.apache.camel.component.bean.MethodNotFoundException'

/** A method that the bean does not have fails each message, as in Camel, and is told of at the start. */
function callOrFail(
  bean: unknown,
  method: string | undefined,
  { services, routeId, uri }: ConnectorContext,
  language: LanguageContext,
): BeanCall {
  try {
    return compileBeanCall(bean, method, language)
  } catch (error) {
    if (!isFailureOf(error, NOT_FOUND)) throw error
    const reason = exceptionMessage(error)
    services.log.write({ level: 'WARN', logger: routeId ?? uri, message: `Every message to ${uri} will fail: ${reason}` })
    return exchange => {
      throw evaluationFailure('method', NOT_FOUND, `${reason} on the exchange: ${exchange}`)
    }
  }
}
