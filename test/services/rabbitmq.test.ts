import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import amqplib, { type ChannelModel } from 'amqplib'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { type Exchange, mocks } from '../../src/index.ts'
import { newFolder, runRoutes, until } from '../helpers/run-routes.ts'
import { type Service, service } from '../support/services.ts'
import { killAgainAndAgain, writtenFiles } from '../support/started-route.ts'

let broker: Service
let url: string

beforeAll(async () => {
  broker = await service(process.env['RABBITMQ_SERVICE'] ?? 'rabbitmq')
  url = broker.env['AMQP_URL']!
})

const unique = () => `q${randomBytes(6).toString('hex')}`
const factory = (uri = url) =>
  `- beans: [ { name: rabbit, type: org.springframework.amqp.rabbit.connection.CachingConnectionFactory, properties: { uri: "${uri}" } } ]\n`
const from = (uri: string, steps = '[ { to: "mock:out" } ]') => `- from: { uri: "${uri}", steps: ${steps} }\n`
const source = (uri: string, steps?: string) => factory() + from(uri, steps)

/** The library, as somebody else. */
async function client(): Promise<ChannelModel> {
  const connection = await amqplib.connect(url)
  connection.on('error', () => undefined)
  onTestFinished(() => connection.close().catch(() => undefined))
  return connection
}

async function publishAll(queue: string, names: readonly string[]): Promise<void> {
  const channel = await (await client()).createConfirmChannel()
  for (const name of names) channel.sendToQueue(queue, Buffer.from(name), { persistent: true })
  await channel.waitForConfirms()
}

async function depth(queue: string): Promise<number> {
  const channel = await (await client()).createChannel()
  return (await channel.checkQueue(queue)).messageCount
}

test('messages go from a sink to a source in their order, with their headers', async () => {
  const name = unique()
  const { kafila, received } = await runRoutes(source(`spring-rabbitmq:${name}?queues=${name}&routingKey=k`))
  for (let i = 0; i < 100; i++) {
    const { exception } = await kafila.send(`spring-rabbitmq:${name}?routingKey=k`, {
      body: `${i}`,
      headers: { n: i, CamelSpringRabbitmqMessageId: `m${i}` },
    })
    expect(exception).toBeUndefined()
  }
  await until(() => received('out').length === 100)
  expect(received('out').map(each => each.body)).toEqual(Array.from({ length: 100 }, (_, i) => `${i}`))
  const last = received('out').at(-1)!
  const names = ['MessageId', 'ExchangeName', 'RoutingKey', 'DeliveryMode', 'ContentType'].map(each =>
    last.header(`CamelSpringRabbitmq${each}`),
  )
  expect([last.header('n'), ...names]).toEqual([99, 'm99', name, 'k', 'PERSISTENT', 'text/plain'])
})

test('a process that is killed again and again loses no message', async () => {
  const name = unique()
  const folder = newFolder()
  const text = source(`spring-rabbitmq:default?queues=${name}&concurrentConsumers=4`, '[ { to: "file:out?fileName=${body}" } ]')
  writeFileSync(join(folder, 'route.yaml'), text)
  const names = Array.from({ length: 2000 }, (_, index) => `m${index}`)
  await killAgainAndAgain(folder, { points: [50, 400, 1000], all: names.length, sending: () => publishAll(name, names) })
  expect(writtenFiles(folder).sort()).toEqual([...names].sort())
})

test('what was confirmed is there after the broker was killed, and source and sink go on', async () => {
  const name = unique()
  const { kafila, received } = await runRoutes(`${source(`spring-rabbitmq:default?queues=${name}`)}`)
  const sink = `spring-rabbitmq:default?routingKey=${name}&confirmTimeout=20000`
  await kafila.send(sink, { body: 'first' })
  await until(() => received('out').length === 1)
  // a queue that was declared a moment before the kill may be gone
  await new Promise(resolve => setTimeout(resolve, 4000))
  const confirmed: string[] = []
  let isOver = false
  const sending = (async () => {
    for (let i = 0; !isOver; i++) {
      const { exception } = await kafila.send(sink, { body: `${i}` })
      if (exception === undefined) confirmed.push(`${i}`)
    }
  })()
  await until(() => confirmed.length > 50)
  await broker.kill9()
  const before = confirmed.length
  await broker.start()
  await until(() => confirmed.length > before + 50)
  isOver = true
  await sending
  const seen = () => new Set(received('out').map(each => String(each.body)))
  await until(() => confirmed.every(each => seen().has(each)))
})

