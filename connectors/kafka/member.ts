import { exceptionMessage } from '../../src/core/exceptions.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { Outcome } from '../../src/core/outcome.ts'
import { HeldDelivery, Lanes, type SourceContext } from '../../src/kit/index.ts'
import type { ConsumerEvents, FetchedRecords, KafkaConsumer, KafkaRecord, Position, TopicPartition } from './client.ts'
import { Committer } from './committer.ts'
import { Gate } from './gate.ts'
import { ManualCommit } from './manual-commit.ts'
import type { MakeMessage } from './message.ts'
import { murmur2 } from './murmur2.ts'
import { MANUAL_COMMIT } from './names.ts'
import { Partition, type PartitionEvents, type PartitionRules, type Waiting } from './partition.ts'

/** How long a full partition may hold up the fetches of its broker before it is paused instead: shorter than any heartbeat. */
const HOLD_MS = 300

export interface MemberRules extends PartitionRules {
  readonly concurrency: number
  /** How many records of a partition wait before no more are fetched. */
  readonly waiting: number
  readonly commitMs: number
  readonly drainMs: number
  /** Whether a record that failed for good is left out. */
  readonly skipsFailed: boolean
  /** Several records are one message. */
  readonly batch?: BatchRules
}

export interface BatchRules {
  readonly size: number
  /** How long a batch waits to become full. */
  readonly intervalMs: number
}

interface Taken extends Waiting {
  readonly partition: Partition
}

/** What a member does with records, besides its own part. */
export interface MemberHooks {
  readonly make: MakeMessage
  /** Whether `make` may throw. */
  readonly mayFail: boolean
  /**
   * Partitions that were not here before: positions may be set before anything is read. A rejection means that nobody knows from where to read: the
   * connection is opened anew.
   */
  fresh(partitions: readonly TopicPartition[], consumer: KafkaConsumer): Promise<void>
  commit(positions: readonly Position[], consumer: KafkaConsumer): Promise<void>
  lost(cause: unknown): void
}

/**
 * One member of a group: takes records of its partitions, hands them to the route in order, and commits up to where all have ended. What
 * is in hand outlives a lost connection and a new sharing out of partitions, as far as its partitions stay here.
 */
export class Member implements ConsumerEvents, PartitionEvents {
  readonly committer: Committer
  private readonly context: SourceContext
  private readonly rules: MemberRules
  private readonly hooks: MemberHooks
  private readonly partitions = new Map<string, Partition>()
  private readonly lanes: Lanes
  private readonly gate = new Gate()
  private consumer: KafkaConsumer | undefined
  private readonly batches: HeldDelivery
  private order: readonly Partition[] = []
  private arrivals: (() => void)[] = []
  private sharing = false
  private turn = 0
  private pumping = false
  private again = false
  private stopping = false
  private suspended = false
  private idle: (() => void)[] = []

  constructor(context: SourceContext, rules: MemberRules, hooks: MemberHooks) {
    this.context = context
    this.rules = rules
    this.hooks = hooks
    this.lanes = new Lanes(rules.concurrency, rules.concurrency === 1 ? 1 : rules.concurrency * 4)
    this.batches = new HeldDelivery(context, { maximumAttempts: rules.maximumAttempts })
    this.committer = new Committer(
      context.services.clock,
      rules.commitMs,
      async positions => (this.consumer === undefined ? undefined : hooks.commit(positions, this.consumer)),
      error => context.log('DEBUG', `positions are not committed now, they will be later: ${exceptionMessage(error)}`, error),
    )
    this.gate.close()
  }

  async records(fetched: FetchedRecords): Promise<void> {
    const partition = this.partitions.get(`${fetched.topic}-${fetched.partition}`)
    if (partition === undefined || this.stopping) return
    partition.take(fetched)
    this.pump()
    if (!partition.full(this.rules.waiting)) return
    await this.roomIn(partition)
    if (!partition.full(this.rules.waiting) || partition.lost || partition.paused) return
    partition.paused = true
    this.consumer?.pause(partition)
  }

  /** The group shares out its partitions anew: what is in hand may end and is committed, nothing is begun. */
  async revoking(): Promise<void> {
    this.sharing = true
    this.gate.close()
    this.committer.hold()
    await this.drained(this.rules.drainMs)
    if (this.consumer !== undefined) await this.bounded(this.committer.flush(), this.rules.drainMs)
  }

