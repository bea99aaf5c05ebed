import type { IPublishPacket } from 'mqtt'
import { convert } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import { isMap, mapEntries } from '../../src/core/values.ts'

/** The properties of a message of MQTT 5, by the names that Paho's `MqttProperties` has for them, as the client library writes them. */
export type MessageProperties = NonNullable<IPublishPacket['properties']>

type Read = (value: unknown) => unknown

const text: Read = value => convert(value, 'String')
const whole: Read = value => Number(convert(value, 'long'))

const READERS: Readonly<Record<string, readonly [keyof MessageProperties, Read]>> = {
  payloadFormat: ['payloadFormatIndicator', value => convert(value, 'boolean')],
  payloadFormatIndicator: ['payloadFormatIndicator', value => convert(value, 'boolean')],
  messageExpiryInterval: ['messageExpiryInterval', whole],
  responseTopic: ['responseTopic', text],
  correlationData: ['correlationData', value => convert(value, 'byte[]')],
  contentType: ['contentType', text],
  userProperties: ['userProperties', userProperties],
}

/** What a map says as the properties of a message that is sent. What Paho's class has for other packets is passed over. */
export function publishProperties(given: unknown): MessageProperties {
  if (!isMap(given)) throw errors.KF_EXPR_CONVERTER({ reason: 'the properties of an MQTT message are a map' })
  const result: Record<string, unknown> = {}
  for (const [name, value] of mapEntries(given)) {
    const reader = READERS[String(name)]
    if (reader !== undefined && value !== null && value !== undefined) result[reader[0]] = reader[1](value)
  }
  const { userProperties: pairs, ...others } = result
  return { ...others, ...(pairs !== undefined && someUserProperties(pairs as UserProperties)) }
}

type UserProperties = Record<string, string | string[]>

/** User properties, left out where there are none: the library would write a packet that brokers do not understand. */
export function someUserProperties(userProperties: UserProperties): MessageProperties {
  return Object.keys(userProperties).length === 0 ? {} : { userProperties }
}

/** User properties: a map of texts or lists of texts, or, as Paho has them, a list of pairs with `key` and `value`. */
function userProperties(value: unknown): UserProperties {
  const result: UserProperties = Object.create(null)
  for (const [name, one] of pairsOf(value)) {
    for (const each of Array.isArray(one) ? one : [one]) add(result, String(name), String(text(each)))
  }
  return result
}

function pairsOf(value: unknown): Iterable<readonly [unknown, unknown]> {
  if (isMap(value)) return mapEntries(value)
  if (!Array.isArray(value)) throw errors.KF_EXPR_CONVERTER({ reason: 'user properties are a map, or a list of pairs with key and value' })
  return value.map(({ key, value: one }) => [key, one] as const)
}

function add(result: UserProperties, name: string, value: string): void {
  const known = result[name]
  result[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value]
}

/** The properties of a message that came, as a map. */
export function receivedProperties({ properties }: IPublishPacket): Record<string, unknown> {
  const { payloadFormatIndicator, topicAlias: _, userProperties: pairs, ...others } = properties ?? {}
  return {
    ...others,
    ...(payloadFormatIndicator !== undefined && { payloadFormat: payloadFormatIndicator }),
    ...(pairs !== undefined && { userProperties: { ...pairs } }),
  }
}
