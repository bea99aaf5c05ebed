import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib'
import { errors } from '../../src/core/errors.ts'
import { exceptionMessage } from '../../src/core/exceptions.ts'
import type { Exchange, Pattern } from '../../src/core/exchange.ts'
import type { Outcome } from '../../src/core/outcome.ts'
import {
  applyPattern,
  beforeDeadline,
  HeldDelivery,
  Lanes,
  REDELIVER,
  type RedeliverRules,
  type Source,
  type SourceContext,
  Supervisor,
} from '../../src/kit/index.ts'
import { type AmqpSettings, closeAmqp, openAmqp } from './connection.ts'
import { argsOf, declare, queueNames, type Topology } from './declare.ts'
import { amqpFailure, connectionLost } from './failures.ts'
import { outgoing, receive } from './message.ts'
import { Publisher } from './publisher.ts'

const DEFAULT_ATTEMPTS = 5
const DEFAULT_DELAY_MS = 1000
/** Where prefetchCount says no bound. */
const UNBOUNDED = 65_535

export interface RabbitSourceOptions extends Topology {
  readonly acknowledgeMode: 'AUTO' | 'MANUAL' | 'NONE' | undefined
  readonly asyncConsumer: boolean
  readonly autoDeclare: boolean
  readonly concurrentConsumers: number
  readonly disableReplyTo: boolean
  readonly exchangePattern: Pattern | undefined
  readonly exclusive: boolean
  readonly maximumRetryAttempts: number | undefined
  readonly prefetchCount: number
  readonly rejectAndDontRequeue: boolean | undefined
  readonly retryDelay: number | undefined
  readonly testConnectionOnStartup: boolean
}

/** What stands while one connection does. What came over another can be neither acknowledged nor given back. */
interface Session {
  readonly connection: ChannelModel
  readonly channel: Channel
  readonly publisher: Publisher
  readonly queues: readonly string[]
  readonly held: HeldDelivery
  /** Ends it: it is opened anew. */
  readonly end: (cause: unknown) => void
  tags: readonly string[]
  isOver: boolean
}

/** Reads from queues. */
export function openRabbitSource(options: RabbitSourceOptions, settings: AmqpSettings, context: SourceContext): Source {
  if (options.acknowledgeMode === 'MANUAL') {
    const reason = 'MANUAL is not supported: there is no channel to acknowledge by; AUTO acknowledges a message when it has ended well'
    throw errors.KF_FIELD_INVALID({ option: 'acknowledgeMode', reason })
  }
  return new RabbitSource(options, settings, context)
}

/** Whether a message that has failed for good is rejected, so that the broker drops it or moves it on. */
function dropsFailed({ rejectAndDontRequeue, deadLetterExchange }: RabbitSourceOptions): boolean {
  return rejectAndDontRequeue ?? deadLetterExchange !== undefined
}

function redeliverRules(options: RabbitSourceOptions): RedeliverRules {
  const { maximumRetryAttempts, rejectAndDontRequeue, retryDelay } = options
  const hasEnd = maximumRetryAttempts !== undefined || rejectAndDontRequeue !== undefined || dropsFailed(options)
  if (!hasEnd) return { times: { ...REDELIVER, ...(retryDelay !== undefined && { initialMs: retryDelay }) } }
  const delay = retryDelay ?? DEFAULT_DELAY_MS
  return { maximumAttempts: maximumRetryAttempts ?? DEFAULT_ATTEMPTS, times: { initialMs: delay, maxMs: delay, multiplier: 1, jitter: 0 } }
}

class RabbitSource implements Source {
  private readonly options: RabbitSourceOptions
  private readonly settings: AmqpSettings
  private readonly context: SourceContext
  private readonly supervisor: Supervisor<Session>
  private readonly lanes: Lanes
  private isStopping = false
  private isSuspended = false

