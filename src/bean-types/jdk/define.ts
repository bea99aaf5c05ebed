import { errors } from '../../core/errors.ts'
import type { MaybePromise } from '../../core/step.ts'
import { type BeanContext, type BeanTypeDefinition, defineBeanType } from '../../kit/bean-type.ts'

/** A class of the JDK whose only properties are its entries, if any. */
export interface JdkClass {
  readonly names: readonly string[]
  readonly summary: string
  readonly open?: boolean
  /** The factory methods that do what a constructor does. */
  readonly factories?: readonly string[]
  create(context: BeanContext, entries: Readonly<Record<string, unknown>>): MaybePromise<unknown>
}

/** Declares a class of the JDK as a bean type; factory methods that it does not name are refused. */
export function jdkClass({ names, summary, open = false, factories = [], create }: JdkClass): BeanTypeDefinition {
  return defineBeanType({
    names,
    summary,
    fields: {},
    open,
    create: (_options, context, entries) => {
      const { name, factory } = context
      if (factory !== undefined && !factories.includes(factory.method)) {
        throw errors.KF_ROUTE_BEAN({ name, reason: `the factory method ${factory.bean}.${factory.method} has no counterpart here` })
      }
      return create(context, entries)
    },
  })
}
