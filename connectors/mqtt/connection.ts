import type { IClientPublishOptions, IConnackPacket, IPublishPacket, MqttClient } from 'mqtt'
import type { Clock } from '../../src/core/clock.ts'
import { errors, type KafilaError } from '../../src/core/errors.ts'
import type { MaybePromise } from '../../src/core/step.ts'
import { clientOptions } from './client-options.ts'
import { connectFailure, publishFailure, subscribeFailure } from './failures.ts'
import type { BrokerAddress, MqttSettings } from './settings.ts'

/** What a connection tells of itself. */
export interface ConnectionEvents {
  /** The broker has agreed; comes before any message. */
  agreed?(connection: MqttConnection): void
  /** A message came; it is acknowledged by `acknowledge` alone. Nothing else is read until the promise, where there is one, resolves. */
  received?(packet: IPublishPacket): MaybePromise<void>
  /** The broker will not send the message of this packet id (quality of service 2) again. */
  released?(packetId: number): void
  /** An open connection has ended by itself. */
  lost(cause: KafilaError): void
}

/** What a broker of MQTT 5 told of its limits. */
export type BrokerLimits = NonNullable<IConnackPacket['properties']>

/** How long a broker may take to close the connection after the goodbye. */
const GOODBYE_MS = 2000

/** Makes the client library go on without an acknowledgement of its own: it does where an acknowledgement fails, and tells of it. */
const TAKEN = errors.KF_CONN_CLOSED({ what: 'the acknowledgement of the library' })

/** A client of the library as far as its types keep it from others. */
interface Sender {
  _sendPacket(packet: { readonly cmd: 'puback' | 'pubrec'; readonly messageId: number; readonly reasonCode: 0 }): void
}

/** Opens a connection to the first of the brokers that answers. Rejects with why the last did not, or with what is fatal. */
export async function openConnection(
  settings: MqttSettings,
  events: ConnectionEvents,
  clock: Clock,
  signal: AbortSignal,
): Promise<MqttConnection> {
  const { connect } = await import('mqtt')
  let failure: KafilaError | undefined
  for (const broker of settings.brokers) {
    try {
      return await new MqttConnection(connect(clientOptions(settings, broker)), settings, events, clock).opening(signal)
    } catch (error) {
      failure = connectFailure(error, { ...settings, what: whatOf(broker) })
      if (failure.fatal || signal.aborted) break
    }
  }
  throw failure
}

const whatOf = ({ host, port }: BrokerAddress) => `mqtt ${host}:${port}`

/**
 * One connection over the client library, which neither connects again nor acknowledges. The library handles packets one after the
 * other: a message is handed on and counts as handled at once, so that acknowledgements of others are read meanwhile.
 */
export class MqttConnection {
  sessionPresent = false
  limits: BrokerLimits = {}
  private readonly client: MqttClient
  private readonly settings: MqttSettings
  private readonly events: ConnectionEvents
  private readonly clock: Clock
  private readonly pending = new Set<(error: KafilaError) => void>()
  private state: 'opening' | 'open' | 'closing' | 'closed' = 'opening'
  private cause: unknown

  constructor(client: MqttClient, settings: MqttSettings, events: ConnectionEvents, clock: Clock) {
    this.client = client
    this.settings = settings
    this.events = events
    this.clock = clock
    client.options.customHandleAcks = (_topic, _payload, packet: IPublishPacket, done) => this.take(packet, () => done(TAKEN))
    client.handleMessage = (packet, done) => this.take(packet as IPublishPacket, done)
    client.on('packetreceive', packet => {
      if (packet.cmd === 'connack') this.agree(packet)
      else if (packet.cmd === 'pubrel') events.released?.(packet.messageId!)
      else if (packet.cmd === 'disconnect') this.cause = errors.KF_CONN_LOST({ what: `${settings.what} (${packet.reasonCode})` })
    })
    client.on('error', error => {
      if (error !== TAKEN) this.cause ??= error
    })
    client.on('close', () => this.state !== 'opening' && this.closed())
  }