  constructor(options: RabbitSourceOptions, settings: AmqpSettings, context: SourceContext) {
    this.options = options
    this.settings = settings
    this.context = context
    const queues = Math.max(1, queueNames(options.queues).length)
    const prefetch = options.prefetchCount > 0 ? options.prefetchCount : UNBOUNDED
    const concurrency = options.asyncConsumer ? prefetch : options.concurrentConsumers * queues
    this.lanes = new Lanes(concurrency, prefetch * queues)
    this.supervisor = new Supervisor(context, {
      what: settings.what,
      open: (lost, signal) => this.connect(lost, signal),
      close: session => this.disconnect(session),
    })
  }

  async start(): Promise<void> {
    this.isStopping = false
    await this.supervisor.start()
    if (this.options.testConnectionOnStartup) await this.supervisor.acquire(0)
  }

  /** What is not worked on yet, or waits for another attempt, goes back; what is being worked on may end. */
  async stop(deadline: AbortSignal): Promise<void> {
    this.isStopping = true
    await this.cancel()
    this.supervisor.current?.held.stop()
    await beforeDeadline(this.lanes.drained(), deadline)
    await this.supervisor.stop()
  }

  async suspend(): Promise<void> {
    this.isSuspended = true
    await this.cancel()
  }

  async resume(): Promise<void> {
    this.isSuspended = false
    const session = this.supervisor.current
    if (session !== undefined && session.tags.length === 0) await this.consume(session)
  }

  private async connect(lost: (cause?: unknown) => void, signal: AbortSignal): Promise<Session> {
    let session: Session | undefined
    const ended = (cause: unknown) => {
      if (session !== undefined) this.over(session)
      lost(cause)
    }
    const connection = await openAmqp(this.settings, ended, signal)
    try {
      session = await this.open(connection, ended)
      if (!this.isSuspended) await this.consume(session)
      return session
    } catch (error) {
      await closeAmqp(connection, this.context.services.clock)
      throw amqpFailure(error, this.settings.what)
    }
  }

  private async open(connection: ChannelModel, ended: (cause: unknown) => void): Promise<Session> {
    const { options, settings, context } = this
    const queues = await this.declared(connection)
    const publisher = await Publisher.open(connection, settings.what, context.services.clock, ended)
    const channel = await connection.createChannel()
    let cause: unknown
    channel.on('error', error => {
      cause = error
    })
    channel.on('close', () => cause !== undefined && ended(amqpFailure(cause, settings.what)))
    await channel.prefetch(options.prefetchCount)
    const held = new HeldDelivery(context, redeliverRules(options))
    return { connection, channel, publisher, queues, held, end: ended, tags: [], isOver: false }
  }

  private async declared(connection: ChannelModel): Promise<readonly string[]> {
    const { options, settings, context } = this
    if (!options.autoDeclare) return queueNames(options.queues)
    try {
      return await declare(connection, options, settings.what)
    } catch (error) {
      if (context.componentOption('ignoreDeclarationExceptions') !== 'true') throw error
      context.log('WARN', `${settings.what}: a declaration is refused and ignored: ${exceptionMessage(error)}`, error)
      return queueNames(options.queues)
    }
  }

  private async consume(session: Session): Promise<void> {
    const { exclusive, args } = this.options
    const tags: string[] = []
    for (const queue of session.queues) {
      const settings = { exclusive, arguments: argsOf(args, 'consumer') }
      const { consumerTag } = await session.channel.consume(queue, message => this.received(session, queue, message), settings)
      tags.push(consumerTag)
    }
    session.tags = tags
  }

  private async cancel(): Promise<void> {
    const session = this.supervisor.current
    if (session === undefined) return
    const { tags } = session
    session.tags = []
    try {
      for (const tag of tags) await session.channel.cancel(tag)
    } catch (error) {
      this.context.log('DEBUG', `${this.settings.what}: the connection ended while reading was to stop: ${exceptionMessage(error)}`, error)
    }
  }

  private over(session: Session): void {
    session.isOver = true
    session.held.stop()
  }

