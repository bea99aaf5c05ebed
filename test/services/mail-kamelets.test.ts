import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { until } from '../helpers/run-routes.ts'
import { startKamelet } from '../reuse/start-kamelet.ts'
import { dovecot, newUser, openClient } from '../support/mail-server.ts'

test('mail-imap-source takes mails over TLS as text, with what a cloud event is told of them', async () => {
  const server = await dovecot()
  const { env } = server
  const user = await newUser(server)
  const client = await openClient(server, user)
  onTestFinished(() => client.logout())
  await client.append('INBOX', ['Subject: one', 'From: a@example.test', 'To: b@example.test', '', 'hello'].join('\r\n'))
  const login = { connectionHost: '127.0.0.1', connectionPort: env['MAIL_IMAPS_PORT'], username: user, password: 'secret-of-user' }
  const { received } = await startKamelet('mail-imap-source', login, {
    properties: { 'camel.component.imaps.sslContextParameters': '#tls', 'camel.component.imaps.initialDelay': '0' },
    beans: { tls: { ca: readFileSync(env['MAIL_CA']!), servername: 'localhost' } },
  })
  await until(() => received.length === 1)
  expect(received[0]!.body).toBe('hello')
  expect(['ce-subject', 'ce-from', 'ce-to'].map(each => received[0]!.header(each))).toEqual(['one', 'a@example.test', 'b@example.test'])
})
