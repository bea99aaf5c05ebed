import type { SMTPPoolOptions, SMTPPoolSentMessageInfo, Transporter } from 'nodemailer'
import type MimeNode from 'nodemailer/lib/mime-node'
import { isKafilaError } from '../../src/core/errors.ts'
import { type ConnectorContext, Supervisor } from '../../src/kit/index.ts'
import { composeMail, type MailParts } from './compose-mail.ts'
import { partlyRefused, smtpError } from './mail-error.ts'
import type { MailServer } from './server.ts'
import type { SessionProperties } from './session-properties.ts'
import type { SmtpSinkOptions } from './sink-fields.ts'

/** Connections with a server, and what mails are made with. */
interface Pool {
  readonly transport: Transporter<SMTPPoolSentMessageInfo, SMTPPoolOptions>
  readonly node: typeof MimeNode
  lost(cause: unknown): void
}

/** Sends mails over a pool of connections; a server that is away is looked for again and again. */
export class SmtpConnection {
  private readonly server: MailServer
  private readonly session: SessionProperties
  private readonly options: SmtpSinkOptions
  private readonly context: ConnectorContext
  private readonly supervisor: Supervisor<Pool>

  constructor(server: MailServer, session: SessionProperties, options: SmtpSinkOptions, context: ConnectorContext) {
    this.server = server
    this.session = session
    this.options = options
    this.context = context
    this.supervisor = new Supervisor<Pool>(context, {
      what: server.what,
      open: lost => this.open(lost),
      close: ({ transport }) => transport.close(),
    })
  }

  start(): Promise<void> {
    return this.supervisor.start()
  }

  stop(): Promise<void> {
    return this.supervisor.stop()
  }

  /** Resolves with the Message-ID when the server has taken the mail for all recipients. */
  async send(parts: MailParts): Promise<string> {
    const { meter } = this.context
    try {
      const pool = await this.supervisor.acquire(this.session.connectTimeoutMs)
      const { messageId, size } = await this.deliver(parts, pool)
      meter.sent += 1
      meter.sentBytes += size
      return messageId
    } catch (error) {
      meter.errors += 1
      throw error
    }
  }

  private async deliver(parts: MailParts, { transport, node, lost }: Pool): Promise<{ messageId: string; size: number }> {
    try {
      const root = composeMail(parts, node)
      const messageId = root.messageId()
      const raw = await root.build()
      const recipients = [...parts.to, ...parts.cc, ...parts.bcc]
      const envelope = new node().setHeader({ From: parts.sender ?? parts.from, To: recipients.join(', ') }).getEnvelope()
      const { rejected = [], rejectedErrors } = await transport.sendMail({ envelope, raw })
      if (rejected.length > 0) throw partlyRefused(rejectedErrors ?? [], this.server.what)
      return { messageId, size: raw.length }
    } catch (error) {
      const failure = smtpError(error, this.server.what)
      if (failure.code === 'KF_CONN_UNREACHABLE' || failure.fatal) lost(failure)
      throw failure
    }
  }

  private async open(lost: (cause?: unknown) => void): Promise<Pool> {
    const [{ createTransport }, { default: node }] = await Promise.all([import('nodemailer'), import('nodemailer/lib/mime-node')])
    const transport = createTransport(this.poolOptions()) as Pool['transport']
    try {
      await transport.verify()
    } catch (error) {
      transport.close()
      throw isKafilaError(error) ? error : smtpError(error, this.server.what)
    }
    return { transport, node, lost }
  }

  private poolOptions(): SMTPPoolOptions & { pool: true } {
    const { server, session, options } = this
    return {
      pool: true,
      host: server.host,
      port: server.port,
      secure: server.secure,
      requireTLS: session.startTls === 'required',
      ignoreTLS: session.startTls === 'never',
      tls: session.tls,
      ...(session.localhost !== undefined && { name: session.localhost }),
      ...authOf(server, session),
      connectionTimeout: session.connectTimeoutMs,
      greetingTimeout: session.connectTimeoutMs,
      socketTimeout: session.readTimeoutMs,
      // a connection that nobody needs is closed before the server finds it idle
      idleTimeout: Math.ceil(session.readTimeoutMs / 2),
      // whether a mail is sent again is for the route to say
      maxRequeues: 0,
      maxConnections: options.maxConnections,
      maxMessages: options.maxMessagesPerConnection,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...dkimOf(options),
      ...(options.debugMode && { logger: debugLog(this.context, server.what) }),
    } as SMTPPoolOptions & { pool: true }
  }
}

function authOf({ username, password = '', accessToken }: MailServer, { auth }: SessionProperties): Pick<SMTPPoolOptions, 'auth'> {
  if (username === undefined || !auth) return {}
  if (accessToken !== undefined) return { auth: { type: 'OAuth2', user: username, accessToken } }
  return { auth: { user: username, pass: password } }
}

function dkimOf({ dkimDomain, dkimSelector, dkimPrivateKey }: SmtpSinkOptions): Pick<SMTPPoolOptions, never> {
  if (dkimDomain === undefined) return {}
  return { dkim: { domainName: dkimDomain, keySelector: dkimSelector!, privateKey: dkimPrivateKey! } }
}

function debugLog(context: ConnectorContext, what: string) {
  const write = (_entry: unknown, text: string, ...values: unknown[]) => {
    let index = 0
    context.log('DEBUG', `${what}: ${text.replaceAll(/%[sd]/g, () => String(values[index++]))}`)
  }
  return { level: () => undefined, trace: write, debug: write, info: write, warn: write, error: write, fatal: write }
}
