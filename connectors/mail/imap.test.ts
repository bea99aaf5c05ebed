import { type AddressInfo, createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { runRoutes, until } from '../../test/helpers/run-routes.ts'

/** What a server says to a command, line by line, the last one without its tag; `hang up`; or nothing special. */
type Script = (command: string) => readonly string[] | 'hang up' | undefined

/** An IMAP server with the mails 1 and 2, which a search finds until they are marked; a script may say something else. */
class ScriptedImap {
  uidValidity = 7
  readonly said: string[] = []
  readonly seen = new Set<string>()
  readonly sockets = new Set<Socket>()
  private readonly script: Script
  private readonly server = createServer(socket => this.greet(socket))

  constructor(script: Script) {
    this.script = script
  }

  static async start(script: Script = () => undefined): Promise<ScriptedImap> {
    const imap = new ScriptedImap(script)
    await new Promise<void>(resolve => imap.server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      imap.hangUp()
      imap.server.close()
    })
    return imap
  }

  hangUp(): void {
    for (const socket of this.sockets) socket.destroy()
  }

  uri(more = ''): string {
    return `imap:127.0.0.1:${(this.server.address() as AddressInfo).port}?username=u&password=p&initialDelay=0&delay=20${more}`
  }

  /** The commands that marked or moved mails. */
  get marks(): string[] {
    return this.said.filter(each => /^UID (STORE|MOVE|COPY|EXPUNGE)/.test(each))
  }

  private greet(socket: Socket): void {
    this.sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', data => {
      for (const line of String(data).split('\r\n').slice(0, -1)) this.answer(socket, line)
    })
    socket.write('* OK ready\r\n')
  }

  private answer(socket: Socket, line: string): void {
    const [tag, ...rest] = line.split(' ')
    const command = rest.join(' ')
    this.said.push(command)
    const lines = this.script(command) ?? this.usual(command)
    if (lines === 'hang up') return void socket.destroy()
    socket.write([...lines.slice(0, -1), `${tag} ${lines.at(-1)} done`, ''].join('\r\n'))
  }

  private usual(command: string): string[] {
    if (command === 'CAPABILITY') return ['* CAPABILITY IMAP4rev1 UIDPLUS MOVE IDLE', 'OK']
    if (command.startsWith('LIST')) return [`* LIST () "/" ${command.endsWith(' ""') ? '""' : 'INBOX'}`, 'OK']
    if (command.startsWith('SELECT')) return ['* 2 EXISTS', `* OK [UIDVALIDITY ${this.uidValidity}]`, '* FLAGS (\\Seen \\Deleted)', 'OK']
    if (command.startsWith('STATUS')) return ['NO']
    if (command.startsWith('UID SEARCH')) return [`* SEARCH ${['1', '2'].filter(id => !this.seen.has(id)).join(' ')}`.trimEnd(), 'OK']
    if (command.startsWith('UID STORE')) for (const id of command.split(' ')[2]!.split(',')) this.seen.add(id)
    if (command.startsWith('UID FETCH')) return [...fetched(command), 'OK']
    return ['OK']
  }
}

/** What is told of mails: their sizes, or they themselves. */
function fetched(command: string): string[] {
  const ids = command.split(' ')[2]!.split(',')
  const raw = (id: string) => `Subject: n${id}\r\n\r\nhello`
  return ids.map(id =>
    command.includes('BODY')
      ? `* ${id} FETCH (UID ${id} BODY[] {${raw(id).length}}\r\n${raw(id)})`
      : `* ${id} FETCH (UID ${id} RFC822.SIZE ${raw(id).length})`,
  )
}

const route = (uri: string, steps = '') =>
  `- route: { id: r, errorHandler: { noErrorHandler: {} }, from: { uri: "${uri}", steps: [ { to: "mock:in" }${steps} ] } }\n`

test('flags that somebody changes while mails are fetched are told in the same form, and taken for no mail', async () => {
  const imap = await ScriptedImap.start(command =>
    command.startsWith('UID FETCH') ? [...fetched(command), '* 1 FETCH (UID 1 FLAGS (\\Flagged))', 'OK'] : undefined,
  )
  const { received, records } = await runRoutes(route(imap.uri()))
  await until(() => imap.seen.size === 2)
  expect(received('in').map(each => each.header('Subject'))).toEqual(['n1', 'n2'])
  expect(records.filter(({ level }) => level === 'WARN')).toEqual([])
})

