import type { Options } from '../model/route.ts'
import { isModule, parseClass } from './bean-reference.ts'

/** Whether making a bean runs code of the user: of a module, a script, or a method of another bean. */
export function runsUserCode(options: Options): boolean {
  const given = (name: string) => options[name] !== undefined
  return (
    given('script') ||
    given('scriptLanguage') ||
    given('factoryMethod') ||
    given('factoryBean') ||
    namesModule(String(options['type'] ?? ''))
  )
}

/** Whether a `#class:` names a module. */
export function namesModule(type: string): boolean {
  return isModule(parseClass(type.replace(/^#class:/, '')).type)
}

/**
 * What stands for a bean where routes are only validated, so that no code of the user runs: it has every method, may be called and be an
 * exception's class. What is wrong with how a route uses the real one shows when it starts.
 */
export function standIn(name: string): unknown {
  const bean: unknown = new Proxy(() => undefined, {
    get: (_, key) =>
      key === 'prototype'
        ? Object.create(Error.prototype)
        : key === 'name'
          ? name
          : key === 'then' || typeof key === 'symbol'
            ? undefined
            : bean,
    apply: () => undefined,
    construct: () => ({}),
  })
  return bean
}
