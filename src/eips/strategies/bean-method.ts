import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import { andThen } from '../../core/step.ts'
import type { AggregationStrategy } from '../../kit/aggregation.ts'

type Method = (...parameters: unknown[]) => unknown

/**
 * A plain object's method as strategy. It takes the old and the new body; with four parameters headers stand behind each body, with
 * six properties too. What it gives becomes the body; `null` leaves it. For the first exchange it is only called with `allowNull`.
 * A failure becomes the exchange's.
 */
export function beanMethod(bean: object, methodName: string | undefined, allowNull: boolean): AggregationStrategy {
  const name = methodName ?? onlyMethod(bean)
  const method = (bean as Record<string, unknown>)[name]
  if (typeof method !== 'function') throw noMethod(bean, methodName)
  const perSide = parametersPerSide(method as Method, name)
  return {
    aggregate(previous, next) {
      if ((previous === undefined || next === undefined) && !allowNull) return previous ?? next
      const target = (previous ?? next)!
      const parameters = [...partsOf(previous, perSide), ...partsOf(next, perSide)]
      return andThen(invoke(bean, method as Method, parameters, target), result => {
        if (result !== null && result !== undefined) target.body = result
        return target
      })
    },
  }
}

function parametersPerSide(method: Method, name: string): number {
  const { length } = method
  if (length < 2 || length % 2 !== 0)
    throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: `The method ${name} must have two, four or six parameters, has: ${length}` })
  return length / 2
}

function partsOf(exchange: Exchange | undefined, count: number): unknown[] {
  if (exchange === undefined) return Array.from({ length: count }, () => null)
  const parts = [exchange.body]
  if (count > 1) parts.push(Object.fromEntries(exchange.headerEntries()))
  if (count > 2) parts.push(Object.fromEntries(exchange.propertyEntries()))
  return parts
}

function invoke(bean: object, method: Method, parameters: unknown[], target: Exchange): unknown {
  const failed = (error: unknown) => {
    target.exception = error
    return null
  }
  try {
    const result = method.apply(bean, parameters)
    return result instanceof Promise ? result.catch(failed) : result
  } catch (error) {
    return failed(error)
  }
}

/** The one method of an object, its own or its class's. */
function onlyMethod(bean: object): string {
  const own = Object.keys(bean).filter(name => typeof (bean as Record<string, unknown>)[name] === 'function')
  const prototype = Object.getPrototypeOf(bean) as object | null
  const inherited = prototype === null || prototype === Object.prototype ? [] : Object.getOwnPropertyNames(prototype)
  const names = [...own, ...inherited.filter(name => name !== 'constructor')]
  if (names.length !== 1) throw noMethod(bean, undefined)
  return names[0]!
}

function noMethod(bean: object, name: string | undefined): Error {
  const reason = name === undefined ? 'it has no method, or several; name one' : `it has no method ${name}`
  return errors.KF_ROUTE_INVALID({ what: `the strategy ${bean.constructor?.name ?? 'object'}`, reason })
}