test('a message that fails stays in its queue, and comes again', async () => {
  const name = unique()
  let attempts = 0
  const work = () => {
    attempts += 1
    if (attempts < 3) throw new RangeError('not yet')
  }
  const { received } = await runRoutes(
    source(`spring-rabbitmq:default?queues=${name}&retryDelay=20`, '[ { process: { ref: work } }, { to: "mock:out" } ]'),
    { beans: { work } },
  )
  await publishAll(name, ['a', 'b'])
  await until(() => received('out').length === 2)
  expect(received('out').map(each => String(each.body))).toEqual(['a', 'b'])
  await until(() => attempts === 4)
})

test('a message that fails for good goes to the dead letter queue', async () => {
  const name = unique()
  let attempts = 0
  const work = () => {
    attempts += 1
    throw new RangeError('never')
  }
  const dead = `deadLetterExchange=${name}.dlx&deadLetterQueue=${name}.dlq&deadLetterRoutingKey=dead`
  await runRoutes(
    source(`spring-rabbitmq:default?queues=${name}&${dead}&maximumRetryAttempts=3&retryDelay=10`, '[ { process: { ref: work } } ]'),
    { beans: { work } },
  )
  await publishAll(name, ['a'])
  await expect.poll(() => depth(`${name}.dlq`)).toBe(1)
  expect(attempts).toBe(3)
  expect(await depth(name)).toBe(0)
})

test('what is being worked on at the stop ends, and what waits goes back', async () => {
  const name = unique()
  let end = () => {}
  const gate = new Promise<void>(resolve => {
    end = resolve
  })
  const begun: string[] = []
  const work = (exchange: Exchange) => {
    begun.push(String(exchange.body))
    return gate
  }
  const { kafila } = await runRoutes(source(`spring-rabbitmq:default?queues=${name}`, '[ { process: { ref: work } } ]'), {
    beans: { work },
  })
  await publishAll(name, ['a', 'b', 'c'])
  await until(() => begun.length === 1)
  const stopping = kafila.stop({ timeoutMs: 5000 })
  setTimeout(end, 100)
  await stopping
  expect(begun).toEqual(['a'])
  await expect.poll(() => depth(name)).toBe(2)
})

test('the broker sends no more than prefetchCount before the first is acknowledged', async () => {
  const name = unique()
  let end = () => {}
  const gate = new Promise<void>(resolve => {
    end = resolve
  })
  let begun = 0
  const work = () => {
    begun += 1
    return gate
  }
  await runRoutes(
    source(`spring-rabbitmq:default?queues=${name}&prefetchCount=3&concurrentConsumers=8`, '[ { process: { ref: work } } ]'),
    { beans: { work } },
  )
  await publishAll(
    name,
    Array.from({ length: 10 }, (_, i) => `${i}`),
  )
  await until(() => begun === 3)
  expect(await depth(name)).toBe(7)
  end()
  await until(() => begun === 10)
})

test('a request gets the reply of the route that reads it', async () => {
  const name = unique()
  const routes = `${source(`spring-rabbitmq:default?queues=${name}`, '[ { setBody: { simple: "re: ${body}" } } ]')}${from('direct:start', `[ { to: "spring-rabbitmq:default?routingKey=${name}&replyTimeout=5000" } ]`)}`
  const { kafila } = await runRoutes(routes)
  const replies = await Promise.all(Array.from({ length: 20 }, (_, i) => kafila.request('direct:start', { body: `${i}` })))
  expect(replies).toEqual(Array.from({ length: 20 }, (_, i) => `re: ${i}`))
})

