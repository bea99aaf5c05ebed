import { expect, test } from 'vitest'
import type { Exchange } from '../../src/index.ts'
import { freePort } from '../../test/helpers/free-port.ts'
import { TestBroker } from '../../test/helpers/mqtt-broker.ts'
import { runRoutes, until } from '../../test/helpers/run-routes.ts'

/** Work that a test lets go on, by body. */
class Work {
  readonly begun: string[] = []
  private readonly waiting = new Map<string, (error?: Error) => void>()
  readonly step = (exchange: Exchange): Promise<void> => {
    const name = String(exchange.body)
    this.begun.push(name)
    return new Promise((resolve, reject) => this.waiting.set(name, error => (error ? reject(error) : resolve())))
  }

  end(name: string, error?: Error): void {
    this.waiting.get(name)!(error)
  }
}

const source = (uri: string, steps = '[ { to: "mock:out" } ]') => `- from: { uri: "${uri}", steps: ${steps} }\n`
const working = (uri: string) => source(uri, '[ { process: { ref: work } }, { to: "mock:out" } ]')

test('what is sent to a topic comes out of a source of it, with its topic and its quality of service', async () => {
  const broker = await TestBroker.start()
  const { kafila, received, until } = await runRoutes(source(`paho:sensors/%23?brokerUrl=${broker.url}`))
  await kafila.send(`paho:sensors/a?brokerUrl=${broker.url}&qos=1`, { body: 'warm' })
  await until(() => received('out').length === 1)
  const [exchange] = received('out')
  expect(Buffer.isBuffer(exchange!.body) && exchange!.body.toString()).toBe('warm')
  expect([exchange!.header('CamelMqttTopic'), exchange!.header('CamelMqttQoS')]).toEqual(['sensors/a', 1])
})

test.each([0, 1, 2] as const)('a message of quality of service %i is taken once', async qos => {
  const broker = await TestBroker.start()
  const { received, until } = await runRoutes(source(`paho:in?brokerUrl=${broker.url}&qos=2`))
  for (const body of ['a', 'b', 'c']) await broker.publish('in', body, qos)
  await until(() => received('out').length === 3)
  expect(received('out').map(each => String(each.body))).toEqual(['a', 'b', 'c'])
  const kinds = { 0: [], 1: ['puback'], 2: ['pubcomp', 'pubrec'] }[qos]
  await until(() => broker.acknowledged.length === kinds.length * 3)
  expect([...new Set(broker.acknowledged.map(each => each.split(' ')[0]))].sort()).toEqual(kinds)
})

test.each([
  [1, 'puback'],
  [2, 'pubrec'],
] as const)(
  'with quality of service %i nothing is acknowledged before it has ended, and then in the order of arrival',
  async (qos, kind) => {
    const broker = await TestBroker.start()
    const work = new Work()
    await runRoutes(working(`paho:in/%23?brokerUrl=${broker.url}&qos=${qos}&concurrency=2`), { beans: { work: work.step } })
    await broker.publish('in/a', 'first', qos)
    await broker.publish('in/b', 'second', qos)
    await until(() => work.begun.length === 2)
    work.end('second')
    await broker.publish('in/b', 'third', qos)
    await until(() => work.begun.length === 3)
    expect(broker.acknowledged).toEqual([])
    work.end('third')
    work.end('first')
    await until(() => broker.acknowledged.filter(each => each.startsWith(kind)).length === 3)
    const ids = broker.acknowledged.filter(each => each.startsWith(kind)).map(each => Number(each.split(' ')[1]))
    expect(ids).toEqual([...ids].sort((a, b) => a - b))
  },
)

test('messages of one topic keep their order while those of others go on', async () => {
  const broker = await TestBroker.start()
  const work = new Work()
  await runRoutes(working(`paho:in/%23?brokerUrl=${broker.url}&qos=1&concurrency=8`), { beans: { work: work.step } })
  for (const [topic, body] of [
    ['in/a', 'a1'],
    ['in/a', 'a2'],
    ['in/b', 'b1'],
  ] as const)
    await broker.publish(topic, body)
  await until(() => work.begun.length === 2)
  expect(work.begun).toEqual(['a1', 'b1'])
  work.end('a1')
  await until(() => work.begun.length === 3)
  work.end('a2')
  work.end('b1')
})