  async assigned(partitions: readonly TopicPartition[], consumer: KafkaConsumer): Promise<void> {
    const isSame = this.consumer === consumer
    this.consumer = consumer
    const fresh = this.keep(partitions)
    if (!isSame) for (const partition of this.partitions.values()) partition.paused = false
    try {
      await this.hooks.fresh(fresh, consumer)
    } catch (error) {
      this.forget(fresh)
      return this.lost(error)
    }
    for (const partition of this.partitions.values()) this.adjust(partition)
    this.sharing = false
    this.committer.release()
    if (!this.suspended) this.gate.open()
    this.pump()
  }

  lost(cause: unknown): void {
    this.gate.close()
    this.committer.hold()
    this.consumer = undefined
    this.hooks.lost(cause)
  }

  advanced(partition: Partition): void {
    this.committer.advanced(partition)
  }

  ended(partition: Partition): void {
    this.adjust(partition)
    if (this.inHand === 0) for (const resolve of this.idle.splice(0)) resolve()
    if (partition.queued > 0) this.pump()
  }

  suspend(): void {
    this.suspended = true
    this.gate.close()
    for (const partition of this.partitions.values()) this.adjust(partition)
  }

  resume(): void {
    this.suspended = false
    for (const partition of this.partitions.values()) this.adjust(partition)
    if (this.consumer !== undefined && !this.sharing) this.gate.open()
    this.pump()
  }

  /** Begins nothing more; resolves when what is in hand has ended. */
  async stop(): Promise<void> {
    this.stopping = true
    for (const partition of this.partitions.values()) {
      partition.clear()
      partition.held.stop()
    }
    this.batches.stop()
    this.gate.open()
    for (const go of this.arrivals.splice(0)) go()
    if (this.inHand > 0) await new Promise<void>(resolve => this.idle.push(resolve))
  }

  /** Forgets all that is in hand: nothing of it will be committed. */
  abandon(): void {
    for (const partition of this.partitions.values()) partition.lose()
  }

  private get inHand(): number {
    let sum = 0
    for (const { inHand } of this.partitions.values()) sum += inHand
    return sum
  }

  private keep(now: readonly TopicPartition[]): Partition[] {
    const keys = new Set(now.map(({ topic, partition }) => `${topic}-${partition}`))
    for (const [key, partition] of this.partitions) {
      if (keys.has(key)) continue
      partition.lose()
      this.partitions.delete(key)
    }
    const fresh = now.filter(({ topic, partition }) => !this.partitions.has(`${topic}-${partition}`))
    const made = fresh.map(each => new Partition(each, this.context, this, this.rules))
    for (const partition of made) this.partitions.set(partition.key, partition)
    this.order = [...this.partitions.values()]
    return made
  }

  /** They count as fresh when they come again. */
  private forget(partitions: readonly Partition[]): void {
    for (const partition of partitions) {
      partition.lose()
      this.partitions.delete(partition.key)
    }
    this.order = [...this.partitions.values()]
  }

  /** Pauses or resumes a partition at the client, as it should be. */
  private adjust(partition: Partition): void {
    const { consumer } = this
    if (consumer === undefined || partition.lost) return
    const should = this.suspended || (partition.paused && partition.full(Math.ceil(this.rules.waiting / 2)))
    if (should === partition.paused) return
    partition.paused = should
    if (should) consumer.pause(partition)
    else consumer.resume(partition)
  }

  /** Hands records to the route as long as there are any and there is room. */
  private pump(): void {
    for (const go of this.arrivals.splice(0)) go()
    this.again = true
    if (this.pumping) return
    this.pumping = true
    void this.run()
  }

  /** Runs again where something came while it was ending. */
  private async run(): Promise<void> {
    while (this.again) {
      this.again = false
      if (this.rules.batch !== undefined) await this.runBatches(this.rules.batch)
      else await this.runSingly()
    }
    this.pumping = false
  }

  private async runSingly(): Promise<void> {
    for (let next = this.next(); next !== undefined; next = this.next()) {
      const taken = next
      const accepted = this.lanes.submit(this.laneOf(taken), () => this.process(taken))
      if (accepted !== undefined) await accepted
      const turn = this.context.turn()
      if (turn !== undefined) await turn
    }
  }

  private async runBatches(rules: BatchRules): Promise<void> {
    for (let batch = await this.gather(rules); batch.length > 0; batch = await this.gather(rules)) await this.processBatch(batch)
  }

