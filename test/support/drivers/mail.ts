import { ImapFlow } from 'imapflow'
import PostalMime, { decodeWords } from 'postal-mime'
import imap from '../../../connectors/imap/index.ts'
import smtp from '../../../connectors/smtp/index.ts'
import type { ConnectorDriver, RawMessage } from '../../../src/testing/index.ts'
import { type Service, service } from '../services.ts'
import { TcpProxy } from '../tcp-proxy.ts'

let users = 0

const WRITERS = 16

/** Inboxes of GreenMail that are read. It keeps mails in memory alone, so that not it is stopped, but a proxy that stands before it. */
export async function imapDriver(): Promise<ConnectorDriver> {
  const { env } = await greenmail()
  const proxy = await TcpProxy.open(Number(env['MAIL_IMAP_PORT']))
  return {
    connector: imap,
    service: proxy,
    secrets: ['secret-of-user'],
    scale: 0.2,
    async place() {
      const user = await newUser(env)
      return {
        source: `imap:${env['MAIL_HOST']}:${proxy.port}?username=${user}&password=secret-of-user&initialDelay=0&delay=20&maxMessagesPerPoll=500`,
        async write(messages) {
          await Promise.all(byKey(messages).map(lane => append(env, user, lane)))
        },
      }
    },
  }
}

/** Inboxes of GreenMail that are sent to, also through a proxy. */
export async function mailDriver(): Promise<ConnectorDriver> {
  const { env } = await greenmail()
  const proxy = await TcpProxy.open(Number(env['MAIL_SMTP_PORT']))
  const uri = `smtp:${env['MAIL_HOST']}:${proxy.port}`
  return {
    connector: smtp,
    service: proxy,
    secrets: ['secret-of-user', 'not-the-secret'],
    wrongCredentials: `${uri}?username=app&password=not-the-secret&to=nobody@example.test`,
    keyHeader: 'key',
    scale: 0.2,
    async place() {
      const user = await newUser(env)
      let client = await openClient(env, user)
      let last = 0
      return {
        sink: `${uri}?username=${user}&password=secret-of-user&to=${user}@example.test&contentType=application/octet-stream`,
        async read() {
          if (!client.usable) client = await openClient(env, user)
          const found = (await client.fetchAll(`${last + 1}:*`, { uid: true, source: true }, { uid: true })).filter(({ uid }) => uid > last)
          last = Math.max(last, ...found.map(({ uid }) => uid))
          return Promise.all(found.map(({ source }) => readMail(source!)))
        },
      }
    },
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
async function append(env: Service['env'], user: string, messages: readonly RawMessage[]): Promise<void> {
  const client = await connectClient(env, user)
  for (const { body } of messages) await client.append('INBOX', mailWith(body))
  await client.logout()
}

/** GreenMail, for these tests alone. */
export function greenmail(): Promise<Service> {
  return service(process.env['MAIL_SERVICE'] ?? 'greenmail@mail')
}

/** A user with an empty inbox; the password is `secret-of-user`. */
export async function newUser(env: Service['env']): Promise<string> {
  const login = `u${Date.now().toString(36)}-${process.pid}-${++users}`
  const answer = await fetch(`${env['MAIL_API']}/api/user`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, email: `${login}@example.test`, password: 'secret-of-user' }),
  })
  if (!answer.ok) throw new Error(`no user: ${answer.status} ${await answer.text()}`)
  return login
}

/** A client that has opened the inbox of a user. */
export async function openClient(env: Service['env'], user: string): Promise<ImapFlow> {
  const client = await connectClient(env, user)
  await client.mailboxOpen('INBOX')
  return client
}

async function connectClient(env: Service['env'], user: string): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: env['MAIL_HOST']!,
    port: Number(env['MAIL_IMAP_PORT']),
    secure: false,
    auth: { user, pass: 'secret-of-user' },
    logger: false,
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
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
