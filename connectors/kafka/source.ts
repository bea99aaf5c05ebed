import { errors } from '../../src/core/errors.ts'
import { exceptionMessage } from '../../src/core/exceptions.ts'
import { type Built, beforeDeadline, type Source, type SourceContext, type StateRepository, Supervisor } from '../../src/kit/index.ts'
import { stateRepositoryOrStore } from '../../src/stores/store-state-repository.ts'
import type { ConnectionSettings, ConsumerSettings, KafkaClient, KafkaConsumer, KafkaInquirer, Position, TopicPartition } from './client.ts'
import { consumerSettings, type KafkaGroup } from './consumer-settings.ts'
import { kafkajsClient, nameOf } from './kafkajs/index.ts'
import { Member, type MemberRules } from './member.ts'
import { messageMaker } from './message.ts'
import { keepPositions, seekToKept } from './offset-repository.ts'
import { pinEnds, seekAll } from './positions.ts'
import { Pulse } from './pulse.ts'
import { connectionSettings } from './settings.ts'
import type { kafkaSourceFields } from './source-fields.ts'
import { unlessAborted } from './unless-aborted.ts'

export type SourceOptions = Built<typeof kafkaSourceFields> & { readonly topic: string }

/** Reads topics as one or more members of a group. */
export function openKafkaSource(options: SourceOptions, context: SourceContext): Source {
  const group = consumerSettings(options, context)
  context.allowInFlight(Math.max(1, options.concurrency) * Math.max(1, options.consumersCount))
  return new KafkaSource(options, context, group, connectionSettings(options, context))
}

interface Connection {
  readonly consumers: readonly KafkaConsumer[]
  readonly pulse: Pulse
}

const COMMIT_MS = 20

class KafkaSource implements Source {
  private readonly options: SourceOptions
  private readonly context: SourceContext
  private readonly group: KafkaGroup
  private readonly address: () => Promise<ConnectionSettings>
  private readonly client: KafkaClient
  private readonly repository: StateRepository | undefined
  private readonly supervisor: Supervisor<Connection>
  private members: readonly Member[] = []
  private names: readonly { id: string }[] = []
  private sought = new Set<string>()
  private inquirer: KafkaInquirer | undefined
  private lose: (cause: unknown) => void = () => undefined

  constructor(options: SourceOptions, context: SourceContext, group: KafkaGroup, address: () => Promise<ConnectionSettings>) {
    this.options = options
    this.context = context
    this.group = group
    this.address = address
    this.repository = stateRepositoryOrStore(options.offsetRepository, `kafka/${options.groupId ?? ''}`)
    this.client = kafkajsClient((level, message) => context.log(level, message))
    this.supervisor = new Supervisor<Connection>(context, {
      what: `kafka ${options.topic}`,
      times: { initialMs: 100, maxMs: Math.max(100, options.reconnectBackoffMaxMs) },
      open: (lost, signal) => this.open(lost, signal),
      close: connection => this.close(connection),
    })
  }

  async start(): Promise<void> {
    const rules = memberRules(this.options)
    const message = messageMaker(this.options, this.context)
    const hooks = {
      ...message,
      fresh: (partitions: readonly TopicPartition[], consumer: KafkaConsumer) => this.position(partitions, consumer),
      commit: (positions: readonly Position[], consumer: KafkaConsumer) => this.commit(positions, consumer),
      lost: (cause: unknown) => this.lose(cause),
    }
    const count = Math.max(1, this.options.consumersCount)
    this.members = Array.from({ length: count }, () => new Member(this.context, rules, hooks))
    this.names = this.members.map(() => ({ id: '' }))
    this.sought = new Set()
    await this.supervisor.start()
  }

  async stop(deadline: AbortSignal): Promise<void> {
    const ended = Promise.all(this.members.map(member => member.stop())).then(() => undefined)
    await beforeDeadline(ended, deadline)
    const committed = Promise.all(this.members.map(member => member.committer.flush())).then(() => undefined)
    await beforeDeadline(committed, AbortSignal.timeout(this.options.commitTimeoutMs))
    for (const member of this.members) member.abandon()
    await this.supervisor.stop()
  }

  suspend(): void {
    for (const member of this.members) member.suspend()
  }

  resume(): void {
    for (const member of this.members) member.resume()
  }