  /** What waits, up to a full batch; further ones are waited for as long as the rules say. */
  private async gather({ intervalMs, size }: BatchRules): Promise<Taken[]> {
    const { clock } = this.context.services
    const batch: Taken[] = []
    const until = clock.now() + intervalMs
    for (;;) {
      for (let next = this.next(); next !== undefined; next = batch.length < size ? this.next() : undefined) batch.push(next)
      const left = until - clock.now()
      if (batch.length === 0 || batch.length >= size || left <= 0 || this.gate.closed || this.stopping) return batch
      await this.bounded(new Promise<void>(resolve => this.arrivals.push(resolve)), left)
    }
  }

  private async processBatch(gathered: readonly Taken[]): Promise<void> {
    if (!this.stopping) await this.gate.opened()
    const batch = gathered.filter(({ partition }) => !this.stopping && !partition.lost)
    for (const { partition } of batch) partition.begin()
    const readable = batch.filter(({ record }) => this.readable(record))
    for (const { partition, ticket } of batch.filter(each => !readable.includes(each))) partition.settle(ticket, true)
    if (readable.length > 0) await this.deliverBatch(readable)
  }

  private async deliverBatch(batch: readonly Taken[]): Promise<void> {
    const make = () => this.context.exchange(batch.map(({ partition, record }) => this.make(partition, record)))
    await this.batches.deliver(make, outcome => {
      for (const { partition, record, ticket } of batch) partition.settle(ticket, this.isDone(outcome, partition, record))
    })
  }

  /** Partitions take turns. */
  private next(): Taken | undefined {
    if (this.gate.closed || this.stopping) return undefined
    const { order } = this
    for (let i = 0; i < order.length; i++) {
      const partition = order[(this.turn + i) % order.length]!
      const waiting = partition.next()
      if (waiting === undefined) continue
      this.turn = (this.turn + i + 1) % order.length
      if (partition.paused) this.adjust(partition)
      return { partition, record: waiting.record, ticket: waiting.ticket }
    }
    return undefined
  }

  private laneOf({ partition, record: { key } }: Taken): number | undefined {
    if (this.rules.concurrency === 1) return undefined
    return key === null ? partition.lane : (murmur2(key) ^ partition.lane) & 0x3fff_ffff
  }

  private process(taken: Taken): void | Promise<void> {
    if (this.gate.closed && !this.stopping) return this.gate.opened().then(() => this.process(taken))
    const { partition, record, ticket } = taken
    if (this.stopping || partition.lost) return
    partition.begin()
    if (!this.readable(record)) return partition.settle(ticket, true)
    return partition.held.deliver(
      () => this.make(partition, record),
      outcome => partition.settle(ticket, this.isDone(outcome, partition, record)),
    )
  }

  private make(partition: Partition, record: KafkaRecord): Exchange {
    const exchange = this.hooks.make(record)
    if (this.rules.manual) exchange.setHeader(MANUAL_COMMIT, new ManualCommit(partition, record.next, this.committer))
    return exchange
  }

  /** A record that cannot be read is told and left out, as Camel does: it would never be readable. */
  private readable(record: KafkaRecord): boolean {
    if (!this.hooks.mayFail) return true
    try {
      this.hooks.make(record)
      return true
    } catch (error) {
      this.context.meter.dropped += 1
      void this.context.failed(error)
      return false
    }
  }

  private isDone(outcome: Outcome, partition: Partition, { offset }: KafkaRecord): boolean {
    if (outcome.status === 'completed') return true
    if (!this.rules.skipsFailed || this.stopping || partition.lost) return false
    this.context.meter.dropped += 1
    this.context.log(
      'ERROR',
      `the record at ${partition.key} offset ${offset} failed and is left out: breakOnFirstError is false`,
      outcome.error,
    )
    return true
  }

  /** Waits a little for a partition to have room. */
  private roomIn(partition: Partition): Promise<void> {
    return this.bounded(partition.below(Math.ceil(this.rules.waiting / 2)), HOLD_MS)
  }

  /** Waits for what is in hand, unless it waits itself for its next attempt. */
  private async drained(ms: number): Promise<void> {
    const retrying = [...this.partitions.values()].reduce((sum, { held }) => sum + held.waiting, 0)
    if (this.inHand <= retrying) return
    await this.bounded(new Promise<void>(resolve => this.idle.push(resolve)), ms)
  }

  private bounded(work: Promise<void>, ms: number): Promise<void> {
    return new Promise(resolve => {
      const cancel = this.context.services.clock.after(ms, resolve)
      void work.then(() => {
        cancel()
        resolve()
      })
    })
  }
}
