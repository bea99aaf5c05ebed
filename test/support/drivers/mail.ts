import type { ImapFlow } from 'imapflow'
import PostalMime, { decodeWords } from 'postal-mime'
import imap from '../../../connectors/imap/index.ts'
import pop3 from '../../../connectors/pop3/index.ts'
import smtp from '../../../connectors/smtp/index.ts'
import type { AnyConnector } from '../../../src/kit/catalog.ts'
import type { ConnectorDriver, RawMessage } from '../../../src/testing/index.ts'
import { appendMany } from '../append-many.ts'
import { connectClient, dovecot, greenmail, MAIL_PASSWORD, type MailServer, newUser, openClient, postfix } from '../mail-server.ts'
import { TcpProxy } from '../tcp-proxy.ts'
import { breakableWay } from '../toxiproxy.ts'

const WRITERS = 16

const POLLING = 'startTls=never&initialDelay=0&delay=20&maxMessagesPerPoll=500'

/** How long an answer is waited for over a network that breaks, in milliseconds. */
const SOON = '&connectionTimeout=3000'

/** Inboxes of Dovecot that are read by IMAP. */
export function imapDriver(options: { breakable?: boolean } = {}): Promise<ConnectorDriver> {
  return mailboxDriver(imap, '', options)
}

/** Inboxes of Dovecot that are read by POP3, and emptied. */
export function pop3Driver(options: { breakable?: boolean } = {}): Promise<ConnectorDriver> {
  return mailboxDriver(pop3, '&delete=true', options)
}

async function mailboxDriver(connector: AnyConnector, more: string, { breakable = false }): Promise<ConnectorDriver> {
  const server = await dovecot()
  const { MAIL_HOST: host, [`MAIL_${connector.name.toUpperCase()}_PORT`]: direct } = server.env
  const way = breakable ? await breakableWay(`${host}:${direct}`) : undefined
  return {
    connector,
    service: { down: () => server.kill9(), up: () => server.start() },
    ...(way && { network: way }),
    secrets: [MAIL_PASSWORD],
    scale: 0.5,
    async place() {
      const user = await newUser(server)
      return {
        source: `${connector.name}:${host}:${way?.port ?? direct}?username=${user}&password=${MAIL_PASSWORD}&${POLLING}${more}${way ? SOON : ''}`,
        write: messages =>
          appendMany(
            server,
            user,
            messages.map(({ body }) => mailWith(body)),
          ),
      }
    },
  }
}

/** Inboxes of GreenMail that are read. It keeps mails in memory alone, so that not it is stopped, but a proxy that stands before it. */
export async function greenmailImapDriver(): Promise<ConnectorDriver> {
  const server = await greenmail()
  const proxy = await TcpProxy.open(Number(server.env['MAIL_IMAP_PORT']))
  return {
    connector: imap,
    service: proxy,
    secrets: [MAIL_PASSWORD],
    scale: 0.2,
    async place() {
      const user = await newUser(server)
      return {
        source: `imap:${server.env['MAIL_HOST']}:${proxy.port}?username=${user}&password=${MAIL_PASSWORD}&${POLLING}`,
        async write(messages) {
          await Promise.all(byKey(messages).map(lane => append(server, user, lane)))
        },
      }
    },
  }
}

/** Inboxes of GreenMail that are sent to, also through a proxy. */
export async function mailDriver({ breakable = false } = {}): Promise<ConnectorDriver> {
  const server = await greenmail()
  const { MAIL_HOST: host, MAIL_SMTP_PORT: direct } = server.env
  const proxy = await TcpProxy.open(Number(direct))
  const way = breakable ? await breakableWay(`${host}:${direct}`) : undefined
  return {
    ...sinkDriver(server, `smtp:${host}:${way?.port ?? proxy.port}`, way ? SOON : ''),
    service: proxy,
    ...(way && { network: way }),
  }
}

