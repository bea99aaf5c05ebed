import { generateKeyPairSync } from 'node:crypto'
import { type AddressInfo, createServer } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { expect, onTestFinished, test } from 'vitest'
import { runRoutes } from '../../test/helpers/run-routes.ts'
import { splitAddresses } from './addresses.ts'
import { readMail } from './read-mail.ts'
import { searchQuery } from './search-term.ts'
import { orderOf, sortMails } from './sort-term.ts'

interface Arrived {
  readonly from: string
  readonly to: string[]
  readonly raw: Buffer
  readonly mail: Email
}

/** A server of this process that keeps what it takes. */
async function smtp(options: SMTPServerOptions = {}) {
  const arrived: Arrived[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      password === 'right' ? done(null, { user: username }) : done(Object.assign(new Error('wrong'), { responseCode: 535 })),
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks)
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        arrived.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw, mail: await PostalMime.parse(raw) })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>(resolve => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  const { kafila } = await runRoutes('- route: { id: idle, from: { uri: "direct:idle", steps: [ { stop: {} } ] } }\n')
  const uri = `smtp:127.0.0.1:${port}`
  const send = async (query: string, body: unknown = 'hello', headers: Record<string, unknown> = {}) =>
    kafila.send(`${uri}?${query}`, { body, headers })
  return { arrived, kafila, uri, send }
}

/** The failure of an exchange, as much of it as a route sees. */
function failureOf({ exception }: { exception: unknown }) {
  const { code, message, retryable, fatal, type } = exception as Record<string, unknown>
  return { code, message, retryable, fatal, type }
}

test('a mail goes to all recipients of the endpoint, and those of bcc are in no header', async () => {
  const { arrived, send } = await smtp()
  const { exception, headers } = await send(
    'to=a@x.org,Ann <b@x.org>&cc=c@x.org&bcc=hidden@x.org&from=me@x.org&replyTo=r@x.org&subject=Gr%C3%BC%C3%9Fe',
  )
  expect(exception).toBeUndefined()
  const [{ mail, raw, ...envelope }] = arrived as [Arrived]
  expect(envelope).toEqual({ from: 'me@x.org', to: ['a@x.org', 'b@x.org', 'c@x.org', 'hidden@x.org'] })
  expect(mail.to?.map(({ address }) => address)).toEqual(['a@x.org', 'b@x.org'])
  expect(mail.subject).toBe('Grüße')
  expect(mail.replyTo?.[0]?.address).toBe('r@x.org')
  expect(mail.text).toBe('hello\n')
  // no id ends with this name by chance
  expect(raw.toString()).not.toContain('hidden@x.org')
  expect(headers['camelmailmessageid']).toBe(mail.messageId)
})

test('headers of the message override the endpoint only where an option allows it', async () => {
  const { arrived, send } = await smtp()
  const headers = { To: 'h@x.org', From: 'hf@x.org', Subject: 'of the header', 'Reply-To': 'hr@x.org' }
  await send('to=a@x.org&from=me@x.org&subject=s', 'x', headers)
  await send(
    'to=a@x.org&from=me@x.org&subject=s&useHeaderRecipients=true&useHeaderFrom=true&useHeaderSubject=true&useHeaderReplyTo=true',
    'x',
    headers,
  )
  const [first, second] = arrived
  expect([first?.to, first?.from, first?.mail.subject, first?.mail.replyTo]).toEqual([['a@x.org'], 'me@x.org', 's', undefined])
  expect([second?.to, second?.from, second?.mail.subject, second?.mail.replyTo?.[0]?.address]).toEqual([
    ['h@x.org'],
    'hf@x.org',
    'of the header',
    'hr@x.org',
  ])
})

test('headers of the message become headers of the mail, without those of Camel and without line breaks', async () => {
  const { arrived, send } = await smtp()
  await send('to=a@x.org', 'x', { 'X-Order': '7', 'X-Evil': 'a\r\nBcc: e@x.org', CamelX: 'stays', List: ['1', '2'] })
  const values = (name: string) => arrived[0]!.mail.headers.filter(({ key }) => key === name).map(({ value }) => value)
  expect(values('x-order')).toEqual(['7'])
  expect(values('x-evil')).toEqual(['a Bcc: e@x.org'])
  expect(values('list')).toEqual(['1', '2'])
  expect([...values('camelx'), ...values('bcc')]).toEqual([])
})