test('a message that fails is not acknowledged and is tried again until it goes well', async () => {
  const broker = await TestBroker.start()
  let attempts = 0
  const flaky = () => {
    attempts += 1
    if (attempts < 2) throw new RangeError('not yet')
  }
  const { received, until } = await runRoutes(working(`paho:in?brokerUrl=${broker.url}&qos=1`), { beans: { work: flaky } })
  await broker.publish('in', 'a')
  await until(() => received('out').length === 1)
  await until(() => broker.acknowledged.length === 1)
  expect(attempts).toBe(2)
})

test('with manualAcksEnabled=false a message that fails is acknowledged, and told of', async () => {
  const broker = await TestBroker.start()
  const fails = () => {
    throw new RangeError('never')
  }
  const { records } = await runRoutes(working(`paho:in?brokerUrl=${broker.url}&qos=1&manualAcksEnabled=false`), { beans: { work: fails } })
  await broker.publish('in', 'a')
  await until(() => broker.acknowledged.length === 1)
  expect(records.some(({ level, message }) => level === 'ERROR' && message.includes('is lost, as manualAcksEnabled is false'))).toBe(true)
})

test('a message in hand when the connection is lost is not taken a second time where the broker keeps the session', async () => {
  const broker = await TestBroker.start()
  const work = new Work()
  await runRoutes(working(`mqtt:in?brokerUrl=${broker.url}&version=3.1.1&clientId=keeper`), { beans: { work: work.step } })
  await broker.publish('in', 'a')
  await until(() => work.begun.length === 1)
  await broker.cut()
  await until(() => broker.clients.length === 2)
  work.end('a')
  await until(() => broker.acknowledged.length > 0)
  await broker.publish('in', 'b')
  await until(() => work.begun.length === 2)
  expect(work.begun).toEqual(['a', 'b'])
  work.end('b')
})

test('a source whose broker is away starts, and takes messages when it is there', async () => {
  const broker = await TestBroker.start()
  await broker.cut({ away: true })
  const { kafila, received, until } = await runRoutes(source(`paho:in?brokerUrl=${broker.url}&qos=1`))
  expect(kafila.lifecycle).toBe('started')
  await broker.listen()
  await until(() => broker.subscribed.length === 1)
  await broker.publish('in', 'a')
  await until(() => received('out').length === 1)
})

test('what comes while nobody is connected is there afterwards, with a client id and a session that does not begin clean', async () => {
  const broker = await TestBroker.start()
  const uri = `paho:in?brokerUrl=${broker.url}&qos=1&cleanSession=false&clientId=keeper`
  const first = await runRoutes(source(uri))
  await first.kafila.stop()
  await broker.publish('in', 'meanwhile')
  const { received, until } = await runRoutes(source(uri))
  await until(() => received('out').length === 1)
  expect(String(received('out')[0]!.body)).toBe('meanwhile')
})

test('what is not done at the stop comes again', async () => {
  const broker = await TestBroker.start()
  const uri = `paho:in?brokerUrl=${broker.url}&qos=1&cleanSession=false&clientId=keeper`
  const fails = () => {
    throw new RangeError('not now')
  }
  const first = await runRoutes(working(uri), { beans: { work: fails } })
  await broker.publish('in', 'a')
  await first.until(() => first.records.some(({ message }) => message.includes('comes again in')))
  await first.kafila.stop()
  expect(broker.acknowledged).toEqual([])
  const { received, until } = await runRoutes(source(uri))
  await until(() => received('out').length === 1)
})

test('wrong credentials end the start, with a failure that says so', async () => {
  const refused = Object.assign(new Error('no'), { returnCode: 4 })
  const broker = await TestBroker.start({ authenticate: (_client, _user, _password, done) => done(refused as never, false) })
  const { kafila } = await runRoutes(source(`paho:in?brokerUrl=${broker.url}&userName=me&password=wrong`), { start: false })
  await expect(kafila.start()).rejects.toMatchObject({ code: 'KF_CONN_AUTH', type: 'org.eclipse.paho.client.mqttv3.MqttException' })
})

test('a broker gets user and password', async () => {
  const seen: unknown[] = []
  const broker = await TestBroker.start({
    authenticate: (_client, user, password, done) => {
      seen.push(user, String(password))
      done(null, true)
    },
  })
  await runRoutes(source(`paho:in?brokerUrl=${broker.url}&userName=me&password=RAW(s+c?&t)`))
  expect(seen).toEqual(['me', 's+c?&t'])
})