/** Inboxes that are sent to through Postfix, which is killed. It gives mails on in no order. */
export async function postfixDriver({ breakable = false } = {}): Promise<ConnectorDriver> {
  const server = await postfix()
  const { MAIL_HOST: host, MAIL_SMTP_PORT: direct } = server.env
  const way = breakable ? await breakableWay(`${host}:${direct}`) : undefined
  return {
    ...sinkDriver(server, `smtp:${host}:${way?.port ?? direct}`, `&startTls=never${way ? SOON : ''}`),
    service: { down: () => server.kill9(), up: () => server.start() },
    ...(way && { network: way }),
    readsInOrder: false,
  }
}

function sinkDriver(server: MailServer, uri: string, more: string) {
  return {
    connector: smtp,
    secrets: [MAIL_PASSWORD, 'not-the-secret'],
    wrongCredentials: `${uri}?username=app&password=not-the-secret&to=nobody@example.test${more}`,
    keyHeader: 'key',
    scale: 0.2,
    async place() {
      const user = await newUser(server)
      const reader = new Reader(server, user)
      return {
        sink: `${uri}?username=${user}&password=${MAIL_PASSWORD}&to=${user}@example.test&contentType=application/octet-stream${more}`,
        read: () => reader.read(),
      }
    },
  }
}

/** Gives the mails of an inbox that have not been given before. */
class Reader {
  private readonly server: MailServer
  private readonly user: string
  private client: ImapFlow | undefined
  private last = 0

  constructor(server: MailServer, user: string) {
    this.server = server
    this.user = user
  }

  /** GreenMail ends connections now and then: then once more over another one. */
  async read(): Promise<RawMessage[]> {
    const sources = await this.fresh().catch(() => this.fresh())
    return Promise.all(sources.map(source => readMail(source)))
  }

  private async fresh(): Promise<Buffer[]> {
    if (!this.client?.usable) this.client = await openClient(this.server, this.user)
    const all = await this.client.fetchAll(`${this.last + 1}:*`, { uid: true, source: true }, { uid: true })
    const found = all.filter(({ uid, source }) => uid > this.last && source !== undefined)
    this.last = Math.max(this.last, ...found.map(({ uid }) => uid))
    return found.map(({ source }) => source!)
  }
}

/** Messages for several writers, those of one key for one: a command takes 40 ms of waiting, since the server sends its answers in small pieces. */
function byKey(messages: readonly RawMessage[]): RawMessage[][] {
  const lanes: RawMessage[][] = Array.from({ length: WRITERS }, () => [])
  const laneOf = new Map<string, number>()
  for (const message of messages) {
    const key = message.key ?? ''
    if (!laneOf.has(key)) laneOf.set(key, laneOf.size % WRITERS)
    lanes[laneOf.get(key)!]!.push(message)
  }
  return lanes.filter(({ length }) => length > 0)
}

/** The inbox stays closed: GreenMail ends a connection that adds to the folder it has open, while others do. */
async function append({ env }: MailServer, user: string, messages: readonly RawMessage[]): Promise<void> {
  const client = await connectClient(env, user)
  for (const { body } of messages) await client.append('INBOX', mailWith(body))
  await client.logout()
}

function mailWith(body: Uint8Array): Buffer {
  const head = 'From: a@example.test\r\nTo: b@example.test\r\nSubject: test\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream'
  const lines = Buffer.from(body).toString('base64').replaceAll(/.{76}/g, '$&\r\n')
  return Buffer.from(`${head}\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines}\r\n`)
}

async function readMail(source: Buffer): Promise<RawMessage> {
  const { attachments, headers } = await PostalMime.parse(source)
  const [body] = attachments
  const key = headers.find(each => each.key === 'key')?.value
  return {
    body: body === undefined ? new Uint8Array() : new Uint8Array(body.content as ArrayBuffer),
    headers: Object.fromEntries(headers.map(each => [each.key, decodeWords(each.value)])),
    ...(key !== undefined && { key }),
  }
}
