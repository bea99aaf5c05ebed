import type { Clock } from '../../src/core/clock.ts'

export interface CacheLimits {
  /** How many values are kept; `undefined` where time alone counts. */
  readonly size: number | undefined
  /** Milliseconds, where time counts. */
  readonly afterAccess: number | undefined
  readonly afterWrite: number | undefined
}

interface Entry {
  readonly value: unknown
  readonly written: number
  used: number
}

/** Values by key, the longest unused first. */
export class Cache {
  private readonly entries = new Map<string, Entry>()
  private readonly limits: CacheLimits
  private readonly clock: Clock

  constructor(limits: CacheLimits, clock: Clock) {
    this.limits = limits
    this.clock = clock
  }

  get(key: string): unknown {
    const entry = this.entries.get(key)
    if (entry === undefined) return undefined
    this.entries.delete(key)
    if (this.isOver(entry)) return undefined
    entry.used = this.clock.now()
    this.entries.set(key, entry)
    return entry.value
  }

  put(key: string, value: unknown): void {
    const now = this.clock.now()
    this.entries.delete(key)
    this.entries.set(key, { value, written: now, used: now })
    const { size } = this.limits
    if (size === undefined) this.dropOldest()
    else if (this.entries.size > size) this.entries.delete(this.entries.keys().next().value!)
  }

  remove(key: string): void {
    this.entries.delete(key)
  }

  clear(): void {
    this.entries.clear()
  }

  /** Drops what is over. */
  clean(): void {
    for (const [key, entry] of this.entries) if (this.isOver(entry)) this.entries.delete(key)
  }

  /** All values by key, in the order of their last use. */
  all(): Record<string, unknown> {
    this.clean()
    return Object.fromEntries([...this.entries].map(([key, { value }]) => [key, value]))
  }

  /** Whatever has not been used for too long stands in front, so that each write drops what the time has passed over. */
  private dropOldest(): void {
    for (const [key, entry] of this.entries) {
      if (!this.isOver(entry)) return
      this.entries.delete(key)
    }
  }

  private isOver({ written, used }: Entry): boolean {
    const { afterAccess, afterWrite } = this.limits
    const now = this.clock.now()
    return (afterAccess !== undefined && now - used >= afterAccess) || (afterWrite !== undefined && now - written >= afterWrite)
  }
}
