import { errors } from '../core/errors.ts'
import type { Services } from '../core/services.ts'
import type { MaybePromise } from '../core/step.ts'
import { type IdempotentRepository, repositoryBean } from '../kit/idempotent-repository.ts'
import { isStore, type Store, type StoreWrite } from '../kit/store.ts'
import { storeKey } from './store-key.ts'
import { StoreOwner } from './store-owner.ts'

const CONFIRMED = Buffer.from('confirmed')
const IN_PROGRESS = 'by '

/**
 * Keys in a store. A key is in progress, with the name of who works on it, until it is confirmed. One whose owner is dead counts as not
 * seen: a message that was not done when its process died is done when it comes again. While another process works on a key nobody can
 * tell, and `add` and `contains` fail with `KF_STORE_IN_PROGRESS`, which may pass.
 */
export class StoreIdempotentRepository implements IdempotentRepository {
  private readonly store: Store
  private readonly prefix: string
  private readonly kept: StoreWrite
  private readonly owner: StoreOwner
  private readonly mine: Buffer

  /** `ttlMs`: how long a confirmed key is known; without it for ever. */
  constructor(store: Store, name: string, services: Services, ttlMs?: number) {
    this.store = store
    this.prefix = `idempotent/${name}/`
    this.kept = ttlMs === undefined ? {} : { ttlMs }
    this.owner = new StoreOwner(store, services.clock)
    this.mine = Buffer.from(IN_PROGRESS + this.owner.id)
  }

  async add(key: string): Promise<boolean> {
    await this.owner.start()
    const place = storeKey(this.prefix, key)
    while (!(await this.store.add(place, this.mine))) {
      const there = await this.store.get(place)
      if (there === undefined) continue
      if (await this.isSeen(key, there)) return false
      if (await this.store.swap(place, there, this.mine)) return true
    }
    return true
  }

  async contains(key: string): Promise<boolean> {
    const there = await this.store.get(storeKey(this.prefix, key))
    return there !== undefined && this.isSeen(key, there)
  }

  remove(key: string): MaybePromise<boolean> {
    return this.store.delete(storeKey(this.prefix, key))
  }

  async confirm(key: string): Promise<boolean> {
    await this.store.set(storeKey(this.prefix, key), CONFIRMED, this.kept)
    return true
  }

  async clear(): Promise<void> {
    await this.store.clear(this.prefix)
  }

  private async isSeen(key: string, there: Uint8Array): Promise<boolean> {
    const text = Buffer.from(there).toString()
    if (!text.startsWith(IN_PROGRESS) || text.endsWith(this.owner.id)) return true
    if (!(await this.owner.isAlive(text.slice(IN_PROGRESS.length)))) return false
    throw errors.KF_STORE_IN_PROGRESS({ key })
  }
}

/**
 * A bean as repository of keys: one itself, or a store, in which `uri` keeps its keys apart from others'; nothing stays nothing, what is neither
 * is an error.
 */
export function repositoryOrStore(
  bean: unknown,
  { uri, services }: { readonly uri: string; readonly services: Services },
): IdempotentRepository | undefined {
  return isStore(bean) ? new StoreIdempotentRepository(bean, uri, services) : repositoryBean(bean)
}
