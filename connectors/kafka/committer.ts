import type { Clock } from '../../src/core/clock.ts'
import type { Position } from './client.ts'
import type { Partition } from './partition.ts'

/** How many records may end before their positions are committed, whatever the time. */
const EVERY = 1000

/**
 * Commits positions, one request at a time, a while after they have grown: what has grown meanwhile goes with it. A commit that fails is
 * made up for by the next.
 */
export class Committer {
  private readonly dirty = new Set<Partition>()
  private readonly clock: Clock
  private readonly everyMs: number
  private readonly commit: (positions: readonly Position[]) => Promise<void>
  private readonly failed: (error: unknown) => void
  private advances = 0
  private cancel: (() => void) | undefined
  private running: Promise<void> | undefined
  private held = false

  constructor(clock: Clock, everyMs: number, commit: (positions: readonly Position[]) => Promise<void>, failed: (error: unknown) => void) {
    this.clock = clock
    this.everyMs = everyMs
    this.commit = commit
    this.failed = failed
  }

  /** The position of a partition has grown. */
  advanced(partition: Partition): void {
    this.dirty.add(partition)
    this.advances += 1
    if (this.held) return
    if (this.advances >= EVERY && this.running === undefined) void this.flush()
    else this.cancel ??= this.clock.after(this.everyMs, () => void this.flush())
  }

  /** Commits what has grown, and resolves when it is done, well or not. */
  async flush(): Promise<void> {
    this.stopTimer()
    while (this.running !== undefined) await this.running
    if (this.dirty.size === 0) return
    this.running = this.run()
    await this.running
  }

  /** Commits nothing by itself until `release`: the group shares out partitions anew. */
  hold(): void {
    this.held = true
    this.stopTimer()
  }

  release(): void {
    this.held = false
    for (const partition of this.dirty) if (partition.lost) this.dirty.delete(partition)
    if (this.dirty.size > 0) this.cancel ??= this.clock.after(this.everyMs, () => void this.flush())
  }

  private async run(): Promise<void> {
    const partitions = [...this.dirty].filter(partition => !partition.lost && (partition.position ?? -1) > partition.committed)
    this.dirty.clear()
    this.advances = 0
    const positions = partitions.map(({ topic, partition, position }) => ({ topic, partition, offset: position! }))
    try {
      if (positions.length > 0) await this.commit(positions)
      for (const [index, { offset }] of positions.entries()) partitions[index]!.committed = offset
    } catch (error) {
      this.failed(error)
      for (const partition of partitions) this.advanced(partition)
    } finally {
      this.running = undefined
    }
  }

  private stopTimer(): void {
    this.cancel?.()
    this.cancel = undefined
  }
}
