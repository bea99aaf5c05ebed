const POLYNOMIAL = 0x82f63b78
const TABLES = makeTables()

/** Eight tables: eight bytes are taken at a time. */
function makeTables(): readonly Int32Array[] {
  const tables = Array.from({ length: 8 }, () => new Int32Array(256))
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1
    tables[0]![byte] = crc
  }
  for (let byte = 0; byte < 256; byte++)
    for (let table = 1; table < 8; table++) {
      const before = tables[table - 1]![byte]!
      tables[table]![byte] = (before >>> 8) ^ tables[0]![before & 0xff]!
    }
  return tables
}

const [T0, T1, T2, T3, T4, T5, T6, T7] = TABLES as [
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
]

/** The checksum of batches (CRC-32C, Castagnoli) from `from` on. */
export function crc32c(buffer: Buffer, from: number): number {
  const { length } = buffer
  let crc = -1
  let i = from
  for (; i + 8 <= length; i += 8) {
    const low = crc ^ (buffer[i]! | (buffer[i + 1]! << 8) | (buffer[i + 2]! << 16) | (buffer[i + 3]! << 24))
    crc =
      T7[low & 0xff]! ^
      T6[(low >>> 8) & 0xff]! ^
      T5[(low >>> 16) & 0xff]! ^
      T4[low >>> 24]! ^
      T3[buffer[i + 4]!]! ^
      T2[buffer[i + 5]!]! ^
      T1[buffer[i + 6]!]! ^
      T0[buffer[i + 7]!]!
  }
  for (; i < length; i++) crc = T0[(crc ^ buffer[i]!) & 0xff]! ^ (crc >>> 8)
  return ~crc >>> 0
}