test('a suspended source takes nothing and goes on where it was', async () => {
  const broker = await TestBroker.start()
  const { kafila, received, until } = await runRoutes(
    `- route: { id: in, from: { uri: "paho:in?brokerUrl=${broker.url}&qos=1&keepAliveInterval=1", steps: [ { to: "mock:out" } ] } }\n`,
  )
  await kafila.routes.get('in')!.suspend()
  await broker.publish('in', 'a')
  await new Promise(resolve => setTimeout(resolve, 2500))
  expect(received('out')).toEqual([])
  await kafila.routes.get('in')!.resume()
  await until(() => received('out').length === 1)
  expect(broker.clients).toHaveLength(1)
})

test('headers say topic, quality of service and whether the message is retained', async () => {
  const broker = await TestBroker.start()
  const { kafila } = await runRoutes(source('direct:none'))
  const headers = { CamelPahoOverrideTopic: 'kept', CamelPahoQos: '1', CamelPahoRetained: 'true' }
  await kafila.send(`paho:other?brokerUrl=${broker.url}`, { body: 'a', headers })
  const later = await runRoutes(source(`paho:kept?brokerUrl=${broker.url}`))
  await later.until(() => later.received('out').length === 1)
  const [exchange] = later.received('out')
  expect([exchange!.header('CamelMqttQoS'), exchange!.property('KafilaMqttRetained')]).toEqual([1, true])
})

test('topics that messages name share one connection', async () => {
  const broker = await TestBroker.start()
  const { kafila, received, until } = await runRoutes(
    `${source(`paho:t/%23?brokerUrl=${broker.url}`)}- from: { uri: "direct:start", steps: [ { toD: "paho:t/\${header.name}?brokerUrl=${broker.url}&qos=1" } ] }\n`,
  )
  for (const name of ['a', 'b', 'c']) await kafila.send('direct:start', { body: name, headers: { name } })
  await until(() => received('out').length === 3)
  expect(received('out').map(each => each.header('CamelMqttTopic'))).toEqual(['t/a', 't/b', 't/c'])
  expect(broker.clients).toHaveLength(2)
})

test.each([['a/+'], ['a/#']])('a message to the topic %s is refused before it ends the connection', async topic => {
  const broker = await TestBroker.start()
  const { kafila } = await runRoutes(source('direct:none'))
  const { exception } = await kafila.send(`paho:t?brokerUrl=${broker.url}`, { body: 'a', headers: { CamelPahoOverrideTopic: topic } })
  expect(exception).toMatchObject({ code: 'KF_CONN_REJECTED' })
})

test('a message for a broker that is away fails after sendTimeout, and may be tried again', async () => {
  const port = await freePort()
  const { kafila } = await runRoutes(source('direct:none'))
  const { exception } = await kafila.send(`paho:t?brokerUrl=tcp://127.0.0.1:${port}&sendTimeout=50`, { body: 'a' })
  expect(exception).toMatchObject({ code: 'KF_CONN_NOT_CONNECTED', retryable: true })
})

test('the second broker of a list is taken where the first is away', async () => {
  const broker = await TestBroker.start()
  const port = await freePort()
  const { kafila } = await runRoutes(source('direct:none'))
  const { exception } = await kafila.send(`paho:t?serverURIs=tcp://127.0.0.1:${port},${broker.url}&qos=1`, { body: 'a' })
  expect(exception).toBeUndefined()
})

test('a connection lost after the start is the end with automaticReconnect=false', async () => {
  const broker = await TestBroker.start()
  const { kafila, until } = await runRoutes(source(`paho:in?brokerUrl=${broker.url}&automaticReconnect=false`))
  await broker.cut()
  await until(() => [...kafila.statuses.all()].some(({ connection }) => connection?.state === 'failed'))
  expect(broker.clients).toHaveLength(1)
})

test('options of the component hold for all its endpoints', async () => {
  const broker = await TestBroker.start()
  const yaml = `- beans: [ { name: plant, type: org.apache.camel.component.paho.PahoComponent, properties: { brokerUrl: "${broker.url}", clientId: plant } } ]
${source('plant:in?qos=1')}`
  await runRoutes(yaml)
  expect(broker.clients).toEqual(['plant'])
})

test.each([
  ['paho:in?qos=3', 'qos'],
  ['paho:in?brokerUrl=localhost:1883', 'brokerUrl'],
  ['paho:in?socketFactory=%23f', 'socketFactory'],
])('%s is refused by name', async (uri, option) => {
  const run = async () => (await runRoutes(source(uri), { start: false })).kafila.start()
  await expect(run()).rejects.toThrow(option)
})
