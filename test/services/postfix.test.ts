import { expect, test } from 'vitest'
import { until } from '../helpers/run-routes.ts'
import { FAST, mailRoute, newInbox } from '../support/inbox.ts'
import { postfix } from '../support/mail-server.ts'
import { TcpProxy } from '../support/tcp-proxy.ts'

const server = await postfix()

/** An inbox that a route reads, and how mails are sent to it. */
async function readInbox() {
  const box = await newInbox(server)
  const address = `${box.user}@example.test`
  const { kafila, received } = await box.run(mailRoute(box.uri('imap', `&${FAST}`), '{ to: "mock:in" }'))
  return {
    ...box,
    address,
    bodies: () => received('in').map(({ body }) => body),
    subjects: () => received('in').map(each => each.header('Subject')),
    /** Gives what a route sees of a failure. */
    async send(query: string, body: unknown = 'hello', uri = box.uri('smtp'), subject?: string) {
      const { exception } = await kafila.send(`${uri}&${query}`, { body, headers: { Subject: subject } })
      const { code, retryable, fatal, message } = (exception ?? {}) as Record<string, unknown>
      return { code, retryable, fatal, message }
    },
  }
}

const taken = { code: undefined }

test('a user who logs in over STARTTLS or TLS sends mails', async () => {
  const { send, address, uri, subjects } = await readInbox()
  expect(await send(`to=${address}&subject=a&startTls=required`)).toMatchObject(taken)
  expect(await send(`to=${address}&subject=b`, 'hello', uri('smtps'))).toMatchObject(taken)
  await until(() => subjects().length === 2)
  expect(subjects().toSorted()).toEqual(['a', 'b'])
})

test('a wrong password and a certificate that is not trusted are told apart', async () => {
  const { send, address, uri } = await readInbox()
  const wrong = uri('smtp').replace(/password=[^&]+/, 'password=wrong')
  expect(await send(`to=${address}`, 'x', wrong)).toMatchObject({ code: 'KF_CONN_AUTH', fatal: true })
  const distrusting = uri('smtp').replace('&sslContextParameters=#tls', '&connectionTimeout=1000')
  expect(await send(`to=${address}`, 'x', distrusting)).toMatchObject({ code: 'KF_CONN_NOT_CONNECTED' })
})

test('550 is for good and 450 may pass, whether a recipient or the whole mail is refused, and the connection serves on', async () => {
  const { send, address, subjects } = await readInbox()
  const forGood = { code: 'KF_CONN_REJECTED', retryable: false }
  const forNow = { code: 'KF_CONN_FAILED', retryable: true }
  expect(await send('to=refused@example.test')).toMatchObject({ ...forGood, message: expect.stringContaining('no such user') })
  expect(await send('to=busy@example.test')).toMatchObject({ ...forNow, message: expect.stringContaining('busy for now') })
  expect(await send('to=somebody@elsewhere.test')).toMatchObject({ ...forGood, message: expect.stringContaining('Relay access denied') })
  expect(await send('to=never@example.test')).toMatchObject({ ...forGood, message: expect.stringContaining('not such a mail') })
  expect(await send('to=later@example.test')).toMatchObject({ ...forNow, message: expect.stringContaining('try again later') })
  expect(await send(`to=${address}&subject=last`)).toMatchObject(taken)
  await until(() => subjects().length > 0)
  expect(subjects()).toEqual(['last'])
})

test('a recipient who is refused among several is named, and the others have the mail', async () => {
  const [one, two] = [await readInbox(), await readInbox()]
  const failure = await one.send(`to=${one.address},refused@example.test,busy@example.test&cc=${two.address}`)
  expect(failure).toMatchObject({
    code: 'KF_CONN_REJECTED',
    message: expect.stringMatching(/refused@example.test \(550.*busy@example.test \(450/),
  })
  await until(() => one.bodies().length === 1 && two.bodies().length === 1)
})

test('a mail that is larger than the server takes is refused for good, and the next one is taken', async () => {
  const { send, address, bodies } = await readInbox()
  expect(await send(`to=${address}&contentType=application/octet-stream`, Buffer.alloc(9_000_000))).toMatchObject({
    code: 'KF_CONN_REJECTED',
    retryable: false,
    message: expect.stringContaining('552'),
  })
  expect(await send(`to=${address}`, 'small')).toMatchObject(taken)
  await until(() => bodies().length === 1)
  expect(bodies()).toEqual(['small\r\n'])
})

test.each([
  ['lines that begin with a point, and a point alone', '.\r\n..\r\n.hidden\r\n.\r\nend'],
  ['text outside of ASCII', 'Grüße 👋\r\n日本語'],
  ['a line that is longer than a mail may have', `${'long '.repeat(5000)}end`],
])('%s arrive as they were', async (_, text) => {
  const { send, address, bodies } = await readInbox()
  expect(await send(`to=${address}&contentType=text/plain; charset=utf-8&subject=${encodeURIComponent('Grüße')}`, text)).toMatchObject(
    taken,
  )
  await until(() => bodies().length === 1)
  expect(String(bodies()[0]).trimEnd()).toBe(text)
})

test('a connection that ends before the answer fails the message for now, whether or not the mail was taken; an idle one fails nobody', async () => {
  const { send, address, uri, subjects } = await readInbox()
  const proxy = await TcpProxy.open(Number(server.env['MAIL_SMTP_PORT']))
  const through = `${uri('smtp', '', String(proxy.port))}&startTls=never&useHeaderSubject=true`
  const sent = (subject: string) => send(`to=${address}`, 'hello', through, subject)
  const unknown = { code: 'KF_CONN_UNREACHABLE', retryable: true }
  expect(await sent('first')).toMatchObject(taken)
  proxy.cut()
  expect(await sent('second')).toMatchObject(taken)
  proxy.cutAt('Subject: not taken')
  expect(await sent('not taken')).toMatchObject(unknown)
  proxy.cutAt('queued as')
  expect(await sent('third')).toMatchObject(unknown)
  expect(await sent('fourth')).toMatchObject(taken)
  await until(() => subjects().length === 4)
  expect(subjects().toSorted()).toEqual(['first', 'fourth', 'second', 'third'])
})

test('the server is killed while mails are sent: what it has taken is there, and the others may be sent again', async () => {
  const { send, address, subjects } = await readInbox()
  const numbers = Array.from({ length: 60 }, (_, index) => String(index))
  const sending = Promise.all(numbers.map(async each => ({ each, ...(await send(`to=${address}&subject=${each}`)) })))
  await until(() => subjects().length > 0)
  await server.kill9()
  await server.start()
  const outcomes = await sending
  expect(outcomes.every(({ code, retryable }) => code === undefined || retryable === true)).toBe(true)
  const sent = outcomes.filter(({ code }) => code === undefined).map(({ each }) => each)
  await until(() => sent.every(each => subjects().includes(each)))
})
