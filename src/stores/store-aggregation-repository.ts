import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Services } from '../core/services.ts'
import { andThen, type MaybePromise } from '../core/step.ts'
import type { Store } from '../kit/store.ts'
import type { CompletedGroup, DurableAggregationRepository, Recovery } from './aggregation-repository.ts'
import { decodeExchange, encodeExchange } from './exchange-codec.ts'
import { storeKey } from './store-key.ts'
import { StoreOwner } from './store-owner.ts'
import { WriteBehind } from './write-behind.ts'

/** Camel's defaults. */
export const RECOVERY: Recovery = { useRecovery: true, recoveryInterval: 5000, maximumRedeliveries: 0, deadLetterUri: undefined }

/** So many groups are kept in memory beside the store, so that not every member reads its group. */
const CACHED = 1000
const CLAIM_RETRY_MS = 1000
const CLAIM_TRIES = 40
const KEY = 'CamelAggregatedCorrelationKey'

/**
 * Groups in a store, for one aggregate of one process at a time: it claims their name when it starts, and waits for a process that is just
 * ending or has died. A group is written with all members that came to it meanwhile at once.
 */
export class StoreAggregationRepository implements DurableAggregationRepository {
  readonly durable = true
  readonly recovery: Recovery
  /** The store, where it is its own: it is closed with the runtime. */
  ownStore: Store | undefined
  private readonly store: Store
  private readonly name: string
  private readonly services: Services
  private readonly owner: StoreOwner
  private readonly writes: WriteBehind
  /** Where the complete groups stand, by the ids of their exchanges, in the order in which they became complete. */
  private readonly places = new Map<string, string>()
  private completions = 0
  /** The groups as they are now; `null`: removed, and the store does not have that yet. */
  private readonly groups = new Map<string, Exchange | null>()

  constructor(store: Store, name: string, services: Services, recovery: Recovery = RECOVERY) {
    this.store = store
    this.name = name
    this.services = services
    this.recovery = recovery
    this.owner = new StoreOwner(store, services.clock)
    this.writes = new WriteBehind(store, key => this.groups.delete(key))
  }

  async start(): Promise<void> {
    await this.owner.start()
    const claim = this.place('claim')
    const mine = Buffer.from(this.owner.id)
    for (let tries = 0; tries < CLAIM_TRIES; tries++) {
      const there = await this.store.get(claim)
      const free = there === undefined || !(await this.owner.isAlive(Buffer.from(there).toString()))
      if (free && (await this.store.swap(claim, there, mine))) return
      if (!free) await this.services.clock.sleep(CLAIM_RETRY_MS)
    }
    throw errors.KF_STORE_IN_USE({ what: `the groups ${this.name}`, owner: 'it holds their claim in the store' })
  }

  async stop(): Promise<void> {
    await this.writes.drained()
    await this.store.swap(this.place('claim'), Buffer.from(this.owner.id), undefined)
    await this.owner.stop()
    this.groups.clear()
  }

  get(key: string): MaybePromise<Exchange | undefined> {
    const place = this.groupPlace(key)
    const known = this.groups.get(place)
    if (known !== undefined) return known ?? undefined
    return andThen(this.store.get(place), bytes => {
      if (bytes === undefined) return undefined
      const group = decodeExchange(bytes, this.services)
      this.remember(place, group)
      return group
    })
  }

  add(key: string, group: Exchange): void {
    const place = this.groupPlace(key)
    group.setProperty(KEY, key)
    this.remember(place, group)
    this.writes.put(place, () => andThen(encodeExchange(group), value => ({ op: 'set', key: place, value }) as const))
  }

  /** The group is encoded at once: its steps change it while it waits to be written. */
  remove(key: string, group: Exchange): MaybePromise<void> {
    const place = this.groupPlace(key)
    const encoded = () => {
      try {
        return encodeExchange(group)
      } catch (error) {
        this.groups.delete(place)
        throw error
      }
    }
    return andThen(encoded(), value => {
      const completed = this.newCompletedPlace(group.id)
      this.places.set(group.id, completed)
      this.groups.set(place, null)
      this.writes.put(place, () => ({ op: 'delete', key: place }))
      this.writes.put(completed, () => ({ op: 'set', key: completed, value }))
      void this.forgetWhenGone(place)
    })
  }

  /** What was not written before it is confirmed never needs to be. */
  confirm(exchangeId: string): MaybePromise<void> {
    const completed = this.places.get(exchangeId)
    if (completed === undefined) return
    this.places.delete(exchangeId)
    if (this.writes.cancel(completed) && !this.writes.isPending(completed)) return
    this.writes.put(completed, () => ({ op: 'delete', key: completed }))
    return this.writes.written(completed)
  }

  stored(key: string): MaybePromise<void> {
    return this.writes.written(this.groupPlace(key))
  }

  async keys(): Promise<readonly string[]> {
    await this.writes.drained()
    const keys: string[] = []
    for await (const [, bytes] of this.store.scan(this.place('group/')))
      keys.push(String(decodeExchange(bytes, this.services).property(KEY)))
    return keys
  }

  async completed(): Promise<readonly CompletedGroup[]> {
    const found: CompletedGroup[] = []
    for await (const [place, bytes] of this.store.scan(this.place('completed/'))) {
      const exchange = decodeExchange(bytes, this.services)
      this.places.set(exchange.id, place)
      found.push({ key: String(exchange.property(KEY)), exchange })
    }
    return found
  }

  /** Until the store has it, it is remembered here that a group is gone. */
  private async forgetWhenGone(place: string): Promise<void> {
    while (this.groups.get(place) === null && this.writes.isPending(place)) {
      // a failure is told to those who wait for it by `stored`
      await Promise.resolve(this.writes.written(place)).catch(() => {})
    }
    if (this.groups.get(place) === null) this.groups.delete(place)
  }

  private remember(place: string, group: Exchange): void {
    this.groups.delete(place)
    this.groups.set(place, group)
    if (this.groups.size <= CACHED) return
    for (const [oldest, kept] of this.groups) {
      if (kept === null || this.writes.isPending(oldest)) continue
      this.groups.delete(oldest)
      return
    }
  }

  private groupPlace(key: string): string {
    return storeKey(this.place('group/'), key)
  }

  /** Ordered by when groups became complete, over processes that follow one another. */
  private newCompletedPlace(id: string): string {
    const moment = String(this.services.clock.now()).padStart(15, '0')
    return this.place(`completed/${moment}-${String(++this.completions).padStart(12, '0')}/${id}`)
  }

  private place(rest: string): string {
    return `aggregate/${this.name}/${rest}`
  }
}
