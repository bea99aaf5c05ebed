import { describe, test } from 'vitest'
import { connectorConformance } from '../../src/testing/index.ts'
import { rabbitmqDriver } from '../support/drivers/rabbitmq.ts'

describe('spring-rabbitmq against RabbitMQ', async () => {
  connectorConformance(await rabbitmqDriver(), test)
})
