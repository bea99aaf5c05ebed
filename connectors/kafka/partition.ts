import { HeldDelivery, type SourceContext, type Ticket, Watermark } from '../../src/kit/index.ts'
import type { FetchedRecords, KafkaRecord, TopicPartition } from './client.ts'
import { murmur2 } from './murmur2.ts'

/** A record that waits for its turn, and its place among the positions. */
export interface Waiting {
  readonly record: KafkaRecord
  readonly ticket: Ticket<number>
}

/** How many records may have begun before the first one that has not ended: what one stuck record can pile up. */
const MAX_AHEAD = 10_000

export interface PartitionRules {
  /** How often a record is tried. */
  readonly maximumAttempts: number
  /** Whether only the route commits. */
  readonly manual: boolean
}

/** Tells what a partition does. */
export interface PartitionEvents {
  /** Its position has grown. */
  advanced(partition: Partition): void
  /** A record has ended, for good or not. */
  ended(partition: Partition): void
}

/** What is in hand of one partition: records that wait, those that are worked on, and up to where all have ended. */
export class Partition implements TopicPartition {
  readonly topic: string
  readonly partition: number
  readonly key: string
  readonly held: HeldDelivery
  /** A number that hardly another partition has. */
  readonly lane: number
  /** Whether it belongs to another member now: nothing of it is begun or committed any more. */
  lost = false
  /** Whether the client fetches no more of it. */
  paused = false
  /** Records that have begun and not ended. */
  inHand = 0
  /** The position that the group knows, as far as it was committed from here. */
  committed = -1
  private waiting: Waiting[] = []
  private first = 0
  private readonly watermark = new Watermark<number>()
  private readonly context: SourceContext
  private readonly events: PartitionEvents
  private readonly manual: boolean
  private byHand: number | undefined
  private room: { readonly limit: number; readonly go: () => void } | undefined
  private expected = -1
  private end = 0

  constructor({ topic, partition }: TopicPartition, context: SourceContext, events: PartitionEvents, rules: PartitionRules) {
    this.topic = topic
    this.partition = partition
    this.key = `${topic}-${partition}`
    this.lane = murmur2(Buffer.from(this.key)) & 0x3fff_ffff
    this.context = context
    this.events = events
    this.manual = rules.manual
    this.held = new HeldDelivery(context, { maximumAttempts: rules.maximumAttempts })
  }

  /** Takes records that were fetched; those that it has taken before are left out. */
  take({ records, end }: FetchedRecords): void {
    this.end = end
    if (end < this.expected) this.restart()
    for (const record of records) {
      if (record.offset < this.expected) continue
      this.expected = record.next
      this.context.meter.receivedBytes += record.value?.length ?? 0
      this.waiting.push({ record, ticket: this.watermark.take(record.next) })
    }
    this.measure()
  }

  get queued(): number {
    return this.waiting.length - this.first
  }

  /** Whether no more should be fetched: `limit` records wait, or too much has begun behind one that does not end. */
  full(limit: number): boolean {
    return this.queued >= limit || this.watermark.pending >= MAX_AHEAD
  }

  /** The next record, where one may begin. */
  next(): Waiting | undefined {
    if (this.lost || this.queued === 0 || this.watermark.pending - this.queued >= MAX_AHEAD) return undefined
    const next = this.waiting[this.first]!
    this.waiting[this.first++] = undefined as never
    if (this.first > 1000 && this.first * 2 > this.waiting.length) this.shrink()
    if (this.room !== undefined && this.queued < this.room.limit) this.release()
    return next
  }

  /** Resolves when fewer than `limit` records wait, or the partition is lost. */
  below(limit: number): Promise<void> {
    if (this.lost || this.queued < limit) return Promise.resolve()
    return new Promise(resolve => {
      this.room = { limit, go: resolve }
    })
  }

  begin(): void {
    this.inHand += 1
  }

  /** A record has ended; `done` where it need not come again. */
  settle(ticket: Ticket<number>, done: boolean): void {
    this.inHand -= 1
    if (done && !this.lost && this.watermark.settle(ticket) !== undefined) {
      this.measure()
      if (!this.manual) this.events.advanced(this)
    }
    this.events.ended(this)
  }

  /** The route has committed a record, and with it all before. */
  commitByHand(next: number): void {
    if (this.lost || next <= (this.byHand ?? -1)) return
    this.byHand = next
    this.events.advanced(this)
  }

  /** What may be committed: up to where all records have ended, or the route says so; `undefined` before the first. */
  get position(): number | undefined {
    return this.manual ? this.byHand : this.watermark.position
  }

  /** It belongs to another member now: what waits here comes there. */
  lose(): void {
    this.lost = true
    this.held.stop()
    this.waiting = []
    this.first = 0
    this.context.meter.lag.delete(this.key)
    this.release()
  }

  /** What waits is left to whoever reads next. */
  clear(): void {
    this.waiting = []
    this.first = 0
    this.release()
  }

  /** The log is shorter than what was read of it: it was made anew, or has lost its end. */
  private restart(): void {
    this.expected = -1
    this.committed = -1
    this.byHand = undefined
  }

  private measure(): void {
    const position = this.watermark.position ?? this.waiting[this.first]?.record.offset
    if (position !== undefined && !this.lost) this.context.meter.lag.set(this.key, Math.max(0, this.end - position))
  }

  private release(): void {
    this.room?.go()
    this.room = undefined
  }

  private shrink(): void {
    this.waiting.splice(0, this.first)
    this.first = 0
  }
}
