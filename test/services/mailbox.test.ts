import { describe, expect, onTestFinished, test } from 'vitest'
import { healthOf } from '../../src/observe/health.ts'
import { until } from '../helpers/run-routes.ts'
import { eventually, FAST, mail, mailRoute, newInbox } from '../support/inbox.ts'
import { dovecot, greenmail } from '../support/mail-server.ts'
import { TcpProxy } from '../support/tcp-proxy.ts'

describe.each([
  ['GreenMail', await greenmail()],
  ['Dovecot', await dovecot()],
])('a mailbox of %s', (_, server) => {
  test('a mail comes with its text and headers, and is seen when its message has ended', async () => {
    const box = await newInbox(server)
    await box.append(...mail('one', 'hällo'))
    let go = () => {}
    const held = new Promise<void>(resolve => (go = resolve))
    const { received, bodies } = await box.run(mailRoute(box.imap(), '{ to: "mock:in" }, { process: { ref: wait } }'), {
      beans: { wait: () => held },
    })
    await until(() => received('in').length === 1)
    expect(bodies('in')).toEqual(['hällo'])
    expect(received('in')[0]!.header('Subject')).toBe('one')
    expect(await box.flags()).toEqual([[]])
    go()
    await eventually(async () => (await box.flags())[0]!.includes('\\Seen'))
    expect(received('in').length).toBe(1)
  })

  test('mails are deleted, moved or copied as the endpoint or their message says', async () => {
    const box = await newInbox(server)
    await box.append(...mail('delete'))
    await box.append(...mail('move'))
    await box.append(...mail('copy'))
    const steps = `{ choice: { when: [
      { simple: "\${header.Subject} == 'delete'", steps: [ { setHeader: { name: CamelMailDelete, constant: "true" } } ] },
      { simple: "\${header.Subject} == 'move'", steps: [ { setHeader: { name: CamelMailMoveTo, constant: Done } } ] } ] } }, { to: "mock:in" }`
    const { received } = await box.run(mailRoute(box.imap('&copyTo=Copies'), steps.replaceAll('\n', ' ')))
    await until(() => received('in').length === 3)
    await eventually(
      async () =>
        (await box.count('INBOX')).messages === 1 && (await box.count('Done')).messages === 1 && (await box.count('Copies')).messages === 3,
    )
    await eventually(async () => (await box.flags()).flat().includes('\\Seen'))
  })

  test('a mail that a group holds is not delivered again, and is seen when the group has ended', async () => {
    const box = await newInbox(server)
    for (const number of [1, 2, 3]) await box.append(...mail(String(number)))
    const group =
      '{ aggregate: { correlationExpression: { constant: "x" }, aggregationStrategy: "#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy", completionSize: 4, steps: [ { to: "mock:out" } ] } }'
    const { received } = await box.run(mailRoute(box.imap(), `{ to: "mock:in" }, ${group}`))
    await until(() => received('in').length === 3)
    await new Promise(resolve => setTimeout(resolve, 300))
    expect([received('in').length, (await box.flags()).flat()]).toEqual([3, []])
    await box.append(...mail('4'))
    await until(() => received('out').length === 1)
    await eventually(async () => (await box.flags()).every(flags => flags.includes('\\Seen')))
    expect(received('in').length).toBe(4)
  })

  test('a mail whose message fails stays unseen and comes again later, and others do not wait for it', async () => {
    const box = await newInbox(server)
    await box.append(...mail('bad'))
    await box.append(...mail('good'))
    const { received } = await box.run(
      mailRoute(
        box.imap(),
        `{ to: "mock:in" }, { filter: { simple: "\${header.Subject} == 'bad' && \${exchangeProperty.KafilaDeliveryAttempt} == null", steps: [ { throwException: { message: no, exceptionType: java.lang.IllegalStateException } } ] } }`,
      ),
    )
    await until(() => received('in').length === 2)
    await eventually(async () => (await box.flags()).filter(flags => flags.includes('\\Seen')).length === 1)
    await until(() => received('in').length === 3)
    expect(received('in').map(each => each.header('Subject'))).toEqual(['bad', 'good', 'bad'])
    await eventually(async () => (await box.flags()).every(flags => flags.includes('\\Seen')))
  })

  test('with idle a mail comes at once, long before the next poll', async () => {
    const box = await newInbox(server)
    const { received, kafila } = await box.run(mailRoute(box.uri('imap', '&initialDelay=0&delay=1h&idle=true'), '{ to: "mock:in" }'))
    await until(() => healthOf(kafila, 'ready').status === 'UP')
    await new Promise(resolve => setTimeout(resolve, 500))
    await box.append(...mail('now'))
    await until(() => received('in').length === 1)
    await box.append(...mail('again'))
    await until(() => received('in').length === 2)
  })

  test('a search, an order and a bound choose what a poll takes', async () => {
    const box = await newInbox(server)
    for (const subject of ['order b', 'other', 'order a', 'order c']) await box.append(...mail(subject))
    const { received } = await box.run(
      mailRoute(box.imap('&searchTerm.subject=order&sortTerm=reverse,subject&maxMessagesPerPoll=2&repeatCount=1'), '{ to: "mock:in" }'),
    )
    await until(() => received('in').length === 2)
    await new Promise(resolve => setTimeout(resolve, 200))
    expect(received('in').map(each => each.header('Subject'))).toEqual(['order c', 'order b'])
  })

  test('wrong credentials are fatal and the route does not start; an unknown folder is looked for again', async () => {
    const box = await newInbox(server)
    const wrong = box.run(mailRoute(box.imap().replace('secret-of-user', 'wrong-secret'), '{ to: "mock:in" }'))
    await expect(wrong).rejects.toMatchObject({ message: expect.stringContaining('credentials are refused') })
    const { kafila, received } = await box.run(mailRoute(box.imap('&folderName=Later'), '{ to: "mock:in" }'))
    expect(JSON.stringify(healthOf(kafila, 'ready'))).toContain('Folder not found or invalid: Later')
    await box.client.mailboxCreate('Later')
    await box.client.append('Later', mail('x').join('\r\n'))
    await until(() => received('in').length === 1)
  })

  test('connections are cut while mails flow: each mail comes and is seen in the end', async () => {
    const box = await newInbox(server)
    const proxy = await TcpProxy.open(Number(server.env['MAIL_IMAP_PORT']))
    onTestFinished(() => proxy.down())
    for (let number = 0; number < 60; number++) await box.append(...mail(String(number)))
    const { received } = await box.run(
      mailRoute(box.imap('&maxMessagesPerPoll=10', String(proxy.port)), '{ to: "mock:in" }, { delay: { constant: "5" } }'),
    )
    for (const at of [5, 20, 40]) {
      await until(() => received('in').length >= at)
      proxy.cut()
    }
    await eventually(async () => (await box.flags()).every(flags => flags.includes('\\Seen')))
    expect(new Set(received('in').map(each => each.header('Subject'))).size).toBe(60)
  })

  test('POP3: a mail comes once and stays, or is deleted when its message has ended', async () => {
    const box = await newInbox(server)
    await box.append(...mail('one', '.points\r\n..and\r\n.'))
    await box.append(...mail('two', 'Grüße'))
    const keeping = await box.run(mailRoute(box.uri('pop3', `&${FAST}`), '{ to: "mock:in" }'))
    await keeping.until(() => keeping.received('in').length === 2)
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(keeping.bodies('in')).toEqual(['.points\r\n..and\r\n.\r\n', 'Grüße\r\n'])
    expect((await box.count('INBOX')).messages).toBe(2)
    await keeping.kafila.stop({ timeoutMs: 1000 })
    const deleting = await box.run(mailRoute(box.uri('pop3', `&${FAST}&delete=true`), '{ to: "mock:in" }'))
    await eventually(async () => (await box.count('INBOX')).messages === 0)
    expect(deleting.received('in').length).toBe(2)
  })

  test('POP3: a failed mail comes again later, also over TLS; a mail in a group is deleted with its group', async () => {
    const box = await newInbox(server)
    await box.append(...mail('bad'))
    const fails = `{ to: "mock:in" }, { filter: { simple: "\${exchangeProperty.KafilaDeliveryAttempt} == null", steps: [ { throwException: { message: no, exceptionType: java.lang.IllegalStateException } } ] } }`
    const group =
      '{ aggregate: { correlationExpression: { constant: "x" }, aggregationStrategy: "#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy", completionTimeout: 500, steps: [ { to: "mock:out" } ] } }'
    const { received } = await box.run(mailRoute(box.uri('pop3s', `&${FAST}&delete=true`), `${fails}, ${group}`), {})
    await until(() => received('in').length === 2)
    expect((await box.count('INBOX')).messages).toBe(1)
    await until(() => received('out').length === 1)
    await eventually(async () => (await box.count('INBOX')).messages === 0)
    expect(received('in').length).toBe(2)
  })

  test('POP3: wrong credentials are fatal', async () => {
    const box = await newInbox(server)
    const wrong = box.run(mailRoute(box.uri('pop3', `&${FAST}`).replace('secret-of-user', 'wrong-secret'), '{ to: "mock:in" }'))
    await expect(wrong).rejects.toMatchObject({ message: expect.stringContaining('credentials are refused') })
  })

  test('a mail that a repository knows is marked without another message', async () => {
    const box = await newInbox(server)
    await box.append(...mail('known'))
    await box.append(...mail('new'))
    const [{ uid }] = (await box.client.fetchAll('1', { uid: true })) as unknown as [{ uid: number }]
    const { uidValidity } = box.client.mailbox as { uidValidity: bigint }
    const known = new Set([`${uidValidity}-${uid}`])
    const repository = {
      add: (key: string) => !known.has(key) && known.add(key) !== undefined,
      contains: (key: string) => known.has(key),
      remove: (key: string) => known.delete(key),
      confirm: () => true,
    }
    const { received } = await box.run(mailRoute(box.imap('&idempotentRepository=#repository'), '{ to: "mock:in" }'), {
      beans: { repository },
    })
    await eventually(async () => (await box.flags()).every(flags => flags.includes('\\Seen')))
    expect(received('in').map(each => each.header('Subject'))).toEqual(['new'])
    await until(() => known.size === 0)
  })

  test('with disconnect no connection is kept between polls', async () => {
    const box = await newInbox(server)
    const proxy = await TcpProxy.open(Number(server.env['MAIL_IMAP_PORT']))
    onTestFinished(() => proxy.down())
    const { received, kafila } = await box.run(mailRoute(box.imap('&disconnect=true', String(proxy.port)), '{ to: "mock:in" }'))
    await box.append(...mail('one'))
    await until(() => received('in').length === 1)
    proxy.cut()
    await box.append(...mail('two'))
    await until(() => received('in').length === 2)
    await eventually(async () => (await box.flags()).every(flags => flags.includes('\\Seen')))
    expect(healthOf(kafila, 'ready').status).toBe('UP')
  })
})
