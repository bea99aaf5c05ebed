import { convertOrNull } from '../../src/converters/index.ts'
import { Exchange } from '../../src/core/exchange.ts'
import type { KafkaHeader, OutgoingRecord, RecordMetadata } from './client.ts'
import { outgoingHeaders } from './headers.ts'
import { KEY, OVERRIDE_TIMESTAMP, OVERRIDE_TOPIC, PARTITION_KEY } from './names.ts'
import { type Serialize, serializer } from './serializers.ts'
import type { SinkOptions } from './sink.ts'

/** A record on its way. */
export interface Outgoing {
  readonly record: OutgoingRecord
  /** About how many bytes it takes in a request. */
  readonly size: number
  /** The exchange that it was made of, where it is one of a list. */
  readonly item?: Exchange
  /** Where it was written, once it is. */
  metadata?: RecordMetadata
}

/** Makes the records of a message: one, or one for each item of a list. Suspends on unread streams before it changes anything. */
export type RecordMaker = (exchange: Exchange) => readonly Outgoing[]

/** What the protocol adds to a record. */
const RECORD_OVERHEAD = 70

/** How messages become records, by the options of a sink. */
export function recordMaker(options: SinkOptions): RecordMaker {
  const maker = new Maker(options)
  return exchange => {
    const items = options.useIterator ? itemsOf(exchange.body) : undefined
    return items === undefined ? [maker.ofMessage(exchange)] : maker.ofItems(exchange, items)
  }
}

class Maker {
  private readonly options: SinkOptions
  private readonly writeKey: Serialize
  private readonly writeValue: Serialize

  constructor(options: SinkOptions) {
    this.options = options
    this.writeKey = serializer('keySerializer', options.keySerializer)
    this.writeValue = serializer('valueSerializer', options.valueSerializer)
  }

  ofMessage(exchange: Exchange): Outgoing {
    const { key, topic } = this.options
    const value = this.writeValue(exchange.body, exchange)
    return outgoing({
      value,
      key: this.writeKey(key ?? exchange.header(KEY), exchange),
      partition: this.partitionOf(exchange),
      headers: outgoingHeaders(exchange),
      timestamp: numberOf(exchange.removeHeader(OVERRIDE_TIMESTAMP), exchange),
      topic: textOf(exchange.removeHeader(OVERRIDE_TOPIC), exchange) ?? topic,
    })
  }

  /** Items that are exchanges have their own topic, key and partition; others have none of these, as with Camel. */
  ofItems(exchange: Exchange, items: readonly unknown[]): Outgoing[] {
    const headers = outgoingHeaders(exchange)
    const topic = textOf(exchange.header(OVERRIDE_TOPIC), exchange) ?? this.options.topic
    const records = items.map(item => {
      if (item instanceof Exchange) return this.ofExchange(item, topic, headers)
      const value = this.writeValue(item, exchange)
      return outgoing({ topic, value, key: null, partition: undefined, headers, timestamp: undefined })
    })
    exchange.removeHeader(OVERRIDE_TOPIC)
    return records
  }

  private ofExchange(item: Exchange, topic: string, headers: readonly KafkaHeader[]): Outgoing {
    const { batchWithIndividualHeaders, key } = this.options
    const own = item.header(KEY)
    const record: OutgoingRecord = {
      value: this.writeValue(item.body, item),
      key: own === undefined || own === null ? null : this.writeKey(key ?? own, item),
      partition: this.partitionOf(item),
      headers: batchWithIndividualHeaders ? outgoingHeaders(item) : headers,
      timestamp: numberOf(item.removeHeader(OVERRIDE_TIMESTAMP), item),
      topic: textOf(item.removeHeader(OVERRIDE_TOPIC), item) ?? topic,
    }
    return { ...outgoing(record), item }
  }

  private partitionOf(exchange: Exchange): number | undefined {
    return this.options.partitionKey ?? numberOf(exchange.header(PARTITION_KEY), exchange)
  }
}

function outgoing(record: OutgoingRecord): Outgoing {
  let size = RECORD_OVERHEAD + (record.key?.length ?? 0) + (record.value?.length ?? 0)
  for (const { key, value } of record.headers) size += key.length + value.length + 4
  return { record, size }
}

/** The items of a list, a set or an iterator; `undefined` for anything else. */
function itemsOf(body: unknown): readonly unknown[] | undefined {
  if (Array.isArray(body)) return body
  if (body instanceof Set) return [...body]
  const isIterator = typeof body === 'object' && body !== null && typeof (body as Iterator<unknown>).next === 'function'
  return isIterator ? [...(body as IterableIterator<unknown>)] : undefined
}

function textOf(value: unknown, exchange: Exchange): string | undefined {
  return (convertOrNull(value, 'String', exchange) as string | null) ?? undefined
}

function numberOf(value: unknown, exchange: Exchange): number | undefined {
  const converted = convertOrNull(value, 'long', exchange)
  return value === undefined || value === null ? undefined : Number(converted)
}
