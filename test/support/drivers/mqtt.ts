import { statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import mqtt, { type IPublishPacket, type MqttClient } from 'mqtt'
import pahoMqtt5 from '../../../connectors/paho-mqtt5/index.ts'
import type { ConnectorDriver, RawMessage } from '../../../src/testing/index.ts'
import { type Service, service } from '../services.ts'
import { breakableWay } from '../toxiproxy.ts'

/** How many messages of a writer wait for their PUBACK: the broker takes 1000. */
const AT_A_TIME = 500

/** Topics of Mosquitto: one for each key at the source, whose session lasts. `options` are further ones of the source. */
export async function mqttDriver({ breakable = false, options = '' } = {}): Promise<ConnectorDriver> {
  const broker = await service('mosquitto@kit')
  const { MQTT_URL, MQTT_AUTH_URL, MQTT_USER } = broker.env
  const way = breakable ? await breakableWay(new URL(MQTT_URL!).host) : undefined
  const brokerUrl = way === undefined ? MQTT_URL! : `mqtt://${way.host}:${way.port}`
  const common = `brokerUrl=${brokerUrl}&qos=1&keepAliveInterval=${breakable ? 2 : 60}`
  const writer = await officialClient(MQTT_URL!)
  let places = 0
  return {
    connector: pahoMqtt5,
    wrongCredentials: `paho-mqtt5:any?brokerUrl=${MQTT_AUTH_URL}&userName=${MQTT_USER}&password=hunter2`,
    secrets: ['hunter2'],
    exempt: {
      G1: 'two readers of one URI have one clientId, and the broker ends the first; that readers of $share share is tested in mqtt.test.ts',
    },
    ...(way && { network: way }),
    service: {
      down: () => killed(broker),
      up: async () => {
        await broker.start()
        await connectedAgain(writer)
      },
    },
    async place() {
      const name = `kit-${process.pid}-${Date.now().toString(36)}-${++places}`
      const reader = await subscriber(MQTT_URL!, `${name}/out`)
      return {
        source: `paho-mqtt5:${name}/in/%23?${common}&clientId=${name}&cleanStart=false${options === '' ? '' : `&${options}`}`,
        sink: `paho-mqtt5:${name}/out?${common}&mapHeaders=true`,
        write: messages => publishAll(writer, `${name}/in`, messages),
        read: async () => reader.splice(0),
      }
    },
  }
}

/** The library of the protocol, as somebody else; connects again by itself, and keeps no process alive. */
async function officialClient(url: string, clientId?: string): Promise<MqttClient> {
  const session = clientId === undefined ? {} : { clientId, clean: false, properties: { sessionExpiryInterval: 3600 } }
  const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 100, ...session })
  client.on('error', () => undefined)
  return client
}

/** What comes to a topic from now on; the session lasts over an end of the broker. */
async function subscriber(url: string, topic: string): Promise<RawMessage[]> {
  const client = await officialClient(url, `reader-${topic.replace('/', '-')}`)
  const received: RawMessage[] = []
  client.on('message', (_topic, body, packet) => void received.push({ body, headers: headersOf(packet) }))
  await client.subscribeAsync(topic, { qos: 1 })
  return received
}

function headersOf({ properties }: IPublishPacket): Record<string, string> {
  return Object.fromEntries(Object.entries(properties?.userProperties ?? {}).map(([name, value]) => [name, String(value)]))
}

async function publishAll(client: MqttClient, topic: string, messages: readonly RawMessage[]): Promise<void> {
  for (let from = 0; from < messages.length; from += AT_A_TIME) {
    const some = messages.slice(from, from + AT_A_TIME)
    await Promise.all(some.map(({ body, key = 'none' }) => client.publishAsync(`${topic}/${key}`, Buffer.from(body), { qos: 1 })))
  }
}

/** Mosquitto stores what it acknowledges only now and then: it is told to, so that what is looked at is what we lose. */
async function killed(broker: Service): Promise<void> {
  const savedAt = () => statSync(broker.env['MQTT_DB']!, { throwIfNoEntry: false })?.mtimeMs
  const before = savedAt()
  await broker.signal('SIGUSR1')
  while (savedAt() === before) await pause(5)
  await broker.kill9()
}

async function connectedAgain(client: MqttClient): Promise<void> {
  while (!client.connected) await pause(20)
}
