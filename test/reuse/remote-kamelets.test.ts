import type { AddressInfo } from 'node:net'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { toText } from '../../src/index.ts'
import { freePort } from '../helpers/free-port.ts'
import { TestBroker } from '../helpers/mqtt-broker.ts'
import { until } from '../helpers/run-routes.ts'
import { type MiniS3, miniS3 } from '../support/mini-s3.ts'
import { startKamelet } from './start-kamelet.ts'

const KEYS = { accessKey: 'app', secretKey: 'the-secret' }

describe('the Kamelets of S3', () => {
  const aws = (server: MiniS3) => ({
    ...KEYS,
    bucketNameOrArn: 'box',
    region: 'us-east-1',
    uriEndpointOverride: server.endpoint,
    overrideEndpoint: true,
    forcePathStyle: true,
  })
  const ceph = (server: MiniS3) => ({ ...KEYS, bucketName: 'box', zoneGroup: 'us-east-1', cephUrl: server.endpoint })

  test('aws-s3-sink names the object by the key given, else by the header of the message', async () => {
    const server = await miniS3()
    const { send } = await startKamelet('aws-s3-sink', { ...aws(server) })
    await send('hello', { file: 'a.txt' })
    await send('cloud', { 'ce-file': 'b.txt' })
    expect([server.text('a.txt'), server.text('b.txt')]).toEqual(['hello', 'cloud'])
    const fixed = await startKamelet('aws-s3-sink', { ...aws(server), keyName: 'fixed.txt' })
    await fixed.send('named', { file: 'c.txt' })
    expect([server.text('fixed.txt'), server.text('c.txt')]).toEqual(['named', undefined])
  })

  test('aws-s3-source takes each object, and deletes it', async () => {
    const server = await miniS3()
    server.put('in/a.txt', 'one')
    server.put('other.txt', 'two')
    const { received } = await startKamelet('aws-s3-source', { ...aws(server), prefix: 'in/' })
    await until(() => server.objects.size === 1)
    expect(received.map(each => [each.header('CamelAwsS3Key'), toText(each.body)])).toEqual([['in/a.txt', 'one']])
    expect(server.text('other.txt')).toBe('two')
  })

  test('aws-s3-streaming-upload-sink joins messages to one object', async () => {
    const server = await miniS3()
    const { send } = await startKamelet('aws-s3-streaming-upload-sink', { ...aws(server), keyName: 'all.txt', batchMessageNumber: 2 })
    await Promise.all([send('one,'), send('two')])
    expect([...server.objects.values()].map(each => each.content.toString())).toEqual(['one,two'])
  })

  test('ceph-sink names the object by the header, or by the id of the exchange', async () => {
    const server = await miniS3()
    const { send } = await startKamelet('ceph-sink', ceph(server))
    await send('hello', { file: 'a.txt' })
    const { id } = await send('nameless')
    expect([server.text('a.txt'), server.text(id)]).toEqual(['hello', 'nameless'])
  })

  test('ceph-source takes each object, and deletes it', async () => {
    const server = await miniS3()
    server.put('a.txt', 'one')
    const { received } = await startKamelet('ceph-source', ceph(server))
    await until(() => server.objects.size === 0)
    expect(received.map(each => [each.header('CamelAwsS3Key'), toText(each.body)])).toEqual([['a.txt', 'one']])
  })
})

