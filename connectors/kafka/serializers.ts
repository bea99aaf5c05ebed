import { convertOrNull } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'

/** Makes the bytes of a key or a value. Suspends on unread streams. */
export type Serialize = (value: unknown, exchange: Exchange) => Buffer | null

const bytes: Serialize = (value, exchange) => {
  if (Buffer.isBuffer(value)) return value
  const converted = convertOrNull(value, 'byte[]', exchange)
  return converted instanceof Uint8Array ? asBuffer(converted) : mismatch(value, 'ByteArraySerializer')
}

const SERIALIZERS: Readonly<Record<string, Serialize>> = {
  StringSerializer: (value, exchange) => {
    if (typeof value === 'string') return Buffer.from(value, 'utf8')
    const converted = convertOrNull(value, 'String', exchange)
    return typeof converted === 'string' ? Buffer.from(converted, 'utf8') : mismatch(value, 'StringSerializer')
  },
  ByteArraySerializer: bytes,
  ByteBufferSerializer: bytes,
  BytesSerializer: bytes,
  IntegerSerializer: fixed(4, (buffer, value) => buffer.writeInt32BE(value)),
  ShortSerializer: fixed(2, (buffer, value) => buffer.writeInt16BE(value)),
  LongSerializer: fixed(8, (buffer, value) => buffer.writeBigInt64BE(BigInt(value))),
  FloatSerializer: fixed(4, (buffer, value) => buffer.writeFloatBE(value)),
  DoubleSerializer: fixed(8, (buffer, value) => buffer.writeDoubleBE(value)),
  BooleanSerializer: value => (typeof value === 'boolean' ? Buffer.from([value ? 1 : 0]) : mismatch(value, 'BooleanSerializer')),
  UUIDSerializer: (value, exchange) => Buffer.from(String(convertOrNull(value, 'String', exchange)), 'utf8'),
  VoidSerializer: value => mismatch(value, 'VoidSerializer'),
}

const PACKAGE = 'org.apache.kafka.common.serialization.'

/** The serializer that a Java class is; an error names those that are known. Nothing (null) stays nothing. */
export function serializer(option: string, javaClass: string): Serialize {
  const name = javaClass.replace(/^#class:/, '').replace(PACKAGE, '')
  if (!Object.hasOwn(SERIALIZERS, name)) {
    throw errors.KF_FIELD_INVALID({
      option,
      reason: `${javaClass} is not known; there are ${Object.keys(SERIALIZERS).join(', ')} of ${PACKAGE.slice(0, -1)}. Marshal to bytes before`,
    })
  }
  const serialize = SERIALIZERS[name]!
  return (value, exchange) => (value === null || value === undefined ? null : serialize(value, exchange))
}

function fixed(size: number, write: (buffer: Buffer, value: number) => void): Serialize {
  return value => {
    if (typeof value !== 'number' && typeof value !== 'bigint') return mismatch(value, 'number serializer')
    const buffer = Buffer.alloc(size)
    write(buffer, Number(value))
    return buffer
  }
}

function asBuffer(value: Uint8Array): Buffer {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
}

function mismatch(value: unknown, serializer: string): never {
  throw errors.KF_CONN_REJECTED(
    { what: 'kafka', reason: `a value of type ${typeof value} cannot be written by the ${serializer}` },
    { type: 'org.apache.kafka.common.errors.SerializationException' },
  )
}
