import type { MaybePromise } from '../core/step.ts'
import { type StateRepository, stateRepositoryBean } from '../kit/state-repository.ts'
import { isStore, type Store } from '../kit/store.ts'
import { storeKey } from './store-key.ts'

/** States in a store. */
export class StoreStateRepository implements StateRepository {
  private readonly store: Store
  private readonly prefix: string

  constructor(store: Store, name: string) {
    this.store = store
    this.prefix = `state/${name}/`
  }

  setState(key: string, value: string): MaybePromise<void> {
    return this.store.set(storeKey(this.prefix, key), Buffer.from(value))
  }

  async getState(key: string): Promise<string | undefined> {
    const found = await this.store.get(storeKey(this.prefix, key))
    return found === undefined ? undefined : Buffer.from(found).toString()
  }
}

/** A bean as repository of states: one itself, or a store, in which `name` keeps its keys apart from others'; nothing stays nothing. */
export function stateRepositoryOrStore(bean: unknown, name: string): StateRepository | undefined {
  return isStore(bean) ? new StoreStateRepository(bean, name) : stateRepositoryBean(bean)
}
