import { errors } from '../core/errors.ts'
import type { MaybePromise } from '../core/step.ts'

/** Keeps one text for each key: where a source has got to. Beans for `offsetRepository` have this shape (Camel's interface). */
export interface StateRepository {
  /** Resolves when the state is kept; what was kept before is forgotten. */
  setState(key: string, value: string): MaybePromise<void>
  getState(key: string): MaybePromise<string | undefined>
}

/** States in memory: they are lost with the process. */
export class MemoryStateRepository implements StateRepository {
  private readonly states = new Map<string, string>()

  setState(key: string, value: string): void {
    this.states.set(key, value)
  }

  getState(key: string): string | undefined {
    return this.states.get(key)
  }
}

/** A bean as a repository; anything else is an error. */
export function stateRepositoryBean(bean: unknown): StateRepository | undefined {
  if (bean === undefined) return undefined
  const { getState, setState } = (bean ?? {}) as Partial<StateRepository>
  if (typeof getState === 'function' && typeof setState === 'function') return bean as StateRepository
  throw errors.KF_ROUTE_INVALID({ what: 'the bean', reason: 'it is no store, and has no methods getState and setState' })
}
