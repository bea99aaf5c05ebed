import type { IClientPublishOptions } from 'mqtt'
import { convert, mandatoryBody } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { type ConnectorContext, FlowGate, type Sink, type Supervisor } from '../../src/kit/index.ts'
import { type BrokerLimits, type MqttConnection, openConnection } from './connection.ts'
import { type HeaderNames, sentProperties } from './message-headers.ts'
import { type MqttOptions, type MqttSettings, mqttSettings } from './settings.ts'
import { superviseBroker } from './supervise-broker.ts'

const MAX_TOPIC_BYTES = 65_535
const MAX_PAYLOAD = 268_435_455
/** What a PUBLISH has around topic and payload without properties, at most. */
const ENVELOPE = 10

export interface MqttSinkOptions extends MqttOptions {
  readonly headers: HeaderNames
  readonly retained: boolean
  readonly sendTimeout: number
}

interface Message {
  readonly topic: string
  readonly payload: Buffer
  readonly options: IClientPublishOptions & { readonly qos: 0 | 1 | 2; readonly retain: boolean }
}

/** Publishes messages to a topic. */
export function openMqttSink(options: MqttSinkOptions, context: ConnectorContext): Sink {
  return new MqttSink(options, mqttSettings(options, context.services), context)
}

class MqttSink implements Sink {
  private readonly options: MqttSinkOptions
  private readonly settings: MqttSettings
  private readonly context: ConnectorContext
  private readonly supervisor: Supervisor<MqttConnection>
  private gate: FlowGate

  constructor(options: MqttSinkOptions, settings: MqttSettings, context: ConnectorContext) {
    this.options = options
    this.settings = settings
    this.context = context
    this.gate = new FlowGate({ maxMessages: options.maxInflight, maxBytes: Number.POSITIVE_INFINITY })
    this.supervisor = superviseBroker(context, settings, (lost, signal) => this.connect(lost, signal))
  }

  start(): Promise<void> {
    return this.supervisor.start()
  }

  send(exchange: Exchange): Promise<void> {
    return this.publish(this.message(exchange))
  }

  close(): Promise<void> {
    return this.supervisor.stop()
  }

  private async connect(lost: (cause?: unknown) => void, signal: AbortSignal): Promise<MqttConnection> {
    const { settings, context, options } = this
    const connection = await openConnection(settings, { lost }, context.services.clock, signal)
    // messages under way keep the gate that they have entered
    const maxMessages = Math.min(options.maxInflight, connection.limits.receiveMaximum ?? options.maxInflight)
    this.gate = new FlowGate({ maxMessages, maxBytes: Number.POSITIVE_INFINITY })
    return connection
  }

  /** Body and headers as they go out. Suspends where they are unread streams. */
  private message(exchange: Exchange): Message {
    const { headers, version, mapHeaders } = this.options
    const qos = Number(convert(exchange.header(headers.qos) ?? this.options.qos, 'int', exchange))
    if (qos < 0 || qos > 2) throw this.refused(`${qos} is no quality of service`)
    const topic = String(convert(exchange.header(headers.overrideTopic) ?? this.options.topic, 'String', exchange))
    const retain = convert(exchange.header(headers.retained) ?? this.options.retained, 'boolean', exchange) as boolean
    const payload = (mandatoryBody(exchange, 'byte[]') as Buffer | null) ?? Buffer.alloc(0)
    const properties = version === 5 ? sentProperties(exchange, headers, mapHeaders) : undefined
    const message: Message = { topic, payload, options: { qos: qos as 0 | 1 | 2, retain, ...(properties && { properties }) } }
    this.check(message)
    return message
  }

  /** A broker closes the connection where a message is not as the protocol has it: that would be tried again for ever. */
  private check({ topic, payload }: Message): void {
    if (topic === '' || /[+#\0]/.test(topic)) throw this.refused(`${JSON.stringify(topic)} is no topic to publish to`)
    if (Buffer.byteLength(topic) > MAX_TOPIC_BYTES) throw this.refused('the topic is longer than 65535 bytes')
    if (payload.length > MAX_PAYLOAD) throw this.refused('the body is larger than 256 MiB')
  }

  private checkLimits({ topic, payload, options: { qos, retain } }: Message, limits: BrokerLimits): void {
    const { maximumQoS = 2, retainAvailable = true, maximumPacketSize = Number.POSITIVE_INFINITY } = limits
    if (qos > maximumQoS) throw this.refused(`the broker has no quality of service ${qos}, but ${maximumQoS}`)
    if (retain && !retainAvailable) throw this.refused('the broker retains no messages')
    if (payload.length + topic.length + ENVELOPE > maximumPacketSize)
      throw this.refused(`the broker takes packets of ${maximumPacketSize} bytes`)
  }

  private async publish(message: Message): Promise<void> {
    const { meter } = this.context
    try {
      const connection = this.supervisor.current ?? (await this.supervisor.acquire(this.options.sendTimeout))
      this.checkLimits(message, connection.limits)
      await this.throughGate(() => connection.publish(message.topic, message.payload, message.options))
    } catch (error) {
      meter.errors += 1
      throw error
    }
    meter.sent += 1
    meter.sentBytes += message.payload.length
  }

  private async throughGate(send: () => Promise<void>): Promise<void> {
    const { gate } = this
    const waiting = gate.enter(0)
    if (waiting !== undefined) await waiting
    try {
      await send()
    } finally {
      gate.leave(0)
    }
  }

  private refused(reason: string): Error {
    return errors.KF_CONN_REJECTED({ what: this.settings.what, reason }, { type: this.settings.exception })
  }
}
