import { errors } from '../../src/core/errors.ts'

/** Reads the bytes of a key or a value. */
export type Deserialize = (bytes: Buffer) => unknown

const DESERIALIZERS: Readonly<Record<string, Deserialize>> = {
  StringDeserializer: bytes => bytes.toString('utf8'),
  ByteArrayDeserializer: bytes => bytes,
  ByteBufferDeserializer: bytes => bytes,
  BytesDeserializer: bytes => bytes,
  IntegerDeserializer: sized(4, bytes => bytes.readInt32BE()),
  ShortDeserializer: sized(2, bytes => bytes.readInt16BE()),
  LongDeserializer: sized(8, bytes => smallest(bytes.readBigInt64BE())),
  FloatDeserializer: sized(4, bytes => bytes.readFloatBE()),
  DoubleDeserializer: sized(8, bytes => bytes.readDoubleBE()),
  BooleanDeserializer: sized(1, bytes => bytes[0] === 1),
  UUIDDeserializer: bytes => bytes.toString('utf8'),
  VoidDeserializer: () => null,
}

const PACKAGE = 'org.apache.kafka.common.serialization.'

/** The deserializer that a Java class is; an error names those that are known. */
export function deserializer(option: string, javaClass: string): Deserialize {
  const name = javaClass.replace(/^#class:/, '').replace(PACKAGE, '')
  if (Object.hasOwn(DESERIALIZERS, name)) return DESERIALIZERS[name]!
  throw errors.KF_FIELD_INVALID({
    option,
    reason: `${javaClass} is not known; there are ${Object.keys(DESERIALIZERS).join(', ')} of ${PACKAGE.slice(0, -1)}. Read bytes and unmarshal them`,
  })
}

/** Whether a deserializer takes any bytes. */
export function isTotal(javaClass: string): boolean {
  return /(String|ByteArray|ByteBuffer|Bytes|UUID|Void)Deserializer$/.test(javaClass)
}

function sized(size: number, read: Deserialize): Deserialize {
  return bytes => {
    if (bytes.length === size) return read(bytes)
    throw errors.KF_CONN_REJECTED(
      { what: 'kafka', reason: `Size of data received by the deserializer is not ${size}` },
      { type: 'org.apache.kafka.common.errors.SerializationException' },
    )
  }
}

function smallest(value: bigint): number | bigint {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value
}
