import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { Aedes, type AedesOptions, type Client } from 'aedes'
import { onTestFinished } from 'vitest'

/** An acknowledgement that a broker received: `puback 7`. */
export type Acknowledged = string

/** A broker of MQTT 3.1.1 in this process. */
export class TestBroker {
  readonly acknowledged: Acknowledged[] = []
  readonly clients: string[] = []
  readonly subscribed: string[] = []
  private readonly aedes: Aedes
  private server: Server
  private readonly sockets = new Set<Socket>()
  port = 0

  private constructor(aedes: Aedes) {
    this.aedes = aedes
    this.server = this.newServer()
    aedes.on('clientReady', (client: Client) => void this.clients.push(client.id))
    aedes.on('subscribe', subscriptions => void this.subscribed.push(...subscriptions.map(({ topic }) => topic)))
  }

  /** Closed when the test ends. */
  static async start(options: AedesOptions = {}): Promise<TestBroker> {
    const broker = await TestBroker.open(options)
    onTestFinished(() => broker.close())
    return broker
  }

  static async open(options: AedesOptions = {}): Promise<TestBroker> {
    const broker = new TestBroker(await Aedes.createBroker(options))
    await broker.listen()
    return broker
  }

  get url(): string {
    return `tcp://127.0.0.1:${this.port}`
  }

  /** Listens, on the same port as before. */
  async listen(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1')
    await once(this.server, 'listening')
    this.port = (this.server.address() as AddressInfo).port
  }

  /** Cuts all connections without goodbye; with `away` it is not reachable until `listen`. Sessions are kept. */
  async cut({ away = false } = {}): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    if (!away) return
    await new Promise(resolve => this.server.close(resolve))
    this.server = this.newServer()
  }

  publish(topic: string, payload: string | Buffer, qos: 0 | 1 | 2 = 1, retain = false): Promise<void> {
    return new Promise((resolve, reject) => {
      const packet = { cmd: 'publish', topic, payload: Buffer.from(payload), qos, retain, dup: false } as const
      this.aedes.publish(packet, error => (error ? reject(error) : resolve()))
    })
  }

  private newServer(): Server {
    return createServer(socket => {
      this.sockets.add(socket)
      socket.on('close', () => this.sockets.delete(socket))
      socket.prependListener('data', bytes => this.read(bytes))
      this.aedes.handle(socket)
    })
  }

  /** Small packets come whole here: the first byte tells the kind. */
  private read(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; at += 2 + bytes[at + 1]!) {
      const kind = { 4: 'puback', 5: 'pubrec', 7: 'pubcomp' }[bytes[at]! >> 4]
      if (kind !== undefined) this.acknowledged.push(`${kind} ${bytes.readUInt16BE(at + 2)}`)
      if (bytes[at + 1]! > 127) return
    }
  }

  async close(): Promise<void> {
    await this.cut()
    this.server.close()
    await new Promise<void>(resolve => this.aedes.close(() => resolve()))
  }
}
