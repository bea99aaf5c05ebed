import { afterAll, describe, test } from 'vitest'
import { connectorConformance } from '../../src/testing/index.ts'
import { TestBroker } from '../../test/helpers/mqtt-broker.ts'
import { pahoDriver } from '../../test/support/drivers/paho.ts'

describe('paho against a broker in this process', async () => {
  const broker = await TestBroker.open({ authenticate: (_client, _user, password, done) => done(null, String(password) !== 'hunter2') })
  afterAll(() => broker.close())
  connectorConformance(pahoDriver(broker), test)
})
