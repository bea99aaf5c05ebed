import { canConvert, convert } from '../../src/converters/index.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { KafkaHeader, KafkaRecord } from './client.ts'

const INTERNAL = /^(?:[Cc]amel|[Kk]afila|org\.apache\.camel\.|kafka\.)/

/** Whether a header stays here: Camel's own neither go out nor come in. */
function isInternal(name: string): boolean {
  const first = name.charCodeAt(0)
  // C, c, K, k, o: others need no look
  return (first === 67 || first === 99 || first === 75 || first === 107 || first === 111) && INTERNAL.test(name)
}

/** Sets the headers of a record, as bytes, or read as text. */
export function propagateHeaders({ headers }: KafkaRecord, exchange: Exchange, asText: boolean): void {
  for (const { key, value } of headers) if (!isInternal(key)) exchange.setHeader(key, asText ? value.toString('utf8') : value)
}

/** The headers of a message that travel: text, numbers, booleans, and what has a form as bytes. */
export function outgoingHeaders(exchange: Exchange): KafkaHeader[] {
  const result: KafkaHeader[] = []
  for (const [key, value] of exchange.headerEntries()) {
    if (isInternal(key)) continue
    const bytes = headerBytes(value, exchange)
    if (bytes !== undefined) result.push({ key, value: bytes })
  }
  return result
}

/** Numbers travel in binary, big-endian, as Camel writes them. What has no form as bytes does not travel. */
function headerBytes(value: unknown, exchange: Exchange): Buffer | undefined {
  if (typeof value === 'string') return Buffer.from(value, 'utf8')
  if (Buffer.isBuffer(value)) return value
  if (typeof value === 'boolean') return Buffer.from(String(value))
  if (typeof value === 'number' || typeof value === 'bigint') return numberBytes(value)
  if (value === null || !canConvert(value, 'byte[]', exchange)) return undefined
  return Buffer.from(convert(value, 'byte[]', exchange) as Uint8Array)
}

function numberBytes(value: number | bigint): Buffer {
  const buffer = Buffer.alloc(typeof value === 'number' && Number.isInteger(value) && value === (value | 0) ? 4 : 8)
  if (buffer.length === 4) buffer.writeInt32BE(value as number)
  else if (typeof value === 'number' && !Number.isInteger(value)) buffer.writeDoubleBE(value)
  else buffer.writeBigInt64BE(BigInt.asIntN(64, BigInt(value)))
  return buffer
}
