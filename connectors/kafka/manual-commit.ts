import type { Committer } from './committer.ts'
import type { Partition } from './partition.ts'

/** What a route commits with (`CamelKafkaManualCommit`): the position behind its record, and with it all before. */
export class ManualCommit {
  private readonly partition: Partition
  private readonly next: number
  private readonly committer: Committer

  constructor(partition: Partition, next: number, committer: Committer) {
    this.partition = partition
    this.next = next
    this.committer = committer
  }

  /** Resolves when the group has been told; where that fails it is made up for later. */
  commit(): Promise<void> {
    this.partition.commitByHand(this.next)
    return this.committer.flush()
  }
}