test('a mail that the server refuses to give keeps nobody from the others, and is tried again later', async () => {
  const refused = /^UID FETCH (1|1,2) .*BODY/
  const imap = await ScriptedImap.start(command => (refused.test(command) ? ['NO [SERVERBUG] broken'] : undefined))
  const { received, records } = await runRoutes(route(imap.uri()))
  await until(() => imap.said.filter(each => refused.test(each)).length === 3)
  expect(received('in').map(each => each.header('Subject'))).toEqual(['n2'])
  expect([...imap.seen]).toEqual(['2'])
  expect(records.some(({ message }) => message.includes('the mail 7-1 failed') && message.includes('broken'))).toBe(true)
})

test('a mail over which the server ends the connection keeps nobody from the others: it is fetched alone, and tried again later', async () => {
  const fatal = /^UID FETCH (1|1,2) .*BODY/
  const imap = await ScriptedImap.start(command => (fatal.test(command) ? 'hang up' : undefined))
  const { received, records } = await runRoutes(route(imap.uri()))
  await until(() => imap.said.filter(each => fatal.test(each)).length === 3)
  expect(received('in').map(each => each.header('Subject'))).toEqual(['n2'])
  expect([...imap.seen]).toEqual(['2'])
  expect(records.some(({ message }) => message.includes('the mail 7-1 failed and comes again later'))).toBe(true)
})

test('a mail during whose fetching the connection is lost once comes over the next one as if nothing had been', async () => {
  let fetches = 0
  const imap = await ScriptedImap.start(command => (/BODY/.test(command) && ++fetches === 1 ? 'hang up' : undefined))
  const { received, records } = await runRoutes(route(imap.uri()))
  await until(() => imap.seen.size === 2)
  expect(received('in').map(each => [each.header('Subject'), each.property('KafilaDeliveryAttempt')])).toEqual([
    ['n1', undefined],
    ['n2', undefined],
  ])
  expect(records.some(({ message }) => message.includes('comes again later'))).toBe(false)
})

test('a folder for what is done is not made where there is one: servers need not tell why they refuse to', async () => {
  const imap = await ScriptedImap.start(command => {
    if (command.startsWith('STATUS')) return ['* STATUS Done (MESSAGES 3)', 'OK']
    return command.startsWith('CREATE') ? ['NO'] : undefined
  })
  await runRoutes(route(imap.uri('&moveTo=Done')))
  await until(() => imap.marks.length === 2)
  expect(imap.marks).toEqual(['UID STORE 1,2 +FLAGS (\\Seen)', 'UID MOVE 1,2 Done'])
})

test('a mail that was marked and not moved when the connection was lost is moved over the next one, though no search finds it', async () => {
  let moves = 0
  const imap = await ScriptedImap.start(command => (command.startsWith('UID MOVE') && ++moves === 1 ? 'hang up' : undefined))
  const { received } = await runRoutes(route(imap.uri('&moveTo=Done&maxMessagesPerPoll=1')))
  await until(() => imap.marks.filter(each => each === 'UID MOVE 1 Done').length === 2)
  await until(() => imap.marks.includes('UID MOVE 2 Done'))
  expect(received('in').length).toBe(2)
})

test('a mail of a folder that was made anew meanwhile is not marked: its number is that of another one', async () => {
  const imap = await ScriptedImap.start()
  const waiting: (() => void)[] = []
  const group =
    ', { aggregate: { correlationExpression: { constant: "x" }, aggregationStrategy: "#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy", completionSize: 2, parallelProcessing: true, steps: [ { process: { ref: wait } } ] } }'
  const { received } = await runRoutes(route(imap.uri('&concurrency=2'), group), {
    beans: { wait: () => new Promise<void>(resolve => waiting.push(resolve)) },
  })
  await until(() => waiting.length === 1)
  imap.uidValidity = 8
  imap.hangUp()
  await until(() => waiting.length === 2)
  waiting[0]!()
  const searches = () => imap.said.filter(each => each.startsWith('UID SEARCH')).length
  const before = searches()
  await until(() => searches() === before + 5)
  expect(imap.marks).toEqual([])
  waiting[1]!()
  await until(() => imap.seen.size === 2)
  expect(received('in').length).toBe(4)
})

test('with idle, what came while the connection was away is looked for when it is back', async () => {
  const imap = await ScriptedImap.start(command => (command === 'IDLE' || command === 'DONE' ? 'hang up' : undefined))
  imap.seen.add('1').add('2')
  const { received } = await runRoutes(route(imap.uri('&idle=true').replace('delay=20', 'delay=1h')))
  await until(() => imap.said.includes('IDLE'))
  imap.seen.delete('2')
  await until(() => received('in').length === 1)
})
