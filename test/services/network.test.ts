import { describe, test } from 'vitest'
import { connectorConformance } from '../../src/testing/index.ts'
import { kafkaDriver } from '../support/drivers/kafka.ts'
import { imapDriver } from '../support/drivers/mail.ts'
import { mqttDriver } from '../support/drivers/mqtt.ts'
import { rabbitmqDriver } from '../support/drivers/rabbitmq.ts'
import { sqlDriver } from '../support/drivers/sql.ts'

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
