import { type Exchange, FAILED } from './exchange.ts'

/** Takes the failure off an exchange, which then counts as not failed, and gives it. */
export function takeFailure(exchange: Exchange): unknown {
  const error = exchange.exception
  exchange.exception = undefined
  exchange.status &= ~FAILED
  return error
}