  private async open(lost: (cause?: unknown) => void, signal: AbortSignal): Promise<Connection> {
    const address = await this.address()
    const inquirer = await this.inquire(address, signal)
    const consumers: KafkaConsumer[] = []
    this.inquirer = inquirer
    this.lose = lost
    try {
      const opened = await Promise.allSettled(this.members.map((member, index) => this.join(address, member, this.names[index]!, signal)))
      for (const each of opened) if (each.status === 'fulfilled') consumers.push(each.value)
      for (const each of opened) if (each.status === 'rejected') throw each.reason
      return { consumers, pulse: new Pulse(this.context, inquirer, () => this.client.inquire(address), this.watchTopics(lost)) }
    } catch (error) {
      await Promise.allSettled([inquirer.close(), ...consumers.map(consumer => consumer.close())])
      throw error
    }
  }

  private inquire(address: ConnectionSettings, signal: AbortSignal): Promise<KafkaInquirer> {
    const asked = this.client.inquire(address)
    return unlessAborted(asked, signal, nameOf(address)).catch(error => {
      if (signal.aborted) void asked.then(inquirer => inquirer.close()).catch(() => undefined)
      throw error
    })
  }

  private join(address: ConnectionSettings, member: Member, name: { id: string }, signal: AbortSignal): Promise<KafkaConsumer> {
    const settings: ConsumerSettings = { ...this.group, member: name }
    return this.client.consume(address, settings, member, signal)
  }

  private async close({ consumers, pulse }: Connection): Promise<void> {
    const closed = Promise.allSettled([pulse.stop(), ...consumers.map(consumer => consumer.close())]).then(() => undefined)
    await beforeDeadline(closed, AbortSignal.timeout(this.options.shutdownTimeout))
  }

  /** The repository knows first: what it has not taken the group does not get to know either. */
  private async commit(positions: readonly Position[], consumer: KafkaConsumer): Promise<void> {
    if (this.repository !== undefined) await keepPositions(this.repository, positions)
    await consumer.commit(positions)
  }

  /** Where reading begins in partitions that were not here before. A failure leaves it to the group, unless a repository should know. */
  private async position(partitions: readonly TopicPartition[], consumer: KafkaConsumer): Promise<void> {
    const open = this.repository === undefined ? partitions : await seekToKept(this.repository, partitions, consumer)
    try {
      await this.positionByOptions(partitions, open, consumer)
    } catch (error) {
      if (this.repository !== undefined) throw error
      this.context.log('WARN', `${nameOf(await this.address())}: positions could not be set: ${exceptionMessage(error)}`, error)
    }
  }

  /** `open`: those whose position no repository knows. */
  private async positionByOptions(
    partitions: readonly TopicPartition[],
    open: readonly TopicPartition[],
    consumer: KafkaConsumer,
  ): Promise<void> {
    const { inquirer } = this
    const { autoOffsetReset, seekTo } = this.options
    if (inquirer === undefined || partitions.length === 0) return
    const first = partitions.filter(({ topic, partition }) => !this.sought.has(`${topic}-${partition}`))
    for (const { topic, partition } of first) this.sought.add(`${topic}-${partition}`)
    if (seekTo !== undefined) await seekAll(first, seekTo, inquirer, consumer)
    if (autoOffsetReset === 'latest') await pinEnds(open, this.group.groupId, inquirer, positions => this.commit(positions, consumer))
  }

  /** With a pattern: new topics are read from the next look on. */
  private watchTopics(lost: (cause?: unknown) => void): ((inquirer: KafkaInquirer) => Promise<void>) | undefined {
    const { topics } = this.group
    if (!(topics instanceof RegExp)) return undefined
    const { clock } = this.context.services
    let known: string | undefined
    let due = 0
    return async inquirer => {
      if (clock.now() < due) return
      due = clock.now() + Math.min(this.options.metadataMaxAgeMs, 30_000)
      const now = (await inquirer.topics())
        .filter(topic => topics.test(topic))
        .sort()
        .join()
      if (known !== undefined && now !== known)
        lost(errors.KF_CONN_LOST({ what: `the subscription of ${topics.source}: topics came or went` }))
      known = now
    }
  }
}

function memberRules(options: SourceOptions): MemberRules {
  const { allowManualCommit, autoCommitIntervalMs, batching, batchingIntervalMs, breakOnFirstError, concurrency, maxPollRecords } = options
  return {
    maximumAttempts: breakOnFirstError === false ? 1 : Number.POSITIVE_INFINITY,
    skipsFailed: breakOnFirstError === false,
    manual: allowManualCommit,
    concurrency: batching ? 1 : Math.max(1, concurrency),
    waiting: Math.max(1, maxPollRecords),
    commitMs: autoCommitIntervalMs ?? COMMIT_MS,
    drainMs: options.rebalanceDrainMs,
    ...(batching && { batch: { size: Math.max(1, maxPollRecords), intervalMs: batchingIntervalMs ?? 0 } }),
  }
}