test('HTML with a plain alternative becomes one mail with both', async () => {
  const { arrived, send } = await smtp()
  await send('to=a@x.org&contentType=text/html', '<p>hällo</p>', { CamelMailAlternativeBody: 'hällo' })
  expect(arrived[0]!.mail.headers.find(({ key }) => key === 'content-type')?.value).toMatch(/^multipart\/alternative/)
  expect([arrived[0]!.mail.text, arrived[0]!.mail.html]).toEqual(['hällo\n', '<p>hällo</p>\n'])
})

test('text is encoded in the charset of its type; an unknown one fails, or is left out', async () => {
  const { arrived, send } = await smtp()
  await send('to=a@x.org&contentType=text/plain; charset=ISO-8859-1', 'hällo')
  expect(arrived[0]!.raw.toString('latin1')).toMatch(/charset=ISO-8859-1[\s\S]*h=E4llo/)
  expect(failureOf(await send('to=a@x.org&contentType=text/plain; charset=none-such')).code).toBe('KF_CONN_REJECTED')
  await send('to=a@x.org&contentType=text/plain; charset=none-such&ignoreUnsupportedCharset=true')
  expect(arrived[1]!.mail.text).toBe('hello\n')
})

test('bytes of another type than text arrive as they were', async () => {
  const { arrived, send } = await smtp()
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
  await send('to=a@x.org&contentType=application/octet-stream', bytes)
  expect(Buffer.from(arrived[0]!.mail.attachments[0]!.content as ArrayBuffer)).toEqual(bytes)
})

test('attachments of the message are sent along', async () => {
  const { arrived, uri } = await smtp()
  const { kafila } = await runRoutes(
    `- route: { id: r, from: { uri: "direct:a", steps: [ { setBody: { simple: "\${setAttachment(list.txt,'one')}" } }, { setBody: { constant: text } }, { to: "${uri}?to=a@x.org" } ] } }\n`,
  )
  const { exception } = await kafila.send('direct:a', { body: 'x' })
  expect(exception).toBeUndefined()
  const [{ mail }] = arrived as [Arrived]
  expect(mail.text).toBe('text\n')
  expect(
    mail.attachments.map(({ filename, disposition, content }) => [filename, disposition, Buffer.from(content as ArrayBuffer).toString()]),
  ).toEqual([['list.txt', 'attachment', 'one']])
})

test('5xx is for good, 4xx may be tried again, refused credentials are fatal, a server that is away may come', async () => {
  const refusing = (responseCode: number) => ({
    onRcptTo: (_: unknown, __: unknown, done: (error?: Error) => void) => done(Object.assign(new Error('not now'), { responseCode })),
  })
  const forGood = await smtp(refusing(550))
  expect(failureOf(await forGood.send('to=a@x.org'))).toMatchObject({
    code: 'KF_CONN_REJECTED',
    retryable: false,
    type: 'jakarta.mail.SendFailedException',
  })
  const later = await smtp(refusing(450))
  expect(failureOf(await later.send('to=a@x.org'))).toMatchObject({ code: 'KF_CONN_FAILED', retryable: true })
  const { send, arrived } = await smtp()
  expect(failureOf(await send('to=a@x.org&username=u&password=wrong'))).toMatchObject({ code: 'KF_CONN_AUTH', fatal: true })
  expect((await send('to=a@x.org&username=u&password=right')).exception).toBeUndefined()
  expect(arrived.length).toBe(1)
  const { kafila } = await smtp()
  expect(failureOf(await kafila.send('smtp:127.0.0.1:1?to=a@x.org&connectionTimeout=200', { body: 'x' }))).toMatchObject({
    code: 'KF_CONN_NOT_CONNECTED',
    retryable: true,
  })
})

test('when some recipients are refused the message fails and names them', async () => {
  const { arrived, send } = await smtp({
    onRcptTo: ({ address }, _, done) => (address === 'bad@x.org' ? done(Object.assign(new Error('who'), { responseCode: 550 })) : done()),
  })
  const { code, message } = failureOf(await send('to=good@x.org,bad@x.org'))
  expect([code, arrived[0]?.to]).toEqual(['KF_CONN_REJECTED', ['good@x.org']])
  expect(message).toContain('bad@x.org')
})

