import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Exchange } from '../../src/index.ts'
import { newFolder, runRoutes, until } from '../helpers/run-routes.ts'
import { type Service, service } from '../support/services.ts'
import { killAgainAndAgain, startedRoute, writtenFiles } from '../support/started-route.ts'

let broker: Service
let url: string

beforeAll(async () => {
  broker = await service(process.env['MQTT_SERVICE'] ?? 'mosquitto')
  url = broker.env['MQTT_URL']!
})

const unique = () => randomBytes(6).toString('hex')

/** The official client, as somebody else. */
async function client(options: IClientOptions = {}): Promise<MqttClient> {
  const made = await mqtt.connectAsync(url, { protocolVersion: 5, ...options })
  onTestFinished(() => made.endAsync(true))
  return made
}

const source = (uri: string, steps = '[ { to: "mock:out" } ]') => `- from: { uri: "${uri}", steps: ${steps} }\n`

describe.each(['3.1.1', '5'])('MQTT %s', version => {
  test.each([0, 1, 2] as const)('messages of quality of service %i come in order', async qos => {
    const topic = `t/${unique()}`
    const { kafila, received, until } = await runRoutes(
      `${source(`mqtt:${topic}?brokerUrl=${url}&version=${version}&qos=2`)}${source('direct:start', `[ { to: "mqtt:${topic}?brokerUrl=${url}&version=${version}&qos=${qos}" } ]`)}`,
    )
    const bodies = Array.from({ length: 200 }, (_, index) => `${index}`)
    for (const body of bodies) {
      const { exception } = await kafila.send('direct:start', { body })
      expect(exception).toBeUndefined()
    }
    await until(() => received('out').length >= bodies.length)
    expect(received('out').map(each => String(each.body))).toEqual(bodies)
    expect(received('out').every(each => each.header('CamelMqttQoS') === qos)).toBe(true)
  })

  test.each([1, 2] as const)('a process that is killed again and again loses no message of quality of service %i', async qos => {
    const name = unique()
    const folder = newFolder()
    const uri = `mqtt:t/${name}/#?brokerUrl=${url}&clientId=${name}&version=${version}&qos=${qos}&concurrency=4`
    writeFileSync(join(folder, 'route.yaml'), source(uri.replace('#', '%23'), '[ { to: "file:out?fileName=${body}" } ]'))
    const publisher = await client()
    const names = Array.from({ length: 600 }, (_, index) => `m${index}`)
    const sending = async () => {
      for (const each of names) await publisher.publishAsync(`t/${name}/${each.slice(-1)}`, each, { qos })
    }
    await killAgainAndAgain(folder, { points: [50, 150, 300], all: names.length, sending })
    expect(writtenFiles(folder).sort()).toEqual([...names].sort())
  })

  test('a broker that is killed keeps what it has queued, and the source takes it when it is back', async () => {
    const name = unique()
    const uri = `mqtt:t/${name}?brokerUrl=${url}&clientId=${name}&version=${version}&qos=1`
    const first = await runRoutes(source(uri))
    await first.kafila.stop()
    const publisher = await client()
    const names = Array.from({ length: 50 }, (_, index) => `m${index}`)
    for (const each of names) await publisher.publishAsync(`t/${name}`, each, { qos: 1 })
    publisher.end(true)
    // the broker writes its queues once a second
    await new Promise(resolve => setTimeout(resolve, 3000))
    await broker.kill9()
    const { kafila, received } = await runRoutes(source(uri))
    expect([...kafila.statuses.all()][0]!.connection).toMatchObject({ state: 'connecting' })
    await broker.start()
    const back = Date.now()
    await until(() => received('out').length >= names.length)
    expect(Date.now() - back).toBeLessThan(5000)
    expect([...new Set(received('out').map(each => String(each.body)))]).toEqual(names)
  })

  test('a source and a sink go on after the broker was killed', async () => {
    const name = unique()
    const steps = `[ { to: "mqtt:t/${name}?brokerUrl=${url}&version=${version}" } ]`
    const { kafila, received } = await runRoutes(
      `${source(`mqtt:t/${name}?brokerUrl=${url}&version=${version}&clientId=${name}`)}${source('direct:start', steps)}`,
    )
    await kafila.send('direct:start', { body: 'before' })
    await until(() => received('out').length === 1)
    await broker.kill9()
    const meanwhile = kafila.send('direct:start', { body: 'meanwhile' })
    await broker.start()
    expect((await meanwhile).exception).toBeUndefined()
    const isReady = () => [...kafila.statuses.all()].every(({ connection }) => connection === undefined || connection.state === 'connected')
    await until(isReady)
    await kafila.send('direct:start', { body: 'after' })
    await until(() => received('out').some(each => String(each.body) === 'after'))
  })

  test('wrong credentials are told of', async () => {
    const uri = `mqtt:t/x?brokerUrl=${broker.env['MQTT_AUTH_URL']}&version=${version}&userName=app&password=wrong`
    const { kafila } = await runRoutes(source(uri), { start: false })
    await expect(kafila.start()).rejects.toMatchObject({ code: 'KF_CONN_AUTH' })
  })

  test('TLS with a certificate authority of its own', async () => {
    const name = unique()
    const { MQTT_TLS_URL, MQTT_CA, MQTT_USER, MQTT_PASSWORD } = broker.env
    const uri = (topic: string) =>
      `mqtt:${topic}?brokerUrl=${MQTT_TLS_URL!.replace('127.0.0.1', 'localhost')}&version=${version}&sslContextParameters=%23tls&userName=${MQTT_USER}&password=RAW(${MQTT_PASSWORD})`
    const tls = `- beans: [ { name: tls, type: java.util.HashMap, properties: { ca: "file:${MQTT_CA}" } } ]\n`
    const { kafila, received } = await runRoutes(`${tls}${source(uri(`t/${name}`))}`)
    const { exception } = await kafila.send(uri(`t/${name}`), { body: 'secret' })
    expect(exception).toBeUndefined()
    await until(() => received('out').length === 1)
  })
})