describe('the Kamelets of MQTT 3.1.1', () => {
  test('mqtt-source takes what is published to its topic', async () => {
    const broker = await TestBroker.start()
    const { received } = await startKamelet('mqtt-source', { topic: 'orders', brokerUrl: broker.url })
    await until(() => broker.subscribed.includes('orders'))
    await broker.publish('orders', 'one')
    await until(() => received.length === 1)
    expect([received[0]!.header('CamelMqttTopic'), toText(received[0]!.body)]).toEqual(['orders', 'one'])
    expect(broker.clients).toEqual(['mqtt-source'])
  })

  test('mqtt-sink publishes to its topic, with the name and the password of a user', async () => {
    const seen: (string | undefined)[] = []
    const authenticate = (_: unknown, user: string | undefined, password: Buffer | undefined, done: (error: null, ok: boolean) => void) => {
      seen.push(user, password?.toString())
      done(null, true)
    }
    const broker = await TestBroker.start({ authenticate } as never)
    const reader = await startKamelet('mqtt-source', { topic: 'orders', brokerUrl: broker.url })
    await until(() => broker.subscribed.includes('orders'))
    const { send } = await startKamelet('mqtt-sink', { topic: 'orders', brokerUrl: broker.url, username: 'ann', password: 'secret' })
    await send('two')
    await until(() => reader.received.length === 1)
    expect(toText(reader.received[0]!.body)).toBe('two')
    expect(seen.slice(-2)).toEqual(['ann', 'secret'])
  })
})

describe('mail-sink', () => {
  /** A server that knows one user, and keeps the mails that it takes as they came. */
  async function smtp() {
    const mails: string[] = []
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username, password }, _, done) =>
        username === 'ann' && password === 'secret'
          ? done(null, { user: username })
          : done(Object.assign(new Error('wrong'), { responseCode: 535 })),
      onData(stream, _, done) {
        const chunks: Buffer[] = []
        stream.on('data', chunk => chunks.push(chunk))
        stream.on('end', () => {
          mails.push(Buffer.concat(chunks).toString())
          done()
        })
      },
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => new Promise<void>(resolve => server.close(() => resolve())))
    return { mails, port: (server.server.address() as AddressInfo).port }
  }

  test('sends the message as a mail, as the user, without the headers of the cloud event', async () => {
    const { mails, port } = await smtp()
    const login = { connectionHost: '127.0.0.1', connectionPort: port, username: 'ann', password: 'secret' }
    const { send } = await startKamelet('mail-sink', { ...login, from: 'a@x.org', to: 'b@x.org', subject: 'hello' })
    await send('the text', { 'ce-id': '7' })
    expect(mails[0]).toMatch(/^From: a@x.org\r\nTo: b@x.org\r\nSubject: hello\r\n/m)
    expect(mails[0]).toMatch(/\r\n\r\nthe text/)
    expect(mails[0]).not.toContain('ce-id')
  })
})

describe('the Kamelets of PostgreSQL', () => {
  let db: PGlite
  let server: PGLiteSocketServer
  let login: Readonly<Record<string, unknown>>

  beforeAll(async () => {
    db = await PGlite.create()
    const port = await freePort()
    server = new PGLiteSocketServer({ db, port, host: '127.0.0.1', maxConnections: 5 })
    await server.start()
    login = { serverName: '127.0.0.1', serverPort: port, username: 'postgres', password: 'secret', databaseName: 'postgres' }
  }, 60_000)

  afterAll(async () => {
    await server.stop()
    await db.close()
  }, 60_000)

  beforeEach(
    async () => void (await db.exec('drop table if exists orders; create table orders (id int, name text, done boolean default false)')),
  )

  const rows = async (query: string) => (await db.query(query)).rows
  test('postgresql-sink fills the parameters of its statement from the JSON of the message', async () => {
    const { send } = await startKamelet('postgresql-sink', { ...login, query: 'insert into orders (id, name) values (:#id, :#name)' })
    await send('{"id":7,"name":"Ann"}')
    expect(await rows('select * from orders')).toEqual([{ id: 7, name: 'Ann', done: false }])
  })

  test('postgresql-source gives each row as JSON, and marks it', async () => {
    await db.exec(`insert into orders values (1, 'Ann'), (2, 'Bob')`)
    const { received } = await startKamelet('postgresql-source', {
      ...login,
      query: 'select id, name from orders where not done order by id',
      consumedQuery: 'update orders set done = true where id = :#id',
      delay: 10,
    })
    await until(() => received.length >= 2)
    expect(received.map(each => toText(each.body))).toEqual(['{"id":1,"name":"Ann"}', '{"id":2,"name":"Bob"}'])
    while ((await rows('select * from orders where done')).length < 2) await new Promise(setImmediate)
  })
})
