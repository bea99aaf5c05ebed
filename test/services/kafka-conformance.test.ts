import { describe, test } from 'vitest'
import { connectorConformance } from '../../src/testing/index.ts'
import { kafkaDriver } from '../support/drivers/kafka.ts'

describe('kafka against a broker', async () => {
  connectorConformance(await kafkaDriver(), test)
})
