import type { AnyBeanType } from '../kit/catalog.ts'

/** All bean types, sorted by their first name. */
export const beanTypes: readonly AnyBeanType[] = []
