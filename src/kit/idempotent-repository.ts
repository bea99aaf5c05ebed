import { errors } from '../core/errors.ts'
import type { MaybePromise } from '../core/step.ts'

/**
 * Remembers keys, so that a message or file is worked on once. Beans for `idempotentRepository` have this shape (Camel's interface).
 * `add` must be atomic: of two who add one key, one is told `false`.
 */
export interface IdempotentRepository {
  /** Adds a key; `false` where it was there already. */
  add(key: string): MaybePromise<boolean>
  contains(key: string): MaybePromise<boolean>
  /** Forgets a key, after a failure. */
  remove(key: string): MaybePromise<boolean>
  /** The work for a key has succeeded. */
  confirm(key: string): MaybePromise<boolean>
}

/** Keys in memory; when more than `size` are there, the one that was added first goes. */
export class MemoryIdempotentRepository implements IdempotentRepository {
  private readonly keys = new Set<string>()
  private readonly size: number

  constructor(size = 1000) {
    this.size = size
  }

  add(key: string): boolean {
    if (this.keys.has(key)) return false
    this.keys.add(key)
    if (this.size > 0 && this.keys.size > this.size) this.keys.delete(this.keys.values().next().value!)
    return true
  }

  contains(key: string): boolean {
    return this.keys.has(key)
  }

  remove(key: string): boolean {
    return this.keys.delete(key)
  }

  confirm(_key: string): boolean {
    return true
  }

  clear(): void {
    this.keys.clear()
  }
}

/** Whether a bean is a repository. */
export function isIdempotentRepository(bean: unknown): bean is IdempotentRepository {
  const { add, contains, remove, confirm } = (bean ?? {}) as Partial<Record<string, unknown>>
  return [add, contains, remove, confirm].every(method => typeof method === 'function')
}

/** A bean as a repository; anything else is an error. */
export function repositoryBean(bean: unknown): IdempotentRepository | undefined {
  if (bean === undefined || isIdempotentRepository(bean)) return bean
  throw errors.KF_ROUTE_INVALID({
    what: 'the bean',
    reason: 'it is no store, and has no methods add, contains, remove and confirm',
  })
}
