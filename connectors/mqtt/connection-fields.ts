import { bean, boolean, choice, integer, serviceUrl, sinkFields, sourceFields, text } from '../../src/kit/index.ts'
import { TLS_BEAN, type TlsBean } from '../../src/kit/tls-options.ts'

const JVM = 'it is a Java object'
const SCHEMES = ['tcp', 'mqtt', 'ssl', 'mqtts', 'ws', 'wss']

/** The path of an endpoint. */
export const mqttPath = {
  topic: text({ describe: 'The topic; for a source a filter: sensors/+/temperature, sensors/#, $share/group/sensors/#.', required: true }),
}

/** Options of the connection, which sources and sinks of all MQTT schemes have. */
export const connectionFields = {
  brokerUrl: serviceUrl(SCHEMES, { describe: 'The broker: tcp, mqtt, ssl, mqtts, ws or wss.', default: 'tcp://localhost:1883' }),
  serverURIs: serviceUrl(SCHEMES, { describe: 'Several brokers with commas between, tried one after the other; before brokerUrl.' }, true),
  clientId: text({
    describe: 'The name that the broker knows the client by; a random one without it. No two endpoints may have the same.',
  }),
  userName: text({ describe: 'The user that connects.', secret: true }),
  password: text({ describe: 'The password of the user.', secret: true }),
  keepAliveInterval: integer({
    describe: 'How often the connection is proved to be alive, in seconds; 0 for never.',
    default: 60,
  }),
  connectionTimeout: integer({ describe: 'How long one attempt to connect may take, in seconds; 0 for ever.', default: 30 }),
  automaticReconnect: boolean({
    describe: 'Whether a lost connection is opened again; without it the endpoint fails for good.',
    default: true,
  }),
  maxReconnectDelay: integer({ describe: 'The longest time between two attempts to connect, in milliseconds; 3000 without it.' }),
  willTopic: text({ describe: 'Topic of the message that the broker publishes when the client is lost without goodbye.' }),
  willPayload: text({ describe: 'Payload of that message.' }),
  willRetained: boolean({ describe: 'Whether that message is retained.', default: false }),
  persistence: choice(['FILE', 'MEMORY'], {
    describe: 'Has no effect: a message counts as sent only when the broker has acknowledged it, so none has to be kept beside.',
    default: 'MEMORY',
  }),
  filePersistenceDirectory: text({ describe: 'Has no effect, as persistence.' }),
  sslContextParameters: bean<TlsBean>({ describe: TLS_BEAN }),
  httpsHostnameVerificationEnabled: boolean({
    describe: "Whether the broker's certificate must be for its host.",
    default: true,
    advanced: true,
  }),
  customWebSocketHeaders: bean<Readonly<Record<string, string>>>({
    describe: 'A bean with headers for the opening of a WebSocket.',
    advanced: true,
  }),
  executorServiceTimeout: integer({ describe: 'Has no effect: there are no threads.', default: 1, advanced: true }),
  client: text({ describe: 'A client that is there already.', advanced: true, unsupported: JVM }),
  socketFactory: text({ describe: 'Makes sockets.', advanced: true, unsupported: 'use sslContextParameters' }),
  sslClientProps: text({ describe: 'Properties of TLS.', advanced: true, unsupported: 'use sslContextParameters' }),
  sslHostnameVerifier: text({ describe: 'Verifies host names.', advanced: true, unsupported: 'use sslContextParameters' }),
}

/** What only MQTT 5 has. */
export const version5Fields = {
  receiveMaximum: integer({ describe: 'How many messages the broker may send before the first of them is acknowledged.', default: 65_535 }),
  sessionExpiryInterval: integer({
    describe:
      'How long the broker keeps the session of a client that is gone, in seconds; -1 for ever, where it does not begin with a clean one.',
    default: -1,
  }),
  willMqttProperties: bean<Readonly<Record<string, unknown>>>({
    describe:
      'A bean with properties of the will: contentType, responseTopic, correlationData, messageExpiryInterval, willDelayInterval, userProperties.',
    advanced: true,
  }),
}

/** Options of sources. */
export const mqttSourceFields = {
  ...sourceFields,
  manualAcksEnabled: boolean({
    describe:
      'Without it, or with true, a message is acknowledged when it has ended well and is tried again until then. With false a failed one is acknowledged too, and lost.',
  }),
  concurrency: integer({
    describe: 'How many messages are worked on at a time; those of one topic keep their order. Not of Camel.',
    default: 1,
  }),
}

/** Options of sinks. */
export const mqttSinkFields = {
  ...sinkFields,
  retained: boolean({ describe: 'Whether the broker keeps the message for those who subscribe later.', default: false }),
  sendTimeout: integer({
    describe: 'How long a message waits for the connection before it fails, in milliseconds.',
    default: 10_000,
    advanced: true,
  }),
}

/** The quality of service, with the default of the scheme. */
export const qosField = <const Q extends number>(value: Q) =>
  integer({
    describe: 'Quality of service: 0 at most once, 1 at least once, 2 exactly once between client and broker.',
    default: value,
    minimum: 0,
    maximum: 2,
  })

/** Whether properties of MQTT 5 are headers, with the default of the scheme. */
export const mapHeadersField = <const B extends boolean>(value: B) =>
  boolean({
    describe: 'Whether user properties and content type of MQTT 5 are headers of the message, in both directions.',
    default: value,
    advanced: true,
  })

/** How many messages of a sink may wait for the broker's acknowledgement. */
export const maxInflightField = <const N extends number>(value: N) =>
  integer({
    describe: 'How many messages may wait for the acknowledgement of the broker; further ones wait for their turn.',
    default: value,
  })
