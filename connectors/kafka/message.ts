import type { Exchange } from '../../src/core/exchange.ts'
import { applyPattern, type SourceContext } from '../../src/kit/index.ts'
import type { KafkaRecord } from './client.ts'
import { deserializer, isTotal } from './deserializers.ts'
import { propagateHeaders } from './headers.ts'
import { HEADERS, KEY, MESSAGE_TIMESTAMP, OFFSET, PARTITION, TIMESTAMP, TOPIC } from './names.ts'
import type { SourceOptions } from './source.ts'

/** Makes the message of a record. A value that its deserializer refuses throws. */
export type MakeMessage = (record: KafkaRecord) => Exchange

/** How records become messages, by the options of a source. */
export function messageMaker(options: SourceOptions, context: SourceContext): { make: MakeMessage; mayFail: boolean } {
  const readKey = deserializer('keyDeserializer', options.keyDeserializer)
  const readValue = deserializer('valueDeserializer', options.valueDeserializer)
  const headersAsText = /ToString/.test(options.headerDeserializer ?? '')
  const make: MakeMessage = record => {
    const { headers, key, offset, partition, timestamp, topic, value } = record
    const exchange = applyPattern(context.exchange(value === null ? null : readValue(value)), options.exchangePattern)
    exchange.setHeader(PARTITION, partition)
    exchange.setHeader(TOPIC, topic)
    exchange.setHeader(OFFSET, offset)
    exchange.setHeader(HEADERS, headers)
    exchange.setHeader(TIMESTAMP, timestamp)
    exchange.setHeader(MESSAGE_TIMESTAMP, timestamp)
    if (key !== null) exchange.setHeader(KEY, readKey(key))
    propagateHeaders(record, exchange, headersAsText)
    return exchange
  }
  const mayFail = ![options.keyDeserializer, options.valueDeserializer].every(isTotal)
  return { make, mayFail }
}