test('a request without reply fails after replyTimeout', async () => {
  const name = unique()
  await (await (await client()).createChannel()).assertQueue(name)
  const { kafila } = await runRoutes(
    `${factory()}${from('direct:start', `[ { to: "spring-rabbitmq:default?routingKey=${name}&replyTimeout=100" } ]`)}`,
  )
  await expect(kafila.request('direct:start', { body: 'x' })).rejects.toMatchObject({ code: 'KF_CONN_TIMEOUT' })
})

test('a message that no queue takes is refused, others that are sent at the same time are not', async () => {
  const name = unique()
  const { kafila } = await runRoutes(source(`spring-rabbitmq:default?queues=${name}`))
  const send = (key: string) =>
    kafila.send(`spring-rabbitmq:default`, { body: 'x', headers: { CamelSpringRabbitmqRoutingOverrideKey: key } })
  const results = await Promise.all(['nowhere', name, 'nowhere', name].map(send))
  expect(results.map(({ exception }) => (exception as { code?: string } | undefined)?.code)).toEqual([
    'KF_CONN_REJECTED',
    undefined,
    'KF_CONN_REJECTED',
    undefined,
  ])
  expect((await kafila.send('spring-rabbitmq:default?routingKey=nowhere&mandatory=false', { body: 'x' })).exception).toBeUndefined()
})

test('a message to an exchange that is not there fails, and the sink goes on', async () => {
  const name = unique()
  const { kafila, received } = await runRoutes(source(`spring-rabbitmq:default?queues=${name}`))
  const sink = `spring-rabbitmq:default?routingKey=${name}`
  const { exception } = await kafila.send(sink, { body: 'x', headers: { CamelSpringRabbitmqExchangeOverrideName: 'missing' } })
  expect(String((exception as Error).message)).toContain('NOT_FOUND')
  expect((await kafila.send(sink, { body: 'y' })).exception).toBeUndefined()
  await until(() => received('out').length === 1)
})

test('a queue that is there with other arguments ends the start, with what the broker says', async () => {
  const name = unique()
  await (await (await client()).createChannel()).assertQueue(name, { durable: false })
  const { kafila } = await runRoutes(source(`spring-rabbitmq:default?queues=${name}`), { start: false })
  await expect(kafila.start()).rejects.toMatchObject({
    code: 'KF_CONN_SETUP',
    message: expect.stringContaining("inequivalent arg 'durable'"),
  })
})

test('wrong credentials end the start', async () => {
  const { kafila } = await runRoutes(`${factory(url.replace('app-secret', 'wrong'))}${from('spring-rabbitmq:default?queues=x')}`, {
    start: false,
  })
  await expect(kafila.start()).rejects.toMatchObject({ code: 'KF_CONN_AUTH' })
})

test('a queue that is deleted under a source is declared again', async () => {
  const name = unique()
  const { received } = await runRoutes(source(`spring-rabbitmq:default?queues=${name}`))
  await (await (await client()).createChannel()).deleteQueue(name)
  await expect.poll(() => depth(name).catch(() => -1)).toBe(0)
  await publishAll(name, ['a'])
  await until(() => received('out').length === 1)
})

test('TLS with a certificate authority of its own', async () => {
  const name = unique()
  const { AMQPS_URL, RABBITMQ_CA } = broker.env
  const beans = `${factory(AMQPS_URL!.replace('127.0.0.1', 'localhost'))}- beans: [ { name: tls, type: java.util.HashMap, properties: { ca: "file:${RABBITMQ_CA}" } } ]\n`
  const { kafila } = await runRoutes(`${beans}${from(`spring-rabbitmq:default?queues=${name}&sslContextParameters=%23tls`)}`)
  await publishAll(name, ['a'])
  await until(() => mocks(kafila).endpoint('out').received.length === 1)
})

test('a suspended source takes nothing and goes on', async () => {
  const name = unique()
  const { kafila, received } = await runRoutes(
    `${factory()}- route: { id: in, from: { uri: "spring-rabbitmq:default?queues=${name}", steps: [ { to: "mock:out" } ] } }\n`,
  )
  await kafila.routes.get('in')!.suspend()
  await publishAll(name, ['a'])
  expect(await depth(name)).toBe(1)
  expect(received('out')).toEqual([])
  await kafila.routes.get('in')!.resume()
  await until(() => received('out').length === 1)
})
