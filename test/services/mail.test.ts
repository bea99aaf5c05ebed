import type { ImapFlow } from 'imapflow'
import { expect, test } from 'vitest'
import { until } from '../helpers/run-routes.ts'
import { eventually, FAST, mailRoute, newInbox } from '../support/inbox.ts'
import { greenmail } from '../support/mail-server.ts'

const server = await greenmail()

test('mails go over TLS, out and in, where the certificate is trusted', async () => {
  const box = await newInbox(server)
  const { kafila, received } = await box.run(mailRoute(box.uri('imaps', `&${FAST}`), '{ to: "mock:in" }'))
  const sent = await kafila.send(box.uri('smtps', `&to=${box.user}@example.test&subject=safe`), { body: 'hello' })
  expect(sent.exception).toBeUndefined()
  await until(() => received('in').length === 1)
  expect([received('in')[0]!.header('Subject'), received('in')[0]!.body]).toEqual(['safe', 'hello'])
  const trusting = '&sslContextParameters=#tls'
  const { exception } = await kafila.send(box.uri('smtps', `&to=${box.user}@example.test&connectionTimeout=1000`).replace(trusting, ''), {
    body: 'x',
  })
  expect(exception).toMatchObject({ code: 'KF_CONN_NOT_CONNECTED' })
})

test('attachments travel with a message from a mail to a mail', async () => {
  const [from, to] = [await newInbox(server), await newInbox(server)]
  const raw = [
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    'text',
    '--b',
    'Content-Type: text/csv; name=a.csv',
    '',
    'a;b',
    '1;2',
    '--b--',
    '',
  ]
  await from.append(...raw)
  await from.run(mailRoute(from.imap(), `{ to: "${to.uri('smtp', `&to=${to.user}@example.test`)}" }`))
  const { received } = await to.run(
    mailRoute(to.imap(), `{ to: "mock:in" }, { setBody: { simple: "\${attachmentContentAsText(a.csv)}" } }, { to: "mock:part" }`),
  )
  await until(() => received('part').length === 1)
  expect([received('in')[0]!.body, received('part')[0]!.body]).toEqual(['text', 'a;b\r\n1;2'])
})

test('a client that nobody here wrote finds a mail with two alternatives', async () => {
  const box = await newInbox(server)
  const { kafila } = await box.run(mailRoute('direct:idle', '{ stop: {} }'))
  await kafila.send(box.uri('smtp', `&to=${box.user}@example.test&contentType=text/html`), {
    body: '<p>x</p>',
    headers: { CamelMailAlternativeBody: 'x' },
  })
  const client: ImapFlow = box.client
  await eventually(async () => (await client.search({ all: true })) !== false && (await box.flags()).length === 1)
  const { bodyStructure } = (await client.fetchOne('1', { bodyStructure: true })) as {
    bodyStructure: { type: string; childNodes: { type: string }[] }
  }
  expect([bodyStructure.type, ...bodyStructure.childNodes.map(({ type }) => type)]).toEqual([
    'multipart/alternative',
    'text/plain',
    'text/html',
  ])
})
