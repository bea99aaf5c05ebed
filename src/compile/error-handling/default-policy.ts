import { exceptionMessage } from '../../core/exceptions.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { Services } from '../../core/services.ts'
import { type ErrorPolicy, type Failure, fail } from '../error-policy.ts'

/** The error handler of a route that has none: logs the failure and hands it to the caller. */
export function defaultPolicy(services: Services): ErrorPolicy {
  return {
    keepsMessage: false,
    onFailure(exchange: Exchange, error: unknown, failure: Failure) {
      exchange.setProperty('CamelExceptionCaught', error)
      exchange.setProperty('CamelFailureEndpoint', exchange.property('CamelToEndpoint') ?? null)
      exchange.setProperty('CamelFailureRouteId', failure.routeId)
      fail(exchange, error)
      services.log.write({
        level: 'ERROR',
        logger: 'org.apache.camel.processor.errorhandler.DefaultErrorHandler',
        message: `Failed delivery for (MessageId: ${exchange.messageId} on ExchangeId: ${exchange.id}). Exhausted after delivery attempt: 1 caught: ${exceptionMessage(error)}`,
        error,
      })
    },
  }
}
