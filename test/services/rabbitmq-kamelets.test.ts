import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { toText } from '../../src/index.ts'
import { until } from '../helpers/run-routes.ts'
import { startKamelet } from '../reuse/start-kamelet.ts'
import { service } from '../support/services.ts'

test('spring-rabbitmq-sink and spring-rabbitmq-source speak to each other over an exchange and a queue', async () => {
  const { env } = await service(process.env['RABBITMQ_SERVICE'] ?? 'rabbitmq')
  const { hostname: host, port, username, password } = new URL(env['AMQP_URL']!)
  const name = `q${randomBytes(6).toString('hex')}`
  const place = { host, port, username, password, exchangeName: name, queues: name, routingKey: 'k' }
  const { received } = await startKamelet('spring-rabbitmq-source', { ...place, autoDeclare: true })
  const { send } = await startKamelet('spring-rabbitmq-sink', place)
  await send('one')
  await until(() => received.length === 1)
  expect([received[0]!.header('CamelSpringRabbitmqRoutingKey'), toText(received[0]!.body)]).toEqual(['k', 'one'])
})
