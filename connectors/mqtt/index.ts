import { boolean, choice, defineConnector, integer } from '../../src/kit/index.ts'
import {
  connectionFields,
  mapHeadersField,
  maxInflightField,
  mqttPath,
  mqttSinkFields,
  mqttSourceFields,
  qosField,
  version5Fields,
} from './connection-fields.ts'
import { mqttDelivery, mqttNotes } from './notes.ts'
import { shareConnection } from './share.ts'

const VERSIONS = { '3.1': 3, '3.1.1': 4, '5': 5 } as const

const common = {
  ...connectionFields,
  ...version5Fields,
  version: choice(['5', '3.1.1', '3.1'], { describe: 'The version of the protocol.', default: '5' }),
  cleanStart: boolean({
    describe:
      'Whether the session begins anew. Without it: false where there is a clientId, so that the broker keeps what comes meanwhile.',
  }),
  qos: qosField(1),
  willQos: integer({ describe: 'Quality of service of the will.', default: 1 }),
  mapHeaders: mapHeadersField(true),
}

interface OwnOptions {
  readonly version: keyof typeof VERSIONS
  readonly cleanStart: boolean | undefined
  readonly clientId: string | undefined
}

/** Options by the names that all MQTT schemes share. */
function unified({ version, cleanStart, clientId }: OwnOptions) {
  return { version: VERSIONS[version], clean: cleanStart ?? clientId === undefined }
}

export default defineConnector({
  name: 'mqtt',
  summary: 'Subscribes and publishes to MQTT brokers, by MQTT 5, 3.1.1 or 3.1.',
  notes: [
    'Camel has no mqtt since version 3: paho-mqtt5 and paho are its components, with other defaults. This one keeps its session where it has a clientId, sends with quality of service 1, and maps headers.',
    ...mqttNotes,
  ],
  syntax: 'mqtt:topic',
  path: mqttPath,
  source: {
    fields: { ...common, ...mqttSourceFields },
    async open(options, context) {
      const [{ openMqttSource }, { PAHO_MQTT5 }] = await Promise.all([import('./source.ts'), import('./message-headers.ts')])
      return openMqttSource({ ...options, ...unified(options), maxInflight: 1, headers: PAHO_MQTT5 }, context)
    },
  },
  sink: {
    fields: { ...common, ...mqttSinkFields, maxInflight: maxInflightField(1000) },
    async open(options, context) {
      const [{ openMqttSink }, { PAHO_MQTT5 }] = await Promise.all([import('./sink.ts'), import('./message-headers.ts')])
      return openMqttSink({ ...options, ...unified(options), headers: PAHO_MQTT5 }, context)
    },
    share: (uri, exchange) => shareConnection(uri, exchange, 'CamelPahoMqtt5OverrideTopic'),
  },
  delivery: mqttDelivery('strings'),
  examples: [
    {
      title: 'Measurements that are not lost while the process is away',
      yaml: `- from:
    uri: mqtt:sensors/+/temperature
    parameters: { brokerUrl: "mqtt://localhost:1883", clientId: cellar }
    steps:
      - to: "log:temperature"
`,
    },
    {
      title: 'Work shared by several processes',
      yaml: `- from:
    uri: mqtt:$share/workers/orders/#
    parameters: { brokerUrl: "mqtts://broker.example.com", qos: 1, concurrency: 8 }
    steps:
      - to: "log:orders"
`,
    },
  ],
})
