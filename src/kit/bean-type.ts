import type { Services } from '../core/services.ts'
import type { MaybePromise } from '../core/step.ts'
import type { Built, Fields } from './field.ts'

/** What a bean's maker gets beside its properties. */
export interface BeanContext {
  readonly name: string
  readonly services: Services
  /** Constructor arguments in their order, as text or as beans where they were references. */
  readonly constructorArguments: readonly unknown[]
  /** The method that makes the bean in Java (`factoryBean`, `factoryMethod`), where one is named. */
  readonly factory?: { readonly bean: string; readonly method: string }
}

/**
 * A type that `beans:` and `#class:` may name: Camel's or the JDK's class names are aliases of one declaration. `properties` that no
 * field declares are an error, as in Camel, unless `open` is set (maps).
 */
export interface BeanTypeDefinition<F extends Fields = Fields> {
  readonly names: readonly string[]
  readonly summary: string
  readonly fields: F
  /** Free properties are taken too, and given as `extra`. */
  readonly open?: boolean
  create(options: Built<F>, context: BeanContext, extra: Readonly<Record<string, unknown>>): MaybePromise<unknown>
}

/** Declares a bean type. */
export function defineBeanType<const F extends Fields>(definition: BeanTypeDefinition<F>): BeanTypeDefinition<F> {
  return definition
}