test('without recipients the message fails, as in Camel; the user of the URI is the default', async () => {
  const { arrived, send, kafila, uri } = await smtp()
  expect(failureOf(await send('from=me@x.org'))).toMatchObject({
    message: expect.stringContaining('The mail message does not have any recipients set.'),
    type: 'java.lang.IllegalArgumentException',
  })
  await kafila.send(`${uri.replace('smtp:', 'smtp://ann:right@')}`, { body: 'x' })
  expect(arrived[0]?.to).toEqual(['ann@127.0.0.1'])
})

test('a server that offers STARTTLS is talked to securely, and its certificate must be trusted', async () => {
  let secured: boolean | undefined
  const { arrived, send } = await smtp({
    disabledCommands: [],
    onMailFrom(_, session, done) {
      secured = session.secure
      done()
    },
  })
  const options = 'to=a@x.org&connectionTimeout=300'
  expect(failureOf(await send(options)).code).toBe('KF_CONN_NOT_CONNECTED')
  expect((await send(`${options}&mail.smtp.ssl.trust=*`)).exception).toBeUndefined()
  expect(secured).toBe(true)
  expect((await send(`${options}&mail.smtp.starttls.enable=false`)).exception).toBeUndefined()
  expect([secured, arrived.length]).toEqual([false, 2])
})

test('startTls=required sends nothing over a connection that cannot be made secure', async () => {
  const { arrived, send } = await smtp()
  expect(failureOf(await send('to=a@x.org&mail.smtp.starttls.required=true&connectionTimeout=300')).code).toBe('KF_CONN_NOT_CONNECTED')
  expect(arrived).toEqual([])
})

test('a property of JavaMail without counterpart is an error that names it', async () => {
  const { send } = await smtp()
  expect(failureOf(await send('to=a@x.org&mail.smtp.dsn.notify=NEVER')).message).toContain('mail.smtp.dsn.notify')
})

test('mails are signed with DKIM where there is a key', async () => {
  const { arrived, uri } = await smtp()
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const { kafila } = await runRoutes(
    `- route: { id: r, from: { uri: "direct:a", steps: [ { to: { uri: "${uri}", parameters: { to: a@x.org, dkimDomain: x.org, dkimSelector: s1, dkimPrivateKey: ${JSON.stringify(privateKey)} } } } ] } }\n`,
  )
  expect((await kafila.send('direct:a', { body: 'x' })).exception).toBeUndefined()
  expect(arrived[0]!.mail.headers.find(({ key }) => key === 'dkim-signature')?.value).toMatch(/d=x\.org;.*s=s1;/)
  const half = runRoutes(`- route: { id: r, from: { uri: "direct:a", steps: [ { to: "${uri}?to=a@x.org&dkimDomain=x.org" } ] } }\n`)
  await expect(half).rejects.toMatchObject({ message: expect.stringContaining('dkimSelector') })
  const wrong = runRoutes(
    `- route: { id: r, from: { uri: "direct:a", steps: [ { to: "${uri}?to=a@x.org&dkimDomain=x.org&dkimSelector=s&dkimPrivateKey=file:none.pem" } ] } }\n`,
  )
  await expect(wrong).rejects.toMatchObject({ message: expect.stringContaining('dkimPrivateKey') })
})

