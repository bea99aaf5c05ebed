import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectSecure, type ConnectionOptions as TlsOptions } from 'node:tls'
import { errors } from '../../src/core/errors.ts'
import type { MailServer } from './server.ts'
import type { SessionProperties } from './session-properties.ts'

const END = Buffer.from('\r\n.\r\n')

/** A refusal (`-ERR`) of a POP3 server. `authenticationFailed` where it refused who logs in. */
export interface Pop3Refusal extends Error {
  readonly responseText: string
  readonly authenticationFailed?: boolean
}

/**
 * A session with a POP3 server (RFC 1939), one command at a time. Mails are read as bytes, as they are: clients that read them as text
 * would change what is not UTF-8. Rejects with refusals and errors of sockets.
 */
export class Pop3Client {
  private socket: Socket
  private readonly timeoutMs: number
  private chunks: Buffer[] = []
  private wake: (() => void) | undefined
  private failure: Error | undefined
  private isEnding = false
  private last: Promise<unknown> = Promise.resolve()
  private readonly onClose: (cause?: Error) => void

  private constructor(socket: Socket, timeoutMs: number, onClose: (cause?: Error) => void) {
    this.socket = socket
    this.timeoutMs = timeoutMs
    this.onClose = onClose
    this.listen()
  }

  /** Connects and logs in. `onClose` is told once the connection is gone. */
  static async open(
    server: MailServer,
    session: SessionProperties,
    onClose: (cause?: Error) => void,
    signal: AbortSignal,
  ): Promise<Pop3Client> {
    const socket = await connect(server, session, signal)
    const client = new Pop3Client(socket, session.readTimeoutMs, onClose)
    try {
      await client.greeting()
      if (!server.secure) await client.secure(server, session)
      await client.login(server)
      return client
    } catch (error) {
      client.close()
      throw error
    }
  }

  /** Sends a command and gives what stands behind `+OK`. */
  command(line: string): Promise<string> {
    return this.inTurn(async () => {
      this.socket.write(`${line}\r\n`)
      return this.status()
    })
  }

  /** Sends a command whose answer has several lines, and gives these as they are. */
  lines(line: string): Promise<Buffer> {
    return this.inTurn(async () => {
      this.socket.write(`${line}\r\n`)
      await this.status()
      return this.body()
    })
  }

  /** Ends the session: mails that were deleted are gone when this resolves. */
  async quit(): Promise<void> {
    this.isEnding = true
    await this.command('QUIT')
    this.close()
  }

  close(): void {
    this.failure ??= new ClosedError()
    this.socket.destroy()
    this.wake?.()
  }

  private async greeting(): Promise<void> {
    await this.inTurn(() => this.status())
  }

  private async secure(server: MailServer, { startTls, tls }: SessionProperties): Promise<void> {
    if (startTls === 'never') return
    const offers = await this.lines('CAPA').then(
      text => /^STLS\r?$/im.test(text.toString('latin1')),
      () => false,
    )
    if (!offers && startTls === 'auto') return
    await this.command('STLS')
    this.socket.removeAllListeners()
    this.socket = await secured(connectSecure({ ...tlsOptions(server, tls), socket: this.socket }), new AbortController().signal)
    this.listen()
  }

