import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { type Service, service } from './services.ts'

/** A server of mailboxes. */
export interface MailServer extends Service {
  /** Makes a user of that name whose inbox is empty; `settings` of the server hold for that user alone. */
  addUser(login: string, settings?: string): Promise<void>
}

/** The password of all users. */
export const MAIL_PASSWORD = 'secret-of-user'

let users = 0

/** GreenMail, for these tests alone: it also takes mails by SMTP, and keeps all of them in memory. */
export async function greenmail(): Promise<MailServer> {
  const server = await service(process.env['MAIL_SERVICE'] ?? 'greenmail@mail')
  return {
    ...server,
    async addUser(login) {
      const answer = await fetch(`${server.env['MAIL_API']}/api/user`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login, email: `${login}@example.test`, password: MAIL_PASSWORD }),
      })
      if (!answer.ok) throw new Error(`no user: ${answer.status} ${await answer.text()}`)
    },
  }
}

/** Dovecot, for these tests alone: what it has taken it keeps, even when it is killed. */
export function dovecot(name = process.env['DOVECOT_SERVICE'] ?? 'dovecot@mail'): Promise<MailServer> {
  return ofFiles(name)
}

/** Postfix before a Dovecot of its own, for these tests alone: it keeps what it has taken too, and users may log in at both. */
export function postfix(name = process.env['POSTFIX_SERVICE'] ?? 'postfix@mail'): Promise<MailServer> {
  return ofFiles(name)
}

/** Dovecot's users are files. */
async function ofFiles(name: string): Promise<MailServer> {
  const server = await service(name)
  return {
    ...server,
    addUser: (login, settings = '') =>
      writeFile(join(server.env['MAIL_USERS']!, login), `${login}:{PLAIN}${MAIL_PASSWORD}::::::${settings}\n`),
  }
}

/** A user with an empty inbox. */
export async function newUser(server: MailServer, settings?: string): Promise<string> {
  const login = `u${Date.now().toString(36)}-${process.pid}-${++users}`
  await server.addUser(login, settings)
  return login
}

/** A client that has opened the inbox of a user. */
export async function openClient({ env }: MailServer, user: string): Promise<ImapFlow> {
  const client = await connectClient(env, user)
  await client.mailboxOpen('INBOX')
  return client
}

/** A client of a user that has opened no folder. */
export async function connectClient(env: Service['env'], user: string): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: env['MAIL_HOST']!,
    port: Number(env['MAIL_IMAP_PORT']),
    secure: false,
    auth: { user, pass: MAIL_PASSWORD },
    tls: { rejectUnauthorized: false },
    logger: false,
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