/** A POP3 server that says what it has to say byte by byte, as a slow network would. */
async function slowPop3(answers: Readonly<Record<string, string>>) {
  const said: string[] = []
  const server = createServer(socket => {
    const say = async (text: string) => {
      for (const byte of Buffer.from(text, 'latin1')) {
        socket.write(Buffer.from([byte]))
        await new Promise(resolve => setImmediate(resolve))
      }
    }
    socket.on('error', () => undefined)
    socket.on('data', line => {
      const command = String(line).trim()
      said.push(command)
      void say(answers[command] ?? '+OK\r\n')
    })
    void say('+OK ready\r\n')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { said, port: (server.address() as AddressInfo).port }
}

test('POP3: mails are read whole and as they are, however they are cut on their way', async () => {
  const answers = {
    CAPA: '-ERR\r\n',
    UIDL: '+OK\r\n1 a\r\n2 b\r\n.\r\n',
    'RETR 1': '+OK\r\nContent-Type: text/plain; charset=ISO-8859-1\r\n\r\n\xe4\r\n..\r\n...\r\n.\r\n',
    'RETR 2': '+OK\r\n\r\n.\r\n',
  }
  const { said, port } = await slowPop3(answers)
  const { bodies, until } = await runRoutes(
    `- route: { id: r, from: { uri: "pop3:127.0.0.1:${port}?username=u&password=p&initialDelay=0&delay=1h&delete=true", steps: [ { to: "mock:in" } ] } }\n`,
  )
  await until(() => said.includes('QUIT'))
  expect(bodies('in')).toEqual(['ä\r\n.\r\n..\r\n', ''])
  expect(said).toEqual(['CAPA', 'USER u', 'PASS p', 'UIDL', 'RETR 1', 'RETR 2', 'DELE 1', 'DELE 2', 'QUIT'])
})

test('POP3: a mail that the server refuses to give keeps nobody from those behind it, and is tried again later', async () => {
  const { said, port } = await slowPop3({
    CAPA: '-ERR\r\n',
    UIDL: '+OK\r\n1 a\r\n2 b\r\n.\r\n',
    'RETR 1': '-ERR [SYS/PERM] broken\r\n',
    'RETR 2': '+OK\r\n\r\ntwo\r\n.\r\n',
  })
  const { bodies, records, until } = await runRoutes(
    `- route: { id: r, from: { uri: "pop3:127.0.0.1:${port}?username=u&password=p&initialDelay=0&delay=20&delete=true", steps: [ { to: "mock:in" } ] } }\n`,
  )
  await until(() => said.filter(each => each === 'RETR 1').length === 2)
  expect(bodies('in')[0]).toBe('two\r\n')
  expect(said.slice(0, said.indexOf('QUIT'))).toContain('DELE 2')
  expect(said).not.toContain('DELE 1')
  expect(records.some(({ message }) => message.includes('the mail a failed') && message.includes('broken'))).toBe(true)
})

test('POP3: refused credentials are fatal, a mailbox that is in use is not', async () => {
  const open = async (answer: string) => {
    const { port } = await slowPop3({ CAPA: '-ERR\r\n', 'PASS p': answer })
    return runRoutes(`- route: { id: r, from: { uri: "pop3:127.0.0.1:${port}?username=u&password=p", steps: [ { to: "mock:in" } ] } }\n`)
  }
  await expect(open('-ERR [AUTH] no\r\n')).rejects.toMatchObject({ message: expect.stringContaining('credentials are refused') })
  const { records } = await open('-ERR [IN-USE] later\r\n')
  expect(records.some(({ message }) => message.includes('not connected') && message.includes('IN-USE'))).toBe(true)
})

const DEFAULTS = {
  mapMailMessage: true,
  mimeDecodeHeaders: false,
  generateMissingAttachmentNames: undefined,
  handleDuplicateAttachmentNames: 'never',
  failOnDuplicateFileAttachment: false,
} as const

const lines = (...text: string[]) => Buffer.from(text.join('\r\n'))

test('a plain mail gives its text, and headers as they stand', () => {
  const raw = lines(
    'Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=',
    'Received: a',
    'Received: b',
    'CamelSecret: no',
    'Content-Type: text/plain',
    '',
    'hello',
    '',
  )
  const { body, headers } = readMail(raw, DEFAULTS)
  expect(body).toBe('hello\r\n')
  expect(headers).toEqual({ Subject: '=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=', Received: ['a', 'b'], 'Content-Type': 'text/plain' })
  expect(readMail(raw, { ...DEFAULTS, mimeDecodeHeaders: true }).headers['Subject']).toBe('Grüße')
  expect(readMail(raw, { ...DEFAULTS, mapMailMessage: false }).body).toBe(raw)
})

const part = (name: string, text: string) => [
  '--b',
  `Content-Type: text/csv; name="${name}"`,
  `Content-Disposition: attachment; filename="${name}"`,
  '',
  text,
]
const two = lines(
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/html',
  '',
  '<p>x</p>',
  ...part('a.csv', '1'),
  ...part('a.csv', '2'),
  '--b--',
  '',
)

test('a multipart mail gives its text, and parts with a name as attachments', () => {
  const { body, headers, attachments, leftOut } = readMail(two, DEFAULTS)
  expect([body, headers['Content-Type']]).toEqual(['<p>x</p>', 'text/html'])
  expect([...attachments.keys()]).toEqual(['a.csv'])
  expect(attachments.get('a.csv')).toMatchObject({
    contentType: 'text/csv',
    content: Buffer.from('1'),
    headers: { 'Content-Disposition': 'attachment; filename="a.csv"' },
  })
  expect(leftOut).toEqual(['a.csv'])
})

test('a second attachment of one name gets another one, or fails the mail, as the options say', () => {
  const names = (handle: 'uuidPrefix' | 'uuidSuffix') =>
    [...readMail(two, { ...DEFAULTS, handleDuplicateAttachmentNames: handle }).attachments.keys()][1]
  expect(names('uuidPrefix')).toMatch(/^[0-9a-f-]{36}_a\.csv$/)
  expect(names('uuidSuffix')).toMatch(/^a_[0-9a-f-]{36}\.csv$/)
  expect(() => readMail(two, { ...DEFAULTS, failOnDuplicateFileAttachment: true })).toThrow('Duplicate file attachment: a.csv')
})

test('a mail that the client of mails has made is read as it was written', async () => {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const bytes = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256))
  const raw = await new MailComposer({
    from: 'a@x.org',
    subject: 'Grüße aus Köln, und das ist eine lange Zeile, die umbrochen werden muss, weil sie zu lang ist',
    text: 'Schöne Grüße = 1\r\n\r\n.\r\nEnde ',
    html: '<p>Schöne Grüße</p>',
    attachments: [
      { filename: 'größe und länge von sehr vielen dingen, die einen langen namen haben müssen.bin', content: bytes },
      { filename: 'lines.csv', content: 'a;b\r\n1;2\r\n', contentType: 'text/csv', contentTransferEncoding: '7bit' },
    ],
  })
    .compile()
    .build()
  const { body, headers, attachments } = readMail(raw, { ...DEFAULTS, mimeDecodeHeaders: true })
  expect(body).toBe('Schöne Grüße = 1\r\n\r\n.\r\nEnde ')
  expect(headers['Subject']).toBe('Grüße aus Köln, und das ist eine lange Zeile, die umbrochen werden muss, weil sie zu lang ist')
  expect(headers['Content-Type']).toBe('text/plain; charset=utf-8')
  expect([...attachments].map(([name, { content }]) => [name, content])).toEqual([
    ['größe und länge von sehr vielen dingen, die einen langen namen haben müssen.bin', bytes],
    ['lines.csv', Buffer.from('a;b\r\n1;2\r\n')],
  ])
})

