import { chmod, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { healthOf } from '../../src/observe/health.ts'
import { until } from '../helpers/run-routes.ts'
import { appendMany } from '../support/append-many.ts'
import { eventually, mail, mailRoute, newInbox } from '../support/inbox.ts'
import { dovecot, openClient } from '../support/mail-server.ts'
import { TcpProxy } from '../support/tcp-proxy.ts'

const server = await dovecot()
const LISTENING = '&initialDelay=0&delay=1h&idle=true'

/** What a folder holds, by the client of the test: subjects and flags. */
async function contentOf(box: Awaited<ReturnType<typeof newInbox>>, folder: string): Promise<string[]> {
  const client = await openClient(server, box.user)
  try {
    const { exists } = await client.mailboxOpen(folder)
    const mails = exists === 0 ? [] : await client.fetchAll('1:*', { envelope: true, flags: true })
    return mails.map(({ envelope, flags }) =>
      [envelope?.subject ?? '(gone)', ...[...flags!].filter(flag => flag !== '\\Recent').sort()].join(' '),
    )
  } catch (error) {
    if ((error as { mailboxMissing?: boolean }).mailboxMissing) return ['(no folder)']
    throw error
  } finally {
    await client.logout()
  }
}

test('a mail that arrives while the connection is away comes as soon as it is back, long before the next poll', async () => {
  const box = await newInbox(server)
  const proxy = await TcpProxy.open(Number(server.env['MAIL_IMAP_PORT']))
  onTestFinished(() => proxy.down())
  const { received, kafila } = await box.run(mailRoute(box.uri('imap', LISTENING, String(proxy.port)), '{ to: "mock:in" }'))
  await until(() => healthOf(kafila, 'ready').status === 'UP')
  await proxy.down()
  await until(() => healthOf(kafila, 'ready').status === 'DOWN')
  await box.append(...mail('meanwhile'))
  await proxy.up()
  await until(() => received('in').length === 1)
  await box.append(...mail('afterwards'))
  await until(() => received('in').length === 2)
})

test('a connection on which nothing is told for longer than an answer may take stays, with and without idle', async () => {
  const box = await newInbox(server)
  const { received, kafila, records } = await box.run(
    mailRoute(box.uri('imap', `${LISTENING}&connectionTimeout=1000`), '{ to: "mock:in" }') +
      mailRoute(box.uri('imap', '&initialDelay=0&delay=4000&connectionTimeout=1000'), '{ to: "mock:quiet" }').replace('id: r', 'id: quiet'),
  )
  await until(() => healthOf(kafila, 'ready').status === 'UP')
  await new Promise(resolve => setTimeout(resolve, 3500))
  expect(records.filter(({ level }) => level === 'WARN')).toEqual([])
  await box.append(...mail('late'))
  await until(() => received('in').length === 1)
})

test('folders that the server separates by a slash or by a point and keeps below a prefix are found, made and moved to', async () => {
  for (const [settings, folder] of [
    ['userdb_namespace/inbox/separator=/', 'Entwürfe & Co/Ordnung "1"'],
    ['userdb_namespace/inbox/separator=.', 'Entwürfe & Co.Ordnung 1'],
    ['userdb_namespace/inbox/separator=. userdb_namespace/inbox/prefix=INBOX.', 'INBOX.Entwürfe.日本語'],
  ] as const) {
    const box = await newInbox(server, settings)
    await box.append(...mail('one'))
    const target = encodeURIComponent(folder)
    const running = await box.run(
      mailRoute(box.imap(`&moveTo=${target}`), '{ to: "mock:in" }') +
        mailRoute(box.imap(`&folderName=${target}`), '{ to: "mock:moved" }').replace('id: r', 'id: moved'),
    )
    await running.until(() => running.received('in').length === 1)
    await eventually(async () => (await contentOf(box, folder))[0] === 'one \\Seen')
    expect(await contentOf(box, 'INBOX')).toEqual([])
    await box.client.append(folder, mail('two').join('\r\n'))
    await running.until(() => running.received('moved').length === 1)
    expect(running.received('moved')[0]!.header('Subject')).toBe('two')
    await running.kafila.stop({ timeoutMs: 1000 })
  }
})

test('a folder that somebody deletes is made again, and what could not be moved there is moved', async () => {
  const box = await newInbox(server)
  await box.append(...mail('one'))
  const { received } = await box.run(mailRoute(box.imap('&moveTo=Done'), '{ to: "mock:in" }'))
  await eventually(async () => (await contentOf(box, 'Done')).length === 1 && (await contentOf(box, 'INBOX')).length === 0)
  await box.client.mailboxDelete('Done')
  await box.append(...mail('two'))
  await until(() => received('in').length === 2)
  await eventually(async () => (await contentOf(box, 'Done'))[0] === 'two \\Seen')
  expect(await contentOf(box, 'INBOX')).toEqual([])
  expect(received('in').length).toBe(2)
})

test('a folder that is deleted and made again counts its mails anew: all of them come, and only what is done is marked', async () => {
  const box = await newInbox(server)
  await box.client.mailboxCreate('Orders')
  await box.client.append('Orders', mail('old').join('\r\n'))
  let go = () => {}
  const held = new Promise<void>(resolve => (go = resolve))
  const { received } = await box.run(
    mailRoute(
      box.imap('&folderName=Orders&concurrency=2'),
      `{ to: "mock:in" }, { filter: { simple: "\${header.Subject} != 'new'", steps: [ { process: { ref: wait } } ] } }, { filter: { simple: "\${header.Subject} == 'new'", steps: [ { throwException: { message: no, exceptionType: java.lang.IllegalStateException } } ] } }`,
    ),
    { beans: { wait: () => held } },
  )
  await until(() => received('in').length === 1)
  // the server numbers folders by the second in which they are made
  await new Promise(resolve => setTimeout(resolve, 1100))
  await box.client.mailboxDelete('Orders')
  await box.client.mailboxCreate('Orders')
  await box.client.append('Orders', mail('new').join('\r\n'))
  // the mail of the old folder has the number that the new one has in the new folder
  go()
  await until(() => received('in').filter(each => each.header('Subject') === 'new').length >= 1)
  await new Promise(resolve => setTimeout(resolve, 1500))
  expect(await contentOf(box, 'Orders')).toEqual(['new'])
})

test('mails that others delete, mark or flag meanwhile do no harm, and what others have marked for deletion stays', async () => {
  const box = await newInbox(server)
  for (const subject of ['one', 'flagged', 'doomed', 'gone', 'read', 'last']) await box.append(...mail(subject))
  await box.client.messageFlagsAdd('2', ['\\Flagged', '$Important'])
  await box.client.messageFlagsAdd('3', ['\\Deleted'])
  let go = () => {}
  const held = new Promise<void>(resolve => (go = resolve))
  const { received, records } = await box.run(
    mailRoute(box.imap('&delete=true&maxMessagesPerPoll=2'), '{ to: "mock:in" }, { process: { ref: wait } }'),
    { beans: { wait: () => held } },
  )
  await until(() => received('in').length === 1)
  await box.client.messageDelete('4', { uid: true })
  await box.client.messageFlagsAdd('5', ['\\Seen'], { uid: true })
  // of two that are in hand one goes away
  await box.client.messageFlagsAdd('2', ['\\Seen'])
  go()
  await eventually(async () => (await contentOf(box, 'INBOX')).length === 2)
  expect(received('in').map(each => each.header('Subject'))).toEqual(['one', 'flagged', 'last'])
  expect(records.filter(({ level }) => level === 'WARN' || level === 'ERROR')).toEqual([])
  expect((await contentOf(box, 'INBOX')).sort()).toEqual(['doomed \\Deleted', 'read \\Seen'])
})

test('a mail of twenty megabytes and one without any line end come as they are, by IMAP and POP3', async () => {
  const box = await newInbox(server)
  const big = 'a line of the text\r\n'.repeat(1_100_000)
  await box.append('Subject: big', '', big)
  await box.append('Subject: long', '', 'x'.repeat(3_000_000))
  await box.append('Subject: empty', '', '')
  // one after the other: a mail that was read by POP3 counts as seen
  for (const source of [box.imap(), box.uri('pop3', '&initialDelay=0&delay=1h')]) {
    const { received, kafila } = await box.run(mailRoute(source, '{ to: "mock:in" }'))
    await eventually(async () => received('in').length === 3)
    expect(received('in').map(each => each.header('Subject'))).toEqual(['big', 'long', 'empty'])
    expect(String(received('in')[0]!.body).trimEnd() === big.trimEnd()).toBe(true)
    expect(String(received('in')[1]!.body).trimEnd() === 'x'.repeat(3_000_000)).toBe(true)
    await kafila.stop({ timeoutMs: 1000 })
  }
})

test('fifteen thousand mails with holes between their numbers are sorted and worked on', async () => {
  const box = await newInbox(server)
  const subject = (number: number) => `n${String(number).padStart(5, '0')}`
  await appendMany(
    server,
    box.user,
    Array.from({ length: 30_000 }, (_, number) => Buffer.from(mail(subject(number)).join('\r\n'))),
  )
  await box.client.noop()
  for (let from = 1; from < 30_000; from += 5000)
    await box.client.messageDelete(Array.from({ length: 2500 }, (_, index) => from + index * 2).join(','), { uid: true })
  const { received } = await box.run(
    mailRoute(box.imap('&sortTerm=reverse,subject&maxMessagesPerPoll=100&repeatCount=1'), '{ to: "mock:in" }'),
  )
  await until(() => received('in').length === 100)
  expect(received('in')[0]!.header('Subject')).toBe('n29999')
})

test('a subject outside of ASCII is searched for', async () => {
  const box = await newInbox(server)
  for (const subject of ['=?utf-8?Q?Gr=C3=BC=C3=9Fe?=', 'other']) await box.append(...mail(subject))
  const { received } = await box.run(mailRoute(box.imap('&searchTerm.subject=Grüße&mimeDecodeHeaders=true'), '{ to: "mock:in" }'))
  await until(() => received('in').length === 1)
  await new Promise(resolve => setTimeout(resolve, 200))
  expect(received('in').map(each => each.header('Subject'))).toEqual(['Grüße'])
})

test('the server is killed while mails are moved: each of them comes, and is moved in the end', async () => {
  const box = await newInbox(server)
  for (let number = 0; number < 200; number++) await box.append(...mail(String(number)))
  const { received } = await box.run(mailRoute(box.imap('&moveTo=Done&concurrency=4'), '{ to: "mock:in" }, { delay: { constant: "2" } }'))
  for (const at of [20, 80, 140]) {
    await until(() => received('in').length >= at)
    await server.kill9()
    await server.start()
  }
  await eventually(async () => (await contentOf(box, 'INBOX')).length === 0, 60)
  const done = await contentOf(box, 'Done')
  expect(new Set(done)).toEqual(new Set(Array.from({ length: 200 }, (_, number) => `${number} \\Seen`)))
  // a server that is killed between the two halves of a move keeps both, and the mails in hand are moved once more
  expect(done.length).toBeLessThanOrEqual(200 + 3 * 4)
  expect(new Set(received('in').map(each => each.header('Subject'))).size).toBe(200)
})

test('a user with a domain and a password with blanks, quotes and umlauts logs in, by IMAP and POP3', async () => {
  const user = `anna-${process.pid}@example.org`
  const password = 'p"a\\s %&ß#{1}+'
  await writeFile(join(server.env['MAIL_USERS']!, user), `${user}:{PLAIN}${password}::::::\n`)
  const box = await newInbox(server)
  const uri = (scheme: string) => {
    const plain = `${scheme}:127.0.0.1:${server.env[`MAIL_${scheme.toUpperCase()}_PORT`]}`
    return JSON.stringify(`${plain}?username=${user}&password=RAW(${password})&sslContextParameters=#tls&initialDelay=0`).slice(1, -1)
  }
  const { kafila } = await box.run(
    `${mailRoute(uri('imap'), '{ to: "mock:in" }')}${mailRoute(uri('pop3'), '{ to: "mock:in" }').replace('id: r', 'id: p')}`,
  )
  expect(healthOf(kafila, 'ready').status).toBe('UP')
})

test('POP3: a mail that somebody deletes after it was listed is left out, and those behind it come', async () => {
  const box = await newInbox(server)
  for (const subject of ['one', 'two', 'three', 'gone', 'five']) await box.append(...mail(subject))
  let go = () => {}
  const held = new Promise<void>(resolve => (go = resolve))
  const { received } = await box.run(
    mailRoute(box.uri('pop3', '&initialDelay=0&delay=30&delete=true'), '{ to: "mock:in" }, { process: { ref: wait } }'),
    { beans: { wait: () => held } },
  )
  await until(() => received('in').length === 1)
  await box.client.messageDelete('4', { uid: true })
  go()
  await eventually(async () => (await box.count('INBOX')).messages === 0)
  expect(received('in').map(each => each.header('Subject'))).toEqual(['one', 'two', 'three', 'five'])
})

test('a mail whose file is broken keeps nobody from the others, by IMAP and POP3', async () => {
  const box = await newInbox(server)
  for (const subject of ['one', 'broken', 'three']) await box.append(...mail(subject))
  const folder = join(server.env['MAIL_USERS']!, '..', 'mail', box.user, 'mail/cur')
  for (const name of (await readdir(folder)).sort().slice(1, 2)) await chmod(join(folder, name), 0)
  for (const source of [box.imap(), box.uri('pop3', '&initialDelay=0&delay=30')]) {
    const { received, records, kafila } = await box.run(mailRoute(source, '{ to: "mock:in" }'))
    await until(() => received('in').length === 2)
    expect(received('in').map(each => each.header('Subject'))).toEqual(['one', 'three'])
    await until(() => records.some(({ level, message }) => level === 'WARN' && message.includes('failed and comes again later')))
    await kafila.stop({ timeoutMs: 1000 })
  }
})
