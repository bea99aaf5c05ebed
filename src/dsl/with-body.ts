import type { Exchange } from '../core/exchange.ts'
import type { TypedExchange } from './types.ts'

/** Gives an exchange another body, in place: what strategies return that join exchanges. */
export function withBody<B>(exchange: Pick<Exchange, 'body'>, body: B): TypedExchange<B> {
  exchange.body = body
  return exchange as TypedExchange<B>
}
