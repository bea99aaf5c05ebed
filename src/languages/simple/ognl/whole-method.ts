import type { Exchange } from '../../../core/exchange.ts'
import { isUserObject } from './user-object.ts'

/** A bean as a whole: called with the body and the exchange. */
export type WholeMethod = (body: unknown, exchange: Exchange) => unknown

/** What is called where no method is named: a function, `process` of a processor, the only method of an object; otherwise `undefined`. */
export function wholeMethod(bean: unknown): WholeMethod | undefined {
  if (typeof bean === 'function') return bean as WholeMethod
  const { process } = (bean ?? {}) as { process?: (exchange: Exchange) => unknown }
  if (typeof process === 'function') return (_, exchange) => process.call(bean, exchange)
  const [name, ...others] = methodNames(bean)
  if (name === undefined || others.length > 0) return undefined
  const method = (bean as Record<string, WholeMethod>)[name]!
  return (body, exchange) => method.call(bean, body, exchange)
}

/** The names of the methods that a bean's object and classes define. */
export function methodNames(bean: unknown): string[] {
  const names = new Set<string>()
  const start = isUserObject(bean) ? bean : null
  for (let owner: object | null = start; owner !== null && owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
      if (name !== 'constructor' && typeof value === 'function') names.add(name)
    }
  }
  return [...names]
}
