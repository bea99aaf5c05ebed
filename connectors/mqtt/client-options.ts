import type { IClientOptions } from 'mqtt'
import { publishProperties } from './message-properties.ts'
import type { BrokerAddress, MqttSettings } from './settings.ts'

const FOR_EVER = 2 ** 31 - 1
const NO_EXPIRY = 0xffffffff
const DEFAULT_RECEIVE_MAXIMUM = 65_535

/** The options of the client library for one broker. It connects once: connecting again, and subscribing again, is up to us. */
export function clientOptions(settings: MqttSettings, { protocol, host, port, path }: BrokerAddress): IClientOptions {
  const { options, clientId, userName, password, tls } = settings
  const { version, clean, connectionTimeout, keepAliveInterval } = options
  return {
    ...tls,
    protocol,
    host,
    hostname: host,
    port,
    path,
    clientId,
    clean,
    protocolVersion: version,
    protocolId: version === 3 ? 'MQIsdp' : 'MQTT',
    keepalive: keepAliveInterval,
    connectTimeout: connectionTimeout > 0 ? connectionTimeout * 1000 : FOR_EVER,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    wsOptions: { ...tls, headers: { ...options.customWebSocketHeaders } },
    ...(userName !== undefined && { username: userName }),
    ...(password !== undefined && { password }),
    ...willOf(settings),
    ...(version === 5 && { properties: connectProperties(settings) }),
  }
}

function willOf({ options }: MqttSettings): Pick<IClientOptions, 'will'> {
  const { willTopic, willPayload, willQos, willRetained, willMqttProperties } = options
  if (willTopic === undefined) return {}
  const will = { topic: willTopic, payload: Buffer.from(willPayload ?? ''), qos: willQos as 0 | 1 | 2, retain: willRetained }
  return { will: willMqttProperties === undefined ? will : { ...will, properties: willProperties(willMqttProperties) } }
}

function willProperties(given: Readonly<Record<string, unknown>>): NonNullable<NonNullable<IClientOptions['will']>['properties']> {
  const delay = given['willDelayInterval']
  return { ...(publishProperties(given) as object), ...(delay !== undefined && { willDelayInterval: Number(delay) }) }
}

/** A session that does not begin clean is meant to last: without an expiry of its own it has none. */
function connectProperties({ options }: MqttSettings): NonNullable<IClientOptions['properties']> {
  const { clean, receiveMaximum = DEFAULT_RECEIVE_MAXIMUM, sessionExpiryInterval = -1 } = options
  const expiry = sessionExpiryInterval >= 0 ? sessionExpiryInterval : clean ? undefined : NO_EXPIRY
  return {
    ...(receiveMaximum !== DEFAULT_RECEIVE_MAXIMUM && { receiveMaximum }),
    ...(expiry !== undefined && { sessionExpiryInterval: expiry }),
  }
}
