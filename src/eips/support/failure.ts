import { errors, type KafilaError } from '../../core/errors.ts'
import { exceptionType, javaMessage } from '../../core/exceptions.ts'
import type { Exchange } from '../../core/exchange.ts'

/** A `CamelExchangeException`: what failed, on which exchange, and why. `type` is a subclass of it. */
export function exchangeFailure(what: string, exchange: Exchange, cause?: unknown, type?: string): KafilaError {
  const why = cause === undefined ? '' : `. Caused by: [${exceptionType(cause)} - ${javaMessage(cause)}]`
  return errors.KF_RUN_EXCHANGE({ reason: `${what}. ${exchange}${why}` }, { cause, ...(type !== undefined && { type }) })
}
