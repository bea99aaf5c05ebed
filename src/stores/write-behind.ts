import type { MaybePromise } from '../core/step.ts'
import type { Store, StoreChange } from '../kit/store.ts'

/** Gives the change of a key as it is when the batch is written. */
type Maker = () => MaybePromise<StoreChange>

class Batch {
  readonly makers = new Map<string, Maker>()
  readonly failures = new Map<string, unknown>()
  readonly ended: Promise<void>
  end!: () => void

  constructor() {
    this.ended = new Promise(resolve => {
      this.end = resolve
    })
  }
}

/**
 * Gathers changes of a store, and writes all that came in one turn of the event loop, or while the last write was on its way, at once: many
 * who wait for theirs share one flush of the disk, and of several changes of one key only the last is made. Batches keep their order.
 */
export class WriteBehind {
  private readonly store: Store
  private readonly failed: (key: string) => void
  private next: Batch | undefined
  private current: Batch | undefined

  /** `failed` is told the keys whose change was not written; changes of them that came meanwhile fail with them. */
  constructor(store: Store, failed: (key: string) => void) {
    this.store = store
    this.failed = failed
  }

  put(key: string, make: Maker): void {
    if (this.next === undefined) {
      this.next = new Batch()
      if (this.current === undefined) setImmediate(() => void this.run())
    }
    this.next.makers.set(key, make)
  }

  /** Takes back a change that is not on its way yet; whether there was one. */
  cancel(key: string): boolean {
    return this.next?.makers.delete(key) ?? false
  }

  /** Resolves when the changes of a key so far are durable; rejects where they could not be made. */
  written(key: string): MaybePromise<void> {
    const batch = this.next?.makers.has(key) ? this.next : this.current?.makers.has(key) ? this.current : undefined
    return batch?.ended.then(() => {
      if (batch.failures.has(key)) throw batch.failures.get(key)
    })
  }

  /** Whether a change of a key is not durable yet. */
  isPending(key: string): boolean {
    return (this.next?.makers.has(key) || this.current?.makers.has(key)) ?? false
  }

  /** Resolves when nothing is left to be written. */
  async drained(): Promise<void> {
    for (;;) {
      const batch = this.next ?? this.current
      if (batch === undefined) return
      await batch.ended
    }
  }

  private async run(): Promise<void> {
    for (;;) {
      const batch = this.next
      this.current = batch
      this.next = undefined
      if (batch === undefined) return
      await this.write(batch)
      this.current = undefined
      batch.end()
      // what the batch has woken may add to the next one
      await new Promise(resolve => setImmediate(resolve))
    }
  }

  private async write(batch: Batch): Promise<void> {
    const changes: StoreChange[] = []
    for (const [key, make] of batch.makers) {
      try {
        changes.push(await make())
      } catch (error) {
        this.fail(batch, key, error)
      }
    }
    try {
      if (changes.length > 0) await this.store.batch(changes)
    } catch (error) {
      for (const { key } of changes) this.fail(batch, key, error)
    }
  }

  private fail(batch: Batch, key: string, error: unknown): void {
    batch.failures.set(key, error)
    // what came meanwhile was joined to what is not kept
    if (this.next?.makers.has(key)) {
      this.next.makers.set(key, () => {
        throw error
      })
    }
    this.failed(key)
  }
}
