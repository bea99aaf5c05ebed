import { readFileSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import { type RunOptions, runRoutes } from '../helpers/run-routes.ts'
import { MAIL_PASSWORD, type MailServer, newUser, openClient } from './mail-server.ts'

/** Options of a source that polls often. */
export const FAST = 'initialDelay=0&delay=30'

/** A user of a server, a client of the inbox, and the URIs by which routes reach it; the client is logged out when the test ends. */
export async function newInbox(server: MailServer, settings?: string) {
  const { env } = server
  const user = await newUser(server, settings)
  const client = await openClient(server, user)
  onTestFinished(() => (client.usable ? client.logout() : undefined))
  const login = `username=${user}&password=${MAIL_PASSWORD}&sslContextParameters=#tls`
  const uri = (scheme: string, more = '', port = env[`MAIL_${scheme.toUpperCase()}_PORT`]) => `${scheme}:127.0.0.1:${port}?${login}${more}`
  return {
    user,
    client,
    uri,
    imap: (more = '', port?: string) => uri('imap', `&${FAST}${more}`, port),
    append: (...lines: string[]) => client.append('INBOX', lines.join('\r\n')),
    flags: async () =>
      (await client.fetchAll('1:*', { flags: true }, { uid: true })).map(({ flags }) => [...flags!].filter(flag => flag !== '\\Recent')),
    /** How many mails a folder holds; NOOP, since the server may tell nothing new of the folder that is open before it. */
    count: async (folder: string) => {
      await client.noop()
      return (await client.status(folder, { messages: true }).catch(() => false as const)) || { messages: 0 }
    },
    /** Runs routes that trust the certificate of the server. */
    run: (yaml: string, options: RunOptions = {}) =>
      runRoutes(yaml, { ...options, beans: { tls: { ca: readFileSync(env['MAIL_CA']!), servername: 'localhost' }, ...options.beans } }),
  }
}

/** The lines of a mail. */
export function mail(subject: string, body = 'hello'): string[] {
  return [`Subject: ${subject}`, 'From: a@example.test', 'Content-Type: text/plain', '', body]
}

/** A route that gives back what fails. */
export function mailRoute(source: string, steps: string): string {
  return `- route: { id: r, errorHandler: { noErrorHandler: {} }, from: { uri: "${source}", steps: [ ${steps} ] } }\n`
}

/** Waits until something that must be asked for holds. */
export async function eventually(holds: () => Promise<boolean>, seconds = 15): Promise<void> {
  const deadline = Date.now() + seconds * 1000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`it did not come about within ${seconds} s`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}
