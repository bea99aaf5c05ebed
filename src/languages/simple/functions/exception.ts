import type { Exchange } from '../../../core/exchange.ts'

/** The failure of an exchange: the one that it has now, or the one that was caught last. */
export function exceptionOf(exchange: Exchange): unknown {
  return exchange.exception ?? exchange.property('CamelExceptionCaught') ?? null
}