test('the broker sends no more than receiveMaximum before the first is acknowledged', async () => {
  const name = unique()
  const begun: string[] = []
  let end = () => {}
  const gate = new Promise<void>(resolve => {
    end = resolve
  })
  const work = (exchange: Exchange) => {
    begun.push(String(exchange.body))
    return gate
  }
  const uri = `paho-mqtt5:t/${name}/%23?brokerUrl=${url}&qos=1&receiveMaximum=3&concurrency=16`
  await runRoutes(source(uri, '[ { process: { ref: work } } ]'), { beans: { work } })
  const publisher = await client()
  for (let i = 0; i < 10; i++) await publisher.publishAsync(`t/${name}/${i}`, `${i}`, { qos: 1 })
  await until(() => begun.length === 3)
  await new Promise(resolve => setTimeout(resolve, 200))
  expect(begun).toHaveLength(3)
  end()
  await until(() => begun.length === 10)
})

test('user properties and content type are headers, the others are a map', async () => {
  const name = unique()
  const { received } = await runRoutes(source(`mqtt:t/${name}?brokerUrl=${url}`))
  const publisher = await client()
  const properties = {
    contentType: 'application/json',
    responseTopic: 'answers',
    correlationData: Buffer.from('7'),
    messageExpiryInterval: 60,
    userProperties: { colour: 'red', size: ['a', 'b'], CamelFileName: '../evil' },
  }
  await publisher.publishAsync(`t/${name}`, '{}', { qos: 1, properties })
  await until(() => received('out').length === 1)
  const [exchange] = received('out')
  expect([exchange!.header('colour'), exchange!.header('size'), exchange!.header('Content-Type')]).toEqual([
    'red',
    ['a', 'b'],
    'application/json',
  ])
  expect(exchange!.header('CamelFileName')).toBeUndefined()
  expect(exchange!.header('CamelPahoMqtt5MsgProperties')).toMatchObject({ ...properties, messageExpiryInterval: expect.any(Number) })
})

test('headers are user properties, and the map of properties goes out', async () => {
  const name = unique()
  const reader = await client()
  const packets: unknown[] = []
  reader.on('message', (_topic, _payload, packet) => void packets.push(packet.properties))
  await reader.subscribeAsync(`t/${name}`, { qos: 1 })
  const { kafila } = await runRoutes(source('direct:none'))
  const headers = {
    colour: 'red',
    count: 3,
    'Content-Type': 'text/plain',
    CamelFileName: 'secret',
    CamelPahoMqtt5MsgProperties: {
      responseTopic: 'answers',
      correlationData: 'id',
      messageExpiryInterval: '60',
      userProperties: { own: 'x' },
    },
  }
  const { exception } = await kafila.send(`mqtt:t/${name}?brokerUrl=${url}`, { body: 'a', headers })
  expect(exception).toBeUndefined()
  await until(() => packets.length === 1)
  expect(packets[0]).toMatchObject({ contentType: 'text/plain', responseTopic: 'answers', correlationData: Buffer.from('id') })
  expect({ ...(packets[0] as { userProperties: object }).userProperties }).toEqual({ colour: 'red', count: '3', own: 'x' })
})

test('sources of one group share the messages of a topic', async () => {
  const name = unique()
  const uri = `paho-mqtt5:$share/g/t/${name}?brokerUrl=${url}&qos=1`
  const { received } = await runRoutes(
    `${source(uri, '[ { to: "mock:one" } ]')}${source(`${uri}&clientId=${name}`, '[ { to: "mock:two" } ]')}`,
  )
  const publisher = await client()
  for (let i = 0; i < 20; i++) await publisher.publishAsync(`t/${name}`, `${i}`, { qos: 1 })
  await until(() => received('one').length + received('two').length === 20)
  expect(Math.min(received('one').length, received('two').length)).toBeGreaterThan(0)
})

test('the will is published when the process is killed, and not when it is stopped', async () => {
  const name = unique()
  const reader = await client()
  const wills: string[] = []
  reader.on('message', (_topic, payload) => void wills.push(String(payload)))
  await reader.subscribeAsync(`will/${name}`, { qos: 1 })
  const folder = newFolder()
  const uri = `paho-mqtt5:t/${name}?brokerUrl=${url}&willTopic=will/${name}&willPayload=gone`
  writeFileSync(join(folder, 'route.yaml'), source(uri))
  const stopped = await startedRoute(folder)
  stopped.child.kill('SIGTERM')
  expect(await stopped.ended).toBe(0)
  const killed = await startedRoute(folder)
  expect(wills).toEqual([])
  killed.child.kill('SIGKILL')
  await until(() => wills.length === 1)
  expect(wills).toEqual(['gone'])
})
