import type { IPublishPacket } from 'mqtt'

/** A message that the broker sent and that is not yet acknowledged. */
export interface Taken {
  readonly packet: IPublishPacket
  settled: boolean
  /** The connection on which it came last, counted from 1. */
  connection: number
}

/** Sends the acknowledgement of a message. */
export type Acknowledge = (packet: IPublishPacket) => void

/**
 * The messages of one session between arrival and acknowledgement. Acknowledgements go out in the order in which the messages came
 * (MQTT-4.6.0-2), however they end. When a lost connection is there again and the broker has kept the session, it sends what is not
 * acknowledged once more by the same packet ids: what is still in hand, or has ended meanwhile, is not taken a second time.
 *
 * A message of quality of service 2 is acknowledged (PUBREC) when it has ended, not when it came: the broker forgets it then, and this
 * process has no memory that outlives it. Its packet id is known until the broker has released it, so that it is not taken twice.
 */
export class Inbox {
  private readonly inHand = new Map<number, Taken>()
  private readonly unreleased = new Set<number>()
  private order: Taken[] = []
  private acknowledge: Acknowledge | undefined
  private connection = 0

  /** A connection stands. Where the broker has no session any more, nothing of what it sent before can be acknowledged. */
  connected(sessionPresent: boolean, acknowledge: Acknowledge): void {
    this.connection += 1
    this.order = []
    this.acknowledge = acknowledge
    if (sessionPresent) return
    this.inHand.clear()
    this.unreleased.clear()
  }

  /** The connection is gone. */
  disconnected(): void {
    this.order = []
    this.acknowledge = undefined
  }

  /** Takes a message; `undefined` where it was taken before. */
  take(packet: IPublishPacket): Taken | undefined {
    const { connection } = this
    const id = packet.messageId
    if (packet.qos === 0 || id === undefined) return { packet, settled: false, connection }
    const again = this.known(id, packet)
    if (again?.connection === connection) return undefined
    const taken = again ?? { packet, settled: false, connection }
    taken.connection = connection
    this.inHand.set(id, taken)
    this.order.push(taken)
    if (again === undefined) return taken
    this.flush()
    return undefined
  }

  /** The message has ended well: it is acknowledged when all before it are. */
  settle(taken: Taken): void {
    taken.settled = true
    this.flush()
  }

  /** The broker will not send the message of this packet id again. */
  released(id: number): void {
    this.unreleased.delete(id)
  }

  /** Not all brokers mark what they send again as a duplicate: on another connection the same content by the same packet id is the same. */
  private known(id: number, packet: IPublishPacket): Taken | undefined {
    if (packet.qos === 2 && packet.dup && this.unreleased.has(id)) return { packet, settled: true, connection: 0 }
    const taken = this.inHand.get(id)
    const isAgain = taken !== undefined && (packet.dup || taken.connection !== this.connection) && isSame(taken.packet, packet)
    return isAgain ? taken : undefined
  }

  private flush(): void {
    for (let next = this.order[0]; next?.settled && this.acknowledge !== undefined; next = this.order[0]) {
      const { packet } = this.order.shift()!
      const id = packet.messageId!
      if (this.inHand.get(id) === next) this.inHand.delete(id)
      if (packet.qos === 2) this.unreleased.add(id)
      this.acknowledge(packet)
    }
  }
}

function isSame(one: IPublishPacket, other: IPublishPacket): boolean {
  return one.topic === other.topic && one.qos === other.qos && Buffer.compare(Buffer.from(one.payload), Buffer.from(other.payload)) === 0
}
