import { boolean, defineConnector, integer } from '../../src/kit/index.ts'
import {
  connectionFields,
  mapHeadersField,
  maxInflightField,
  mqttPath,
  mqttSinkFields,
  mqttSourceFields,
  qosField,
  version5Fields,
} from '../mqtt/connection-fields.ts'
import { mqttDelivery, mqttNotes } from '../mqtt/notes.ts'
import { shareConnection } from '../mqtt/share.ts'

const common = {
  ...connectionFields,
  ...version5Fields,
  cleanStart: boolean({ describe: 'Whether the session begins anew; without it the broker keeps what comes meanwhile.', default: true }),
  qos: qosField(2),
  willQos: integer({ describe: 'Quality of service of the will.', default: 1 }),
  mapHeaders: mapHeadersField(false),
}

export default defineConnector({
  name: 'paho-mqtt5',
  summary: 'Subscribes and publishes to MQTT brokers by MQTT 5.',
  notes: [
    'CamelPahoMqtt5MsgProperties is a map: contentType, responseTopic, correlationData, messageExpiryInterval, payloadFormat, userProperties (a map), subscriptionIdentifier.',
    ...mqttNotes,
  ],
  syntax: 'paho-mqtt5:topic',
  path: mqttPath,
  source: {
    fields: { ...common, ...mqttSourceFields },
    async open(options, context) {
      const [{ openMqttSource }, { PAHO_MQTT5 }] = await Promise.all([import('../mqtt/source.ts'), import('../mqtt/message-headers.ts')])
      return openMqttSource({ ...options, version: 5, clean: options.cleanStart, maxInflight: 1, headers: PAHO_MQTT5 }, context)
    },
  },
  sink: {
    fields: { ...common, ...mqttSinkFields, maxInflight: maxInflightField(1000) },
    async open(options, context) {
      const [{ openMqttSink }, { PAHO_MQTT5 }] = await Promise.all([import('../mqtt/sink.ts'), import('../mqtt/message-headers.ts')])
      return openMqttSink({ ...options, version: 5, clean: options.cleanStart, headers: PAHO_MQTT5 }, context)
    },
    share: (uri, exchange) => shareConnection(uri, exchange, 'CamelPahoMqtt5OverrideTopic'),
  },
  delivery: mqttDelivery('strings'),
  examples: [
    {
      title: 'From one topic to another, at least once',
      yaml: `- from:
    uri: paho-mqtt5:orders/in
    parameters: { brokerUrl: "tcp://localhost:1883", clientId: orders-in, cleanStart: false, qos: 1 }
    steps:
      - to: { uri: "paho-mqtt5:orders/out", parameters: { brokerUrl: "tcp://localhost:1883", qos: 1 } }
`,
    },
  ],
})
