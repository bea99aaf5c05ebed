import type { Message } from 'amqplib'
import { expect, test } from 'vitest'
import { rabbitConnectionFactory } from '../../src/kit/rabbit-connection-factory.ts'
import { freePort } from '../../test/helpers/free-port.ts'
import { runRoutes } from '../../test/helpers/run-routes.ts'
import { argsOf, queueNames } from './declare.ts'
import { amqpFailure } from './failures.ts'
import { outgoing, receive } from './message.ts'

const anExchange = async (message: { body?: unknown; headers?: Record<string, unknown> } = {}) => {
  const { kafila } = await runRoutes('- from: { uri: "direct:start", steps: [ { to: "mock:out" } ] }\n')
  return kafila.send('direct:start', message)
}

const message = (content: string, properties: object = {}, fields: object = {}) =>
  ({
    content: Buffer.from(content),
    properties,
    fields: { deliveryTag: 7, redelivered: false, exchange: 'ex', routingKey: 'rk', ...fields },
  }) as Message

test('a text goes as text/plain in UTF-8, persistent, and other bodies as bytes', async () => {
  const text = outgoing(await anExchange({ body: 'höre' }), false)
  expect(text.content).toEqual(Buffer.from('höre'))
  expect(text.options).toMatchObject({ contentType: 'text/plain', contentEncoding: 'UTF-8', deliveryMode: 2 })
  const bytes = outgoing(await anExchange({ body: Buffer.from([1, 2]) }), false)
  expect(bytes.options).toMatchObject({ contentType: 'application/octet-stream', deliveryMode: 2 })
})

test("properties are headers by Camel's names, in both directions", async () => {
  const headers = {
    CamelSpringRabbitmqType: 'order',
    CamelSpringRabbitmqContentType: 'application/json',
    CamelSpringRabbitmqMessageId: 'm1',
    CamelSpringRabbitmqCorrelationId: 'c1',
    CamelSpringRabbitmqExpiration: 60_000,
    CamelSpringRabbitmqPriority: '3',
    CamelSpringRabbitmqTimestamp: new Date(5000),
    CamelSpringRabbitmqDeliveryMode: 'NON_PERSISTENT',
    CamelFileName: 'mine',
    colour: 'red',
    at: new Date(9000),
  }
  const { options } = outgoing(await anExchange({ body: '{}', headers }), false)
  expect(options).toMatchObject({
    ...{ type: 'order', contentType: 'application/json', messageId: 'm1', correlationId: 'c1', expiration: '60000' },
    ...{ priority: 3, timestamp: 5, deliveryMode: 1, headers: { colour: 'red', at: { '!': 'timestamp', value: 9 } } },
  })
  expect(options.headers).not.toHaveProperty('CamelFileName')
  const exchange = await anExchange()
  receive(exchange, message('{}', { ...options, headers: { ...options.headers, CamelFileName: 'evil' } }))
  expect(exchange.header('CamelFileName')).toBeUndefined()
  expect([exchange.header('colour'), exchange.header('at'), exchange.header('CamelSpringRabbitmqTimestamp')]).toEqual([
    'red',
    new Date(9000),
    new Date(5000),
  ])
  expect(
    ['Type', 'DeliveryMode', 'Priority', 'RoutingKey', 'ExchangeName', 'DeliveryTag'].map(name =>
      exchange.header(`CamelSpringRabbitmq${name}`),
    ),
  ).toEqual([...['order', 'NON_PERSISTENT', 3], ...['rk', 'ex', 7]])
})

test('a message with a content type of text is text, in its encoding', async () => {
  const exchange = await anExchange()
  receive(exchange, {
    ...message(''),
    content: Buffer.from([0xe4]),
    properties: { contentType: 'text/plain', contentEncoding: 'ISO-8859-1' },
  } as Message)
  expect(exchange.body).toBe('ä')
})

test('null is only sent where allowNullBody says so', async () => {
  const exchange = await anExchange({ body: null })
  expect(() => outgoing(exchange, false)).toThrow('message body is null, and option allowNullBody is false')
  expect(outgoing(exchange, true).content).toHaveLength(0)
})

test('arguments are of the kind that the broker wants', () => {
  const args = {
    'queue.x-message-ttl': '60000',
    'queue.x-queue-type': 'quorum',
    'dlq.queue.x-max-length': '5',
    'queue.x-single-active-consumer': 'true',
  }
  expect(argsOf(args, 'queue')).toEqual({ 'x-message-ttl': 60_000, 'x-queue-type': 'quorum', 'x-single-active-consumer': true })
  expect(argsOf(args, 'dlq.queue')).toEqual({ 'x-max-length': 5 })
  expect(queueNames('a, b,')).toEqual(['a', 'b'])
})

test('a connection factory takes its parts from the URI, its properties or its addresses', () => {
  expect(rabbitConnectionFactory({ uri: 'amqps://me:p%40ss@rabbit/v1' })).toMatchObject({
    addresses: [{ isSecure: true, host: 'rabbit', port: 5671 }],
    ...{ username: 'me', password: 'p@ss', virtualHost: 'v1' },
  })
  expect(rabbitConnectionFactory({ addresses: 'a:1, b' }).addresses.map(({ host, port }) => [host, port])).toEqual([
    ['a', 1],
    ['b', 5672],
  ])
  expect(rabbitConnectionFactory({})).toMatchObject({ username: 'guest', virtualHost: '/', addresses: [{ host: 'localhost', port: 5672 }] })
})

test.each([
  [Object.assign(new Error('ACCESS-REFUSED'), { code: 403 }), 'KF_CONN_AUTH', true],
  [Object.assign(new Error('PRECONDITION_FAILED'), { code: 406 }), 'KF_CONN_SETUP', true],
  [Object.assign(new Error('RESOURCE_LOCKED'), { code: 405 }), 'KF_CONN_FAILED', false],
  [Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), 'KF_CONN_UNREACHABLE', false],
])('%s is %s', (error, code, fatal) => {
  expect(amqpFailure(error, 'rabbitmq x')).toMatchObject({ code, fatal })
})

test.each([
  ['spring-rabbitmq:x?queues=q', 'connectionFactory'],
  ['spring-rabbitmq:x?queues=q&acknowledgeMode=MANUAL&connectionFactory=%23rabbit', 'MANUAL is not supported'],
])('%s is refused', async (uri, reason) => {
  const beans =
    '- beans: [ { name: rabbit, type: org.springframework.amqp.rabbit.connection.CachingConnectionFactory }, { name: other, type: com.rabbitmq.client.ConnectionFactory } ]\n'
  const run = async () =>
    (await runRoutes(`${beans}- from: { uri: "${uri}", steps: [ { to: "mock:out" } ] }\n`, { start: false })).kafila.start()
  await expect(run()).rejects.toThrow(reason)
})

test('a source whose broker is away starts, and a message to it fails so that it may be tried again', async () => {
  const port = await freePort()
  const beans = `- beans: [ { name: rabbit, type: org.springframework.amqp.rabbit.connection.CachingConnectionFactory, constructors: { "0": localhost, "1": ${port} } } ]\n`
  const { kafila } = await runRoutes(`${beans}- from: { uri: "spring-rabbitmq:x?queues=q", steps: [ { to: "mock:out" } ] }\n`)
  expect(kafila.lifecycle).toBe('started')
  const { exception } = await kafila.send('spring-rabbitmq:x?confirmTimeout=50', { body: 'a' })
  expect(exception).toMatchObject({ code: 'KF_CONN_NOT_CONNECTED', retryable: true })
})
