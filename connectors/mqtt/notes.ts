import type { DeliveryManifest } from '../../src/kit/index.ts'

/** What is true of all MQTT schemes. */
export const mqttNotes = [
  'A message is acknowledged when its effect is durable: PUBACK with quality of service 1, PUBREC with 2. Acknowledgements go out in the order in which the messages came; one that fails holds back those behind it.',
  'The broker keeps what comes while nobody is connected only for a session: give a clientId, and let the session not begin clean. With quality of service 0, or a clean session, what the broker has sent is lost with the process.',
  'A group (aggregate) acknowledges its messages when it has ended: it must not be larger than what the broker sends without acknowledgement (max_inflight_messages of Mosquitto is 20), or end by time.',
  'A source and a sink are two connections: give each its own clientId, or the broker ends one when the other comes.',
  'A message is sent when the broker has acknowledged it. Where the connection is lost before, the message fails and may be sent again: at least once, with quality of service 2 too.',
  'A body of null is sent as an empty message: retained, it removes the one that the broker has kept.',
  'The exchange has the property KafilaMqttRetained where the broker had kept the message, and KafilaMqttDuplicate where it sends it again.',
] as const

/** What all MQTT schemes promise. */
export const mqttDelivery = (headers: DeliveryManifest['headers']): DeliveryManifest => ({
  source: { acks: 'native', order: 'key', redelivery: 'requeue', persistent: true, resume: 'broker', groups: true },
  sink: { durable: 'remote', idempotentWrite: false, batchWrite: false },
  headers,
  maxBody: 268_435_455,
  notes: [
    'Order is that of a topic. Messages outlive their reader where clientId is given and the session does not begin clean, with quality of service 1 or 2.',
    'Messages are shared among readers by topics of the form $share/group/topic.',
  ],
})
