import { randomUUID } from 'node:crypto'
import type { ChannelModel, ConsumeMessage } from 'amqplib'
import { convert } from '../../src/converters/index.ts'
import { errors, type KafilaError } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { type ConnectorContext, type Sink, Supervisor } from '../../src/kit/index.ts'
import { type AmqpSettings, closeAmqp, openAmqp } from './connection.ts'
import { declare, exchangeOf, type Topology } from './declare.ts'
import { EXCHANGE_OVERRIDE, outgoing, ROUTING_KEY_OVERRIDE, receive } from './message.ts'
import { type Publication, Publisher } from './publisher.ts'

const REPLY_TO = 'amq.rabbitmq.reply-to'
const REPLY_TIMEOUT = 'org.springframework.amqp.core.AmqpReplyTimeoutException'
const FOR_EVER = 2 ** 52

export interface RabbitSinkOptions extends Topology {
  readonly disableReplyTo: boolean
  readonly testConnectionOnStartup: boolean
  readonly allowNullBody: boolean
  readonly autoDeclareProducer: boolean
  readonly confirm: 'auto' | 'enabled' | 'disabled'
  readonly confirmTimeout: number
  readonly replyTimeout: number
  readonly mandatory: boolean
}

interface Connected {
  readonly connection: ChannelModel
  readonly publisher: Publisher
  /** Whoever waits for a reply, by correlation id. */
  readonly replies: Map<string, Waiting>
  listening: Promise<unknown> | undefined
}

interface Waiting {
  readonly arrived: (message: ConsumeMessage) => void
  readonly failed: (error: KafilaError) => void
}

/** Sends messages to an exchange. */
export function openRabbitSink(options: RabbitSinkOptions, settings: AmqpSettings, context: ConnectorContext): Sink {
  return new RabbitSink(options, settings, context)
}

class RabbitSink implements Sink {
  private readonly options: RabbitSinkOptions
  private readonly settings: AmqpSettings
  private readonly context: ConnectorContext
  private readonly supervisor: Supervisor<Connected>

  constructor(options: RabbitSinkOptions, settings: AmqpSettings, context: ConnectorContext) {
    this.options = options
    this.settings = settings
    this.context = context
    this.supervisor = new Supervisor(context, {
      what: settings.what,
      open: (lost, signal) => this.connect(lost, signal),
      close: ({ connection }) => closeAmqp(connection, context.services.clock),
    })
  }

  async start(): Promise<void> {
    await this.supervisor.start()
    if (this.options.testConnectionOnStartup) await this.supervisor.acquire(0)
  }

  send(exchange: Exchange): Promise<void> {
    const isRequest = exchange.pattern === 'InOut' && !this.options.disableReplyTo
    const publication = this.publication(exchange)
    const sent = isRequest ? this.request(exchange, publication) : this.publish(publication)
    return sent.then(
      () => {
        this.context.meter.sent += 1
        this.context.meter.sentBytes += publication.content.length
        for (const name of [ROUTING_KEY_OVERRIDE, EXCHANGE_OVERRIDE]) exchange.removeHeader(name)
      },
      error => {
        this.context.meter.errors += 1
        throw error
      },
    )
  }

  close(): Promise<void> {
    return this.supervisor.stop()
  }

  private async connect(lost: (cause?: unknown) => void, signal: AbortSignal): Promise<Connected> {
    const { options, settings, context } = this
    const replies = new Map<string, Waiting>()
    const ended = (cause: KafilaError) => {
      for (const { failed } of replies.values()) failed(cause)
      lost(cause)
    }
    const connection = await openAmqp(settings, ended, signal)
    try {
      if (options.autoDeclareProducer) await declare(connection, options, settings.what)
      const publisher = await Publisher.open(connection, settings.what, context.services.clock, ended)
      return { connection, publisher, replies, listening: undefined }
    } catch (error) {
      await closeAmqp(connection, context.services.clock)
      throw error
    }
  }

  private publication(exchange: Exchange): Publication {
    const { allowNullBody, confirm, confirmTimeout, exchangeName, mandatory, routingKey } = this.options
    const text = (name: string, otherwise: string) => String(convert(exchange.header(name) ?? otherwise, 'String', exchange))
    return {
      ...outgoing(exchange, allowNullBody),
      exchange: exchangeOf(text(EXCHANGE_OVERRIDE, exchangeName)),
      routingKey: text(ROUTING_KEY_OVERRIDE, routingKey ?? ''),
      mandatory,
      confirmMs: confirm === 'disabled' ? undefined : confirmTimeout,
    }
  }

  private connected(): Connected | Promise<Connected> {
    const { confirmTimeout } = this.options
    return this.supervisor.current ?? this.supervisor.acquire(confirmTimeout > 0 ? confirmTimeout : FOR_EVER)
  }

  private async publish(publication: Publication): Promise<void> {
    const current = this.connected()
    const { publisher } = current instanceof Promise ? await current : current
    await publisher.publish(publication)
  }

  /** The reply comes over a queue that this channel alone can read from, and that the broker makes for it (direct reply-to). */
  private async request(exchange: Exchange, publication: Publication): Promise<void> {
    const connected = await this.connected()
    connected.listening ??= connected.publisher.channel.consume(REPLY_TO, message => this.replied(connected, message), { noAck: true })
    await connected.listening
    const correlationId = randomUUID()
    const reply = this.reply(connected, correlationId)
    // it may fail while the confirmation of the request is waited for
    reply.catch(() => undefined)
    try {
      await connected.publisher.publish({ ...publication, options: { ...publication.options, replyTo: REPLY_TO, correlationId } })
    } catch (error) {
      connected.replies.get(correlationId)?.failed(error as KafilaError)
    }
    receive(exchange, await reply)
  }

  private reply({ replies }: Connected, id: string): Promise<ConsumeMessage> {
    const { replyTimeout } = this.options
    const { what } = this.settings
    return new Promise((resolve, reject) => {
      let cancel = () => undefined as void
      const over = () => {
        cancel()
        replies.delete(id)
      }
      const failed = (error: KafilaError) => {
        over()
        reject(error)
      }
      const arrived = (message: ConsumeMessage) => {
        over()
        resolve(message)
      }
      replies.set(id, { arrived, failed })
      if (replyTimeout <= 0) return
      const late = () => failed(errors.KF_CONN_TIMEOUT({ what, ms: replyTimeout }, { type: REPLY_TIMEOUT }))
      cancel = this.context.services.clock.after(replyTimeout, late)
    })
  }

  private replied({ replies }: Connected, message: ConsumeMessage | null): void {
    if (message !== null) replies.get(String(message.properties.correlationId))?.arrived(message)
  }
}