  /** Resolves when the broker has agreed; closes everything where it does not, or where the signal fires. */
  opening(signal: AbortSignal): Promise<MqttConnection> {
    return new Promise((resolve, reject) => {
      const stop = () => end(errors.KF_CONN_CLOSED({ what: this.settings.what }))
      const end = (error: unknown) => {
        signal.removeEventListener('abort', stop)
        this.state = 'closed'
        this.client.end(true)
        reject(error)
      }
      this.client.once('connect', () => {
        signal.removeEventListener('abort', stop)
        this.state = 'open'
        resolve(this)
      })
      this.client.on('error', error => this.state === 'opening' && error !== TAKEN && end(error))
      this.client.on('close', () => this.state === 'opening' && end(this.cause ?? errors.KF_CONN_LOST({ what: this.settings.what })))
      if (signal.aborted) stop()
      else signal.addEventListener('abort', stop, { once: true })
    })
  }

  /** Resolves when the broker has granted the subscription; gives the quality of service that it has. */
  subscribe(topic: string, qos: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.client.subscribe(topic, { qos: qos as 0 | 1 | 2 }, (error, _granted, packet) => {
        const code = packet?.granted[0] as number | undefined
        if (error) reject(subscribeFailure(error, code, topic, this.settings))
        else resolve(code ?? qos)
      })
    })
  }

  /** Resolves when the broker has acknowledged the message, with quality of service 0 when it is written. */
  publish(topic: string, payload: Buffer, options: IClientPublishOptions): Promise<void> {
    if (this.state !== 'open') return Promise.reject(this.lostError())
    return new Promise((resolve, reject) => {
      this.pending.add(reject)
      this.client.publish(topic, payload, options, error => {
        this.pending.delete(reject)
        if (error) reject(publishFailure(error, this.settings))
        else resolve()
      })
    })
  }

  /** Sends what ends the delivery of a message: PUBACK, or PUBREC after which the broker forgets the message. */
  acknowledge({ qos, messageId }: IPublishPacket): void {
    if (this.state !== 'open' && this.state !== 'opening') return
    const client = this.client as unknown as Sender
    client._sendPacket({ cmd: qos === 1 ? 'puback' : 'pubrec', messageId: messageId!, reasonCode: 0 })
  }

  /** Ends the connection at once; it is lost by this cause. */
  fail(cause: KafilaError): void {
    this.cause ??= cause
    this.client.stream.destroy()
  }

  /** Says goodbye: the broker keeps the session where it is to, and publishes no will. */
  async close(): Promise<void> {
    if (this.state === 'closed') return
    this.state = 'closing'
    this.rejectPending(errors.KF_CONN_CLOSED({ what: this.settings.what }))
    this.client.outgoing = {}
    // messages that nobody takes any more would hold up the end behind them
    this.client.stream.unpipe()
    this.client.stream.resume()
    await new Promise<void>(resolve => {
      const cancel = this.clock.after(GOODBYE_MS, () => this.client.stream.destroy())
      this.client.end(false, {}, () => {
        cancel()
        resolve()
      })
    })
  }

  private agree(packet: IConnackPacket): void {
    if ((packet.reasonCode ?? packet.returnCode ?? 0) !== 0) return
    this.sessionPresent = packet.sessionPresent
    this.limits = packet.properties ?? {}
    ;(this.client.stream as { setNoDelay?(on: boolean): void }).setNoDelay?.(true)
    this.events.agreed?.(this)
  }

  private take(packet: IPublishPacket, goOn: () => void): void {
    const waiting = this.events.received?.(packet)
    if (!(waiting instanceof Promise)) return goOn()
    const release = this.stayAlive()
    void waiting.then(() => {
      release()
      goOn()
    })
  }

  /** While nothing is read the broker's answers to pings are not either: pings are sent, and their answers are not missed. */
  private stayAlive(): () => void {
    const { keepalive } = this.client
    if (keepalive === 0) return () => undefined
    let cancel = () => undefined as void
    const arm = () => {
      cancel = this.clock.after(keepalive * 250, () => {
        if (!this.client.connected) return
        this.client.sendPing()
        this.client.reschedulePing(true)
        arm()
      })
    }
    arm()
    return () => cancel()
  }

  private closed(): void {
    const before = this.state
    this.state = 'closed'
    const error = this.lostError()
    this.rejectPending(error)
    if (before === 'open') this.events.lost(error)
  }

  private lostError(): KafilaError {
    const { settings, cause } = this
    if (cause !== undefined) return connectFailure(cause, settings)
    return errors.KF_CONN_LOST({ what: settings.what }, { type: settings.exception })
  }

  private rejectPending(error: KafilaError): void {
    for (const reject of this.pending) reject(error)
    this.pending.clear()
  }
}
