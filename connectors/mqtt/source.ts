import type { IPublishPacket } from 'mqtt'
import { errors } from '../../src/core/errors.ts'
import type { Exchange, Pattern } from '../../src/core/exchange.ts'
import type { Outcome } from '../../src/core/outcome.ts'
import { andThen, type MaybePromise } from '../../src/core/step.ts'
import {
  applyPattern,
  beforeDeadline,
  FlowGate,
  HeldDelivery,
  Lanes,
  type Source,
  type SourceContext,
  type Supervisor,
} from '../../src/kit/index.ts'
import { type MqttConnection, openConnection } from './connection.ts'
import { Inbox, type Taken } from './inbox.ts'
import { type HeaderNames, setReceivedHeaders } from './message-headers.ts'
import { type MqttOptions, type MqttSettings, mqttSettings } from './settings.ts'
import { superviseBroker } from './supervise-broker.ts'

/** Bytes of messages that are taken and not yet settled. */
const MAX_BYTES = 64 * 1024 * 1024
const MAX_PACKET_IDS = 65_535

export interface MqttSourceOptions extends MqttOptions {
  readonly headers: HeaderNames
  readonly manualAcksEnabled: boolean | undefined
  readonly concurrency: number
  readonly exchangePattern: Pattern | undefined
}

/** Subscribes to a topic. */
export function openMqttSource(options: MqttSourceOptions, context: SourceContext): Source {
  const settings = mqttSettings(options, context.services)
  if (!options.clean && options.clientId === undefined) {
    context.log('WARN', `${settings.what}: without clientId nothing finds the session again after a restart`)
  }
  return new MqttSource(options, settings, context)
}

class MqttSource implements Source {
  private readonly options: MqttSourceOptions
  private readonly settings: MqttSettings
  private readonly context: SourceContext
  private readonly supervisor: Supervisor<MqttConnection>
  private readonly inbox = new Inbox()
  private readonly lanes: Lanes
  private readonly gate: FlowGate
  private held: HeldDelivery
  private stopping = false
  private subscribed = false
  /** While the source is suspended: what has to happen when it goes on. */
  private closedDoor: { readonly opened: Promise<void>; readonly open: () => void } | undefined

  constructor(options: MqttSourceOptions, settings: MqttSettings, context: SourceContext) {
    this.options = options
    this.settings = settings
    this.context = context
    this.lanes = new Lanes(options.concurrency)
    this.gate = new FlowGate({ maxMessages: MAX_PACKET_IDS, maxBytes: MAX_BYTES })
    this.held = this.newDelivery()
    this.supervisor = superviseBroker(context, settings, (lost, signal) => this.connect(lost, signal))
  }

  start(): Promise<void> {
    this.stopping = false
    this.held = this.newDelivery()
    return this.supervisor.start()
  }

  /** What waits for another attempt is given back; what is being worked on may end. */
  async stop(deadline: AbortSignal): Promise<void> {
    this.stopping = true
    this.resume()
    this.held.stop()
    await beforeDeadline(this.lanes.drained(), deadline)
    await this.supervisor.stop()
    this.inbox.disconnected()
  }

  suspend(): void {
    if (this.closedDoor !== undefined) return
    let open = () => undefined as void
    const opened = new Promise<void>(resolve => {
      open = resolve
    })
    this.closedDoor = { opened, open }
  }

  resume(): void {
    this.closedDoor?.open()
    this.closedDoor = undefined
  }

  private newDelivery(): HeldDelivery {
    return new HeldDelivery(this.context, this.options.manualAcksEnabled === false ? { maximumAttempts: 1 } : {})
  }

  private async connect(lost: (cause?: unknown) => void, signal: AbortSignal): Promise<MqttConnection> {
    let came = () => undefined as void
    const first = new Promise<void>(resolve => {
      came = resolve
    })
    const events = {
      agreed: (connection: MqttConnection) => this.inbox.connected(connection.sessionPresent, packet => connection.acknowledge(packet)),
      received: (packet: IPublishPacket) => {
        came()
        return this.received(packet)
      },
      released: (id: number) => this.inbox.released(id),
      lost: (cause: unknown) => {
        this.inbox.disconnected()
        lost(cause)
      },
    }
    const connection = await openConnection(this.settings, events, this.context.services.clock, signal)
    await this.untilSubscribed(connection, first, signal)
    return connection
  }

  /**
   * Resolves when the broker has agreed to the subscription, or has sent a message: those of a session that it has kept come before its
   * answer, which is not read while they wait to be worked on.
   */
  private async untilSubscribed(connection: MqttConnection, first: Promise<void>, signal: AbortSignal): Promise<void> {
    const stop = () => connection.fail(errors.KF_CONN_CLOSED({ what: this.settings.what }))
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    const subscribing = this.subscribe(connection)
    try {
      await Promise.race([subscribing, first])
    } catch (error) {
      await connection.close()
      throw error
    } finally {
      signal.removeEventListener('abort', stop)
    }
    subscribing.catch(cause => connection.fail(cause))
  }

  /** A session that the broker has kept since this process subscribed has the subscription. */
  private async subscribe(connection: MqttConnection): Promise<void> {
    const { topic, qos } = this.options
    if (this.subscribed && connection.sessionPresent) return
    const granted = await connection.subscribe(topic, qos)
    this.subscribed = true
    if (granted < qos)
      this.context.log('WARN', `${this.settings.what}: the broker grants quality of service ${granted} for ${topic}, not ${qos}`)
  }

  private received(packet: IPublishPacket): MaybePromise<void> {
    if (this.stopping) return
    const taken = this.inbox.take(packet)
    if (taken === undefined) return
    const { closedDoor } = this
    return closedDoor === undefined ? this.admit(taken) : closedDoor.opened.then(() => this.admit(taken))
  }

  private admit(taken: Taken): MaybePromise<void> {
    return andThen(this.gate.enter(taken.packet.payload.length), () =>
      this.lanes.submit(taken.packet.topic, () => this.deliver(taken)),
    ) as MaybePromise<void>
  }

  private deliver(taken: Taken): void | Promise<void> {
    const { length } = taken.packet.payload
    if (this.stopping) return this.gate.leave(length)
    this.context.meter.receivedBytes += length
    return this.held.deliver(
      () => this.exchange(taken.packet),
      outcome => {
        this.gate.leave(length)
        this.ended(taken, outcome)
      },
    )
  }

  /** A message that has failed for good stays with the broker, unless the route says that it is acknowledged all the same. */
  private ended(taken: Taken, outcome: Outcome): void {
    const isLost = outcome.status === 'failed' && this.options.manualAcksEnabled === false
    if (isLost) this.context.meter.dropped += 1
    if (isLost)
      this.context.log('ERROR', `a message of ${taken.packet.topic} failed and is lost, as manualAcksEnabled is false`, outcome.error)
    if (taken.packet.qos > 0 && (isLost || outcome.status === 'completed')) this.inbox.settle(taken)
  }

  private exchange(packet: IPublishPacket): Exchange {
    const exchange = applyPattern(this.context.exchange(packet.payload), this.options.exchangePattern)
    setReceivedHeaders(exchange, packet, this.options.headers, this.options.mapHeaders)
    return exchange
  }
}
