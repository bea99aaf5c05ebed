import type { RawMessage } from '../../src/testing/index.ts'

interface Queued extends RawMessage {
  readonly id: number
  /** Who has it in hand. */
  holder: MemoryConnection | undefined
}

/** What a reader of a queue gets. */
export interface Delivery extends RawMessage {
  readonly id: number
}

/** A message broker as small as can be: queues, acknowledgements, connections that are lost, credentials. */
export class MemoryBroker {
  online = true
  readonly queues = new Map<string, Queued[]>()
  readonly connections = new Set<MemoryConnection>()
  private next = 0

  connect(password: string, lost: () => void): MemoryConnection {
    if (!this.online) throw Object.assign(new RangeError('connection refused'), { refused: true })
    if (password !== 'right') throw Object.assign(new RangeError('bad password'), { denied: true })
    const connection = new MemoryConnection(this, lost)
    this.connections.add(connection)
    return connection
  }

  queue(name: string): Queued[] {
    let queue = this.queues.get(name)
    if (queue === undefined) this.queues.set(name, (queue = []))
    return queue
  }

  put(name: string, message: RawMessage): void {
    this.queue(name).push({ ...message, id: ++this.next, holder: undefined })
    for (const connection of this.connections) connection.pump()
  }

  down(): void {
    this.online = false
    for (const connection of [...this.connections]) connection.drop()
  }

  up(): void {
    this.online = true
  }
}

/** A connection with at most one reader. */
export class MemoryConnection {
  private readonly broker: MemoryBroker
  private readonly lost: () => void
  private reader: { name: string; prefetch: number; on: (delivery: Delivery) => void } | undefined
  private inHand = 0
  closed = false

  constructor(broker: MemoryBroker, lost: () => void) {
    this.broker = broker
    this.lost = lost
  }

  read(name: string, prefetch: number, on: (delivery: Delivery) => void): void {
    this.reader = { name, prefetch, on }
    this.pump()
  }

  pump(): void {
    if (this.reader === undefined || this.closed) return
    const { name, prefetch, on } = this.reader
    for (const message of this.broker.queue(name)) {
      if (this.inHand >= prefetch) return
      if (message.holder !== undefined) continue
      message.holder = this
      this.inHand += 1
      setImmediate(() => this.closed || on(message))
    }
  }

  ack({ id }: Delivery): void {
    if (this.closed) return
    const queue = this.broker.queue(this.reader!.name)
    const index = queue.findIndex(message => message.id === id)
    if (index >= 0) queue.splice(index, 1)
    this.inHand -= 1
    setImmediate(() => this.pump())
  }

  /** Resolves when the broker has it. */
  async publish(name: string, message: RawMessage): Promise<void> {
    await new Promise(resolve => setImmediate(resolve))
    if (this.closed) throw Object.assign(new RangeError('connection closed'), { refused: true })
    this.broker.put(name, message)
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.broker.connections.delete(this)
    for (const queue of this.broker.queues.values()) for (const message of queue) if (message.holder === this) message.holder = undefined
    for (const connection of this.broker.connections) connection.pump()
  }

  drop(): void {
    this.close()
    this.lost()
  }
}
