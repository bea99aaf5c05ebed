import mqtt from 'mqtt'
import { onTestFinished } from 'vitest'
import paho from '../../../connectors/paho/index.ts'
import type { ConnectorDriver, RawMessage } from '../../../src/testing/index.ts'
import type { TestBroker } from '../../helpers/mqtt-broker.ts'

/** Topics of a broker of MQTT 3.1.1 in this process, whose sessions last as long as it does. */
export function pahoDriver(broker: TestBroker): ConnectorDriver {
  const common = `brokerUrl=${broker.url}&qos=1`
  let places = 0
  return {
    connector: paho,
    scale: 0.1,
    wrongCredentials: `paho:any?${common}&userName=app&password=hunter2`,
    secrets: ['hunter2'],
    exempt: { G1: 'the broker knows no $share' },
    service: { down: () => broker.cut({ away: true }), up: () => broker.listen() },
    async place() {
      const name = `place-${++places}`
      const received: RawMessage[] = []
      const reader = await mqtt.connectAsync(broker.url, { clientId: `${name}-reader`, clean: false, reconnectPeriod: 20 })
      onTestFinished(() => reader.endAsync(true))
      reader.on('error', () => undefined)
      reader.on('message', (_topic, body) => void received.push({ body }))
      await reader.subscribeAsync(`${name}/out`, { qos: 1 })
      return {
        source: `paho:${name}/in/%23?${common}&clientId=${name}&cleanSession=false`,
        sink: `paho:${name}/out?${common}`,
        async write(messages) {
          for (const { body, key = 'none' } of messages) await broker.publish(`${name}/in/${key}`, Buffer.from(body))
        },
        read: async () => received.splice(0),
      }
    },
  }
}
