import type { Message, Options } from 'amqplib'
import { charsetNamed, convert, mandatoryBody } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { isMap, mapEntries } from '../../src/core/values.ts'
import { isCamelHeader } from '../../src/http/header-filter.ts'

const PREFIX = 'CamelSpringRabbitmq'
const CONVERSION = 'org.springframework.amqp.support.converter.MessageConversionException'
const BYTES = 'application/octet-stream'

/** Headers of one message alone: a message that is sent on loses them. */
export const ROUTING_KEY_OVERRIDE = `${PREFIX}RoutingOverrideKey`
export const EXCHANGE_OVERRIDE = `${PREFIX}ExchangeOverrideName`

/** Properties that are plain texts: by their header, and by the name that the library has for them. */
const TEXTS = [
  ['Type', 'type'],
  ['ContentType', 'contentType'],
  ['ContentEncoding', 'contentEncoding'],
  ['MessageId', 'messageId'],
  ['CorrelationId', 'correlationId'],
  ['ReplyTo', 'replyTo'],
  ['Expiration', 'expiration'],
  ['UserId', 'userId'],
  ['AppId', 'appId'],
  ['ClusterId', 'clusterId'],
] as const

/** Gives an exchange body and headers of a message. A text, by its content type, is one; everything else is bytes. */
export function receive(exchange: Exchange, message: Message): void {
  exchange.body = bodyOf(message)
  const { properties, fields } = message
  for (const [name, value] of Object.entries(properties.headers ?? {})) {
    if (!isCamelHeader(name.toLowerCase())) exchange.setHeader(name, received(value))
  }
  const set = (name: string, value: unknown) => {
    if (value !== undefined && value !== null) exchange.setHeader(`${PREFIX}${name}`, value)
  }
  set('Redelivered', fields.redelivered)
  set('DeliveryTag', fields.deliveryTag)
  set('ExchangeName', fields.exchange)
  set('RoutingKey', fields.routingKey)
  if (properties.deliveryMode !== undefined) set('DeliveryMode', properties.deliveryMode === 2 ? 'PERSISTENT' : 'NON_PERSISTENT')
  for (const [name, property] of TEXTS) set(name, properties[property])
  set('Priority', properties.priority)
  if (properties.timestamp !== undefined) set('Timestamp', new Date(Number(properties.timestamp) * 1000))
}

function bodyOf({ content, properties }: Message): unknown {
  const type: unknown = properties.contentType
  if (typeof type !== 'string' || !type.startsWith('text')) return content
  return charsetNamed(String(properties.contentEncoding ?? 'UTF-8')).decode(content)
}

/** A value of a table of AMQP as routes know it: a point in time is a date, a decimal a number. */
function received(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(received)
  if (Buffer.isBuffer(value) || !isMap(value)) return value
  const { '!': type, value: inner } = value as { '!'?: string; value?: unknown }
  if (type === 'timestamp') return new Date(Number(inner) * 1000)
  if (type === 'decimal') return decimal(inner as { places: number; digits: number })
  if (type !== undefined) return inner
  return Object.fromEntries(mapEntries(value).map(([name, each]) => [name, received(each)]))
}

const decimal = ({ places, digits }: { places: number; digits: number }) => digits / 10 ** places

/** A message as it is sent. */
export interface Outgoing {
  readonly content: Buffer
  readonly options: Options.Publish
}

/** Body and headers of an exchange. Messages are persistent unless they say otherwise. Suspends where they are unread streams. */
export function outgoing(exchange: Exchange, allowNullBody: boolean): Outgoing {
  const options: Options.Publish & Record<string, unknown> = { deliveryMode: deliveryMode(exchange), headers: outgoingHeaders(exchange) }
  for (const [name, property] of TEXTS) {
    const value = exchange.header(`${PREFIX}${name}`)
    if (value !== undefined && value !== null) options[property] = String(convert(value, 'String', exchange))
  }
  const priority = exchange.header(`${PREFIX}Priority`)
  if (priority !== undefined && priority !== null) options.priority = Number(convert(priority, 'int', exchange))
  const timestamp = exchange.header(`${PREFIX}Timestamp`)
  if (timestamp !== undefined && timestamp !== null) options.timestamp = Math.floor(millisOf(timestamp, exchange) / 1000)
  const content = contentOf(exchange, options, allowNullBody)
  options.contentType ??= BYTES
  return { content, options }
}

function contentOf(exchange: Exchange, options: Options.Publish, allowNullBody: boolean): Buffer {
  const { body } = exchange
  if (body === null) {
    if (allowNullBody) return Buffer.alloc(0)
    const reason = 'Cannot send message as message body is null, and option allowNullBody is false.'
    throw errors.KF_CONN_REJECTED({ what: 'rabbitmq', reason }, { type: CONVERSION })
  }
  if (typeof body !== 'string') return mandatoryBody(exchange, 'byte[]', true) as Buffer
  options.contentEncoding ??= 'UTF-8'
  if ((options.contentType ?? BYTES) === BYTES) options.contentType = 'text/plain'
  return charsetNamed(options.contentEncoding).encode(body)
}

function deliveryMode(exchange: Exchange): 1 | 2 {
  const given = exchange.header(`${PREFIX}DeliveryMode`)
  return given === 1 || given === '1' || given === 'NON_PERSISTENT' ? 1 : 2
}

function millisOf(value: unknown, exchange: Exchange): number {
  return value instanceof Date ? value.getTime() : Number(convert(value, 'long', exchange))
}

function outgoingHeaders(exchange: Exchange): Record<string, unknown> {
  const headers: Record<string, unknown> = {}
  for (const [name, value] of exchange.headerEntries()) {
    if (!isCamelHeader(name.toLowerCase())) headers[name] = sent(value, exchange)
  }
  return headers
}

/** A value in a table of AMQP; what has no form there goes as text. */
function sent(value: unknown, exchange: Exchange): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Buffer.isBuffer(value)) return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? { '!': 'int64', value: Number(value) } : String(value)
  if (value instanceof Date) return { '!': 'timestamp', value: Math.floor(value.getTime() / 1000) }
  if (Array.isArray(value)) return value.map(each => sent(each, exchange))
  if (isMap(value)) return Object.fromEntries(mapEntries(value).map(([name, each]) => [name, sent(each, exchange)]))
  return convert(value, 'String', exchange)
}
