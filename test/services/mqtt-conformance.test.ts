import { describe, test } from 'vitest'
import { connectorConformance } from '../../src/testing/index.ts'
import { mqttDriver } from '../support/drivers/mqtt.ts'

describe('paho-mqtt5 against Mosquitto', async () => {
  connectorConformance(await mqttDriver({ options: 'concurrency=4' }), test)
})
