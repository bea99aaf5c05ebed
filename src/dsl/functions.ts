import type { Exchange } from '../core/exchange.ts'

/** A function of body and exchange as an expression of the engine. */
export function expressionFunction(given: (body: never, exchange: never) => unknown): (exchange: Exchange) => unknown {
  return exchange => {
    const result = given(exchange.body as never, exchange as never)
    if (result === undefined) return null
    if (result === null || typeof (result as PromiseLike<unknown>).then !== 'function') return result
    return Promise.resolve(result as PromiseLike<unknown>).then(value => (value === undefined ? null : value))
  }
}
