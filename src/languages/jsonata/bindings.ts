import type { HostFunction } from './call/callable.ts'

/**
 * What a bean offers to an expression, by name: the entries of an object or `Map`, the methods of an instance of a class (called on
 * it). Functions come as they are, so that asynchronous ones can be told from others.
 */
export function bindingsOf(bean: unknown): Record<string, unknown> {
  if (typeof bean !== 'object' || bean === null) return {}
  if (bean instanceof Map) return Object.fromEntries(bean)
  return { ...methodsOf(bean), ...bean }
}

function methodsOf(bean: object): Record<string, unknown> {
  const methods: Record<string, unknown> = {}
  let prototype: object | null = Object.getPrototypeOf(bean)
  for (; prototype !== null && prototype !== Object.prototype; prototype = Object.getPrototypeOf(prototype)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (typeof value === 'function' && name !== 'constructor') methods[name] ??= (value as HostFunction).bind(bean)
    }
  }
  return methods
}
