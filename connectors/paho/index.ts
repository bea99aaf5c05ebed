import { boolean, defineConnector, integer } from '../../src/kit/index.ts'
import { connectionFields, maxInflightField, mqttPath, mqttSinkFields, mqttSourceFields, qosField } from '../mqtt/connection-fields.ts'
import { mqttDelivery, mqttNotes } from '../mqtt/notes.ts'
import { shareConnection } from '../mqtt/share.ts'

const common = {
  ...connectionFields,
  cleanSession: boolean({ describe: 'Whether the session begins anew; without it the broker keeps what comes meanwhile.', default: true }),
  mqttVersion: integer({ describe: 'The version of the protocol: 3 for MQTT 3.1; without it, or with 0 or 4, 3.1.1.' }),
  qos: qosField(2),
  willQos: integer({ describe: 'Quality of service of the will.', default: 0 }),
  maxInflight: maxInflightField(10),
}

/** Options by the names that all MQTT schemes share. */
function unified({ mqttVersion, cleanSession }: { readonly mqttVersion: number | undefined; readonly cleanSession: boolean }) {
  return { version: mqttVersion === 3 ? (3 as const) : (4 as const), clean: cleanSession, mapHeaders: false }
}

export default defineConnector({
  name: 'paho',
  summary: 'Subscribes and publishes to MQTT brokers by MQTT 3.1.1.',
  notes: [...mqttNotes],
  syntax: 'paho:topic',
  path: mqttPath,
  source: {
    fields: { ...common, ...mqttSourceFields },
    async open(options, context) {
      const [{ openMqttSource }, { PAHO }] = await Promise.all([import('../mqtt/source.ts'), import('../mqtt/message-headers.ts')])
      return openMqttSource({ ...options, ...unified(options), headers: PAHO }, context)
    },
  },
  sink: {
    fields: { ...common, ...mqttSinkFields },
    async open(options, context) {
      const [{ openMqttSink }, { PAHO }] = await Promise.all([import('../mqtt/sink.ts'), import('../mqtt/message-headers.ts')])
      return openMqttSink({ ...options, ...unified(options), headers: PAHO }, context)
    },
    share: (uri, exchange) => shareConnection(uri, exchange, 'CamelPahoOverrideTopic'),
  },
  delivery: mqttDelivery('none'),
  examples: [
    {
      title: 'Readings into a topic of their sensor',
      yaml: `- from:
    uri: direct:reading
    steps:
      - toD: "paho:sensors/\${header.sensor}?brokerUrl=tcp://localhost:1883&qos=1&retained=true"
`,
    },
  ],
})
