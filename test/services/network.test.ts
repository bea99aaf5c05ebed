import { describe, test } from 'vitest'
import { healthOf } from '../../src/observe/health.ts'
import { connectorConformance } from '../../src/testing/index.ts'
import { until } from '../helpers/run-routes.ts'
import { kafkaDriver } from '../support/drivers/kafka.ts'
import { imapDriver } from '../support/drivers/mail.ts'
import { mqttDriver } from '../support/drivers/mqtt.ts'
import { rabbitmqDriver } from '../support/drivers/rabbitmq.ts'
import { sqlDriver } from '../support/drivers/sql.ts'
import { mail, mailRoute, newInbox } from '../support/inbox.ts'
import { dovecot } from '../support/mail-server.ts'
import { breakableWay } from '../support/toxiproxy.ts'

describe('sql over a network that breaks', async () => {
  connectorConformance(await sqlDriver({ breakable: true }), test, ['N2'])
})

describe('paho-mqtt5 over a network that breaks', async () => {
  connectorConformance(await mqttDriver({ breakable: true }), test, ['N2'])
})

describe('spring-rabbitmq over a network that breaks', async () => {
  connectorConformance(await rabbitmqDriver({ breakable: true }), test, ['N2'])
})

describe('kafka over a network that breaks', async () => {
  connectorConformance(await kafkaDriver({ breakable: true }), test, ['N2'])
})

describe('imap over a network that breaks', async () => {
  connectorConformance(await imapDriver({ breakable: true }), test, ['N2'])
})

test('imap: a connection that dies without being closed while it listens is found out, and what came meanwhile is looked for', async () => {
  const server = await dovecot()
  const box = await newInbox(server)
  const way = await breakableWay(`${server.env['MAIL_HOST']}:${server.env['MAIL_IMAP_PORT']}`)
  const { received, kafila } = await box.run(
    mailRoute(box.uri('imap', '&initialDelay=0&delay=1h&idle=true&connectionTimeout=1000', String(way.port)), '{ to: "mock:in" }'),
  )
  await until(() => healthOf(kafila, 'ready').status === 'UP')
  await way.blackhole()
  await box.append(...mail('meanwhile'))
  await until(() => healthOf(kafila, 'ready').status === 'DOWN')
  await way.heal()
  await until(() => received('in').length === 1)
})
