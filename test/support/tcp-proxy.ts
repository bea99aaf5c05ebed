import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** Stands before a service that must not be stopped, since it keeps nothing: what is behind it can be away, or dead, for those who come through it. */
export class TcpProxy {
  readonly port: number
  private readonly server: Server
  private readonly target: number
  private readonly sockets = new Set<Socket>()
  private trap: string | undefined

  private constructor(server: Server, port: number, target: number) {
    this.server = server
    this.port = port
    this.target = target
    server.on('connection', from => this.pass(from))
    server.unref()
  }

  static async open(target: number): Promise<TcpProxy> {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    return new TcpProxy(server, (server.address() as AddressInfo).port, target)
  }

  /** Closes all connections; new ones are taken. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy()
    this.sockets.clear()
  }

  /** Closes all connections, once, when bytes with this text come from either side; they are not passed on. */
  cutAt(text: string): void {
    this.trap = text
  }

  /** Nobody comes through, and nobody can connect. */
  async down(): Promise<void> {
    const closed = new Promise<void>(resolve => this.server.close(() => resolve()))
    this.cut()
    await closed
  }

  async up(): Promise<void> {
    await new Promise<void>(resolve => this.server.listen(this.port, '127.0.0.1', resolve))
  }

  private pass(from: Socket): void {
    const to = connect(this.target, '127.0.0.1')
    for (const [socket, other] of [
      [from, to],
      [to, from],
    ] as const) {
      this.sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        this.sockets.delete(socket)
        other.destroy()
      })
      socket.on('data', chunk => this.spring(chunk))
      socket.pipe(other)
    }
  }

  private spring(chunk: Buffer): void {
    if (this.trap === undefined || !chunk.includes(this.trap)) return
    this.trap = undefined
    this.cut()
  }
}