test('a mail that is cut off or not well-formed is read as far as it goes, and one without end of parts is refused', () => {
  const read = (...text: string[]) => readMail(lines(...text), DEFAULTS)
  expect(read('Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'cut').body).toBe('cut')
  expect(read('Content-Type: multipart/mixed; boundary=b', '', '--bb', '--b x', 'no part').body).toBeNull()
  expect(read('no header', 'Subject: s', '', 'x').headers).toEqual({ Subject: 's' })
  expect(read('Content-Type: text/plain; charset=none-such', '', 'x').body).toBe('x')
  expect(readMail(Buffer.alloc(0), DEFAULTS).body).toBe('')
  const nested = Array.from({ length: 100 }, (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}`)
  expect(() => read(...nested, '', 'x')).toThrow('too many parts')
})

test('a search is made of searchTerm.*, and only of unseen where there is none', () => {
  const now = () => Date.UTC(2026, 10, 30, 12)
  expect(searchQuery({}, true, now)()).toEqual({ deleted: false, seen: false })
  expect(searchQuery({}, false, now)()).toEqual({ deleted: false })
  expect(
    searchQuery({ 'searchTerm.subjectOrBody': 'x', 'searchTerm.unseen': 'false', 'searchTerm.fromSentDate': 'now-24h' }, true, now)(),
  ).toEqual({
    deleted: false,
    or: [{ subject: 'x' }, { body: 'x' }],
    sentSince: new Date(Date.UTC(2026, 10, 29, 12)),
  })
  expect(() => searchQuery({ 'searchTerm.subjekt': 'x' }, true, now)).toThrow('searchTerm.subjekt')
  expect(() => searchQuery({ 'searchTerm.toSentDate': 'yesterday' }, true, now)).toThrow('toSentDate')
})

test('mails are sorted by several criteria, each of which may be turned round', () => {
  const mails = [1, 2, 3].map(uid => ({ uid, size: uid % 2, envelope: { subject: `s${uid}` } }))
  expect(sortMails(mails, orderOf('size,reverse,subject')).map(({ uid }) => uid)).toEqual([2, 3, 1])
  expect(() => orderOf('colour')).toThrow('colour')
})

test('addresses are cut at commas and semicolons that do not stand within quotes', () => {
  expect(splitAddresses('"B, C" <b@x>; a@x,,c@x')).toEqual(['"B, C" <b@x>', 'a@x', 'c@x'])
})