  private async disconnect(session: Session): Promise<void> {
    this.over(session)
    await closeAmqp(session.connection, this.context.services.clock, session.channel)
  }

  /** The library calls it with null when the broker ends the reading: the queue is deleted. */
  private received(session: Session, queue: string, message: ConsumeMessage | null): void {
    if (message === null) {
      if (!this.isStopping) session.end(connectionLost(this.settings.what, new Error(`the queue ${queue} is gone`)))
      return
    }
    const { asyncConsumer, concurrentConsumers } = this.options
    const key = asyncConsumer || concurrentConsumers > 1 ? undefined : queue
    void this.lanes.submit(key, () => this.deliver(session, message))
  }

  private deliver(session: Session, message: ConsumeMessage): void | Promise<void> {
    if (this.isStopping || session.isOver) return
    const { acknowledgeMode } = this.options
    if (acknowledgeMode === 'NONE') session.channel.ack(message)
    this.context.meter.receivedBytes += message.content.length
    let last: Exchange | undefined
    return session.held.deliver(
      () => {
        last = this.exchange(message)
        return last
      },
      outcome => (acknowledgeMode === 'NONE' ? undefined : this.settle(session, message, outcome, last)),
    )
  }

  private exchange(message: ConsumeMessage): Exchange {
    const { exchangePattern } = this.options
    const exchange = applyPattern(
      this.context.exchange(),
      exchangePattern ?? (this.replyAddress(message) === undefined ? undefined : 'InOut'),
    )
    receive(exchange, message)
    return exchange
  }

  /** A message is acknowledged when its reply is with the broker. */
  private async settle(session: Session, message: ConsumeMessage, outcome: Outcome, exchange: Exchange | undefined): Promise<void> {
    if (session.isOver) return
    try {
      if (outcome.status === 'completed') {
        await this.sendReply(session, message, exchange!)
        session.channel.ack(message)
      } else if (!this.isStopping) {
        this.giveUp(session, message, outcome)
      }
    } catch (error) {
      if (session.isOver) return
      this.context.log('ERROR', `${this.settings.what}: a message could not be settled and comes again: ${exceptionMessage(error)}`, error)
      session.channel.nack(message, false, true)
    }
  }

  private giveUp(session: Session, message: ConsumeMessage, { error }: Outcome & { status: 'failed' }): void {
    const isDropped = dropsFailed(this.options)
    if (isDropped) this.context.meter.dropped += 1
    const what = isDropped ? 'is rejected: the broker drops it, or moves it to the dead letter exchange' : 'goes back to its queue'
    this.context.log('ERROR', `a message has failed for good and ${what}: ${exceptionMessage(error)}`, error)
    session.channel.nack(message, false, !isDropped)
  }

  private replyAddress({ properties }: ConsumeMessage): string | undefined {
    const { replyTo } = properties as { replyTo?: string }
    return this.options.disableReplyTo || replyTo === undefined || replyTo === '' ? undefined : replyTo
  }

  private async sendReply({ publisher }: Session, message: ConsumeMessage, exchange: Exchange): Promise<void> {
    const address = this.replyAddress(message)
    if (address === undefined || exchange.pattern !== 'InOut') return
    const { content, options } = outgoing(exchange, true)
    const { replyTo: _, ...properties } = options
    const { correlationId } = message.properties as { correlationId?: string }
    await publisher.publish({
      content,
      options: { ...properties, ...(correlationId !== undefined && { correlationId }) },
      ...addressOf(address),
      mandatory: false,
      confirmMs: DEFAULT_DELAY_MS * 5,
    })
  }
}

/** An address to reply to as Spring writes it: `exchange/routing.key`, or a queue. */
function addressOf(text: string): { exchange: string; routingKey: string } {
  const slash = text.startsWith('amq.rabbitmq.reply-to') ? -1 : text.lastIndexOf('/')
  return { exchange: slash > 0 ? text.slice(0, slash) : '', routingKey: text.slice(slash + 1) }
}
