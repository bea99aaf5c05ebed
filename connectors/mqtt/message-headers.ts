import type { IPublishPacket } from 'mqtt'
import { convert } from '../../src/converters/index.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { usualSpelling } from '../../src/core/headers.ts'
import { isCamelHeader } from '../../src/http/header-filter.ts'
import { type MessageProperties, publishProperties, receivedProperties, someUserProperties } from './message-properties.ts'

const CONTENT_TYPE = 'Content-Type'

/** The names of a scheme's headers. */
export interface HeaderNames {
  readonly qos: string
  readonly retained: string
  readonly overrideTopic: string
  /** Of MQTT 5 alone. */
  readonly properties: string
}

/** The headers of `paho`. */
export const PAHO: HeaderNames = headerNames('CamelPaho')
/** The headers of `paho-mqtt5` and `mqtt`. */
export const PAHO_MQTT5: HeaderNames = headerNames('CamelPahoMqtt5')

function headerNames(prefix: string): HeaderNames {
  return {
    qos: `${prefix}Qos`,
    retained: `${prefix}Retained`,
    overrideTopic: `${prefix}OverrideTopic`,
    properties: `${prefix}MsgProperties`,
  }
}

/** Gives an exchange what came with its message. */
export function setReceivedHeaders(exchange: Exchange, packet: IPublishPacket, names: HeaderNames, isMapped: boolean): void {
  exchange.setHeader('CamelMqttTopic', packet.topic)
  exchange.setHeader('CamelMqttQoS', packet.qos)
  if (packet.retain) exchange.setProperty('KafilaMqttRetained', true)
  if (packet.dup) exchange.setProperty('KafilaMqttDuplicate', true)
  if (packet.properties === undefined) return
  exchange.setHeader(names.properties, receivedProperties(packet))
  if (isMapped) mapProperties(exchange, packet.properties)
}

function mapProperties(exchange: Exchange, { userProperties, contentType }: MessageProperties): void {
  for (const [name, value] of Object.entries(userProperties ?? {})) {
    if (!isCamelHeader(name.toLowerCase())) exchange.setHeader(name, value)
  }
  if (contentType !== undefined) exchange.setHeader(CONTENT_TYPE, contentType)
}

/** The properties of MQTT 5 with which a message is sent. Suspends where a header is an unread stream. */
export function sentProperties(exchange: Exchange, names: HeaderNames, isMapped: boolean): MessageProperties | undefined {
  const given = exchange.header(names.properties)
  const properties = given === undefined || given === null ? {} : publishProperties(given)
  return isMapped ? { ...mappedHeaders(exchange), ...properties, ...bothUserProperties(exchange, properties) } : properties
}

function mappedHeaders(exchange: Exchange): MessageProperties {
  const type = exchange.header(CONTENT_TYPE)
  return type === undefined || type === null ? {} : { contentType: String(convert(type, 'String', exchange)) }
}

/** Headers with a text of their own become user properties; those that properties name already are theirs. */
function bothUserProperties(exchange: Exchange, { userProperties }: MessageProperties): MessageProperties {
  const result: Record<string, string | string[]> = Object.create(null)
  for (const folded in exchange.headers) {
    const value = exchange.headers[folded]
    if (value === undefined || value === null || isCamelHeader(folded) || folded === 'content-type') continue
    const texts = (Array.isArray(value) ? value : [value]).filter(isText).map(String)
    if (texts.length > 0) result[exchange.spellings?.get(folded) ?? usualSpelling(folded)] = texts.length === 1 ? texts[0]! : texts
  }
  return someUserProperties(Object.assign(result, userProperties))
}

function isText(value: unknown): boolean {
  return typeof value !== 'object' || value instanceof Number || value instanceof String
}
