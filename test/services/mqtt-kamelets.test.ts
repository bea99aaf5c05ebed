import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { toText } from '../../src/index.ts'
import { until } from '../helpers/run-routes.ts'
import { startKamelet } from '../reuse/start-kamelet.ts'
import { service } from '../support/services.ts'

test('mqtt5-sink and mqtt5-source speak to each other over a topic', async () => {
  const { env } = await service(process.env['MQTT_SERVICE'] ?? 'mosquitto')
  const place = { topic: `t/${randomBytes(6).toString('hex')}`, brokerUrl: env['MQTT_URL'] }
  const { received } = await startKamelet('mqtt5-source', { ...place, clientId: randomBytes(6).toString('hex') })
  const { send } = await startKamelet('mqtt5-sink', place)
  await send('one')
  await until(() => received.length === 1)
  expect(toText(received[0]!.body)).toBe('one')
})