  private async login({ username, password = '', accessToken }: MailServer): Promise<void> {
    if (username === undefined) return
    try {
      if (accessToken !== undefined) {
        const token = Buffer.from(`user=${username}\u0001auth=Bearer ${accessToken}\u0001\u0001`).toString('base64')
        await this.command(`AUTH XOAUTH2 ${token}`)
        return
      }
      await this.command(`USER ${oneLine(username)}`)
      await this.command(`PASS ${oneLine(password)}`)
    } catch (error) {
      const text = (error as Pop3Refusal).responseText
      // IN-USE, SYS/TEMP and LOGIN-DELAY (RFC 2449, 3206) tell of something that passes
      if (text !== undefined && !/\[(IN-USE|SYS\/TEMP|LOGIN-DELAY)/i.test(text))
        Object.assign(error as object, { authenticationFailed: true })
      throw error
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(() => this.timed(work))
    this.last = result.catch(() => undefined)
    return result
  }

  private async timed<T>(work: () => Promise<T>): Promise<T> {
    if (this.failure !== undefined) throw this.failure
    this.socket.setTimeout(this.timeoutMs)
    try {
      return await work()
    } finally {
      this.socket.setTimeout(0)
    }
  }

  private async status(): Promise<string> {
    const line = await this.line()
    if (line.startsWith('+OK')) return line.slice(3).trim()
    if (line.startsWith('-ERR')) throw refusal(line.slice(4).trim())
    throw errors.KF_CONN_FAILED({ connector: 'pop3', reason: `the server does not speak POP3: ${line.slice(0, 80)}` })
  }

  private async line(): Promise<string> {
    for (;;) {
      const all = this.joined()
      const end = all.indexOf('\r\n')
      if (end >= 0) {
        this.chunks = end + 2 < all.length ? [all.subarray(end + 2)] : []
        return all.toString('latin1', 0, end)
      }
      await this.more()
    }
  }

  /** All up to the single point, without the points that were put before others. The end is looked for in the latest bytes alone. */
  private async body(): Promise<Buffer> {
    const first = this.joined()
    this.chunks = [Buffer.from('\r\n'), first]
    while (!this.ends()) await this.more()
    const all = this.joined()
    this.chunks = []
    return withoutStuffing(all.subarray(0, all.length - 3)).subarray(2)
  }

  private ends(): boolean {
    const tail: Buffer[] = []
    for (let i = this.chunks.length - 1, length = 0; i >= 0 && length < END.length; i--) {
      tail.unshift(this.chunks[i]!)
      length += this.chunks[i]!.length
    }
    return Buffer.concat(tail.map(each => each.subarray(-END.length)))
      .subarray(-END.length)
      .equals(END)
  }

  private joined(): Buffer {
    return this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks)
  }

  private async more(): Promise<void> {
    if (this.failure !== undefined) throw this.failure
    await new Promise<void>(resolve => {
      this.wake = resolve
    })
    this.wake = undefined
    if (this.failure !== undefined) throw this.failure
  }

  private listen(): void {
    const fail = (error: Error) => {
      this.failure ??= error
      this.wake?.()
    }
    this.socket.on('data', (chunk: Buffer) => {
      this.chunks.push(chunk)
      this.wake?.()
    })
    this.socket.on('error', fail)
    this.socket.on('timeout', () => {
      fail(new ClosedError('the server does not answer', 'ETIMEOUT'))
      this.socket.destroy()
    })
    this.socket.on('close', () => {
      fail(new ClosedError())
      if (!this.isEnding) this.onClose(this.failure)
    })
  }
}

/** The connection is closed; with a code as those of sockets have one. */
class ClosedError extends Error {
  readonly code: string

  constructor(message = 'the server has closed the connection', code = 'ECONNRESET') {
    super(message)
    this.code = code
  }
}

class Refusal extends Error implements Pop3Refusal {
  readonly responseText: string

  constructor(text: string) {
    super(text)
    this.responseText = text
  }
}

function refusal(text: string): Pop3Refusal {
  return new Refusal(text)
}

function connect(server: MailServer, session: SessionProperties, signal: AbortSignal): Promise<Socket> {
  const { host, port, secure } = server
  const socket = secure ? connectSecure({ ...tlsOptions(server, session.tls), host, port }) : connectPlain({ host, port })
  socket.setTimeout(session.connectTimeoutMs)
  return secured(socket, signal)
}

/** A socket that is connected (and secured, where it is one of TLS). */
function secured(socket: Socket, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      socket.destroy()
      reject(error)
    }
    const giveUp = () => fail(new ClosedError('it was stopped'))
    signal.addEventListener('abort', giveUp, { once: true })
    const ready = 'encrypted' in socket ? 'secureConnect' : 'connect'
    socket.once('error', fail)
    socket.once('timeout', () => fail(new ClosedError('no connection in time', 'ETIMEDOUT')))
    socket.once(ready, () => {
      signal.removeEventListener('abort', giveUp)
      socket.removeAllListeners('error')
      socket.removeAllListeners('timeout')
      resolve(socket)
    })
  })
}

function tlsOptions({ host }: MailServer, tls: TlsOptions): TlsOptions {
  return { ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }), ...tls }
}

/** A point at the beginning of a line has another one before it. */
function withoutStuffing(bytes: Buffer): Buffer {
  if (bytes.indexOf('\r\n..') < 0) return bytes
  const parts: Buffer[] = []
  let from = 0
  for (let at = bytes.indexOf('\r\n..'); at >= 0; at = bytes.indexOf('\r\n..', from)) {
    parts.push(bytes.subarray(from, at + 3))
    from = at + 4
  }
  return Buffer.concat([...parts, bytes.subarray(from)])
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]/g, '')
}
