/** Writes the protocol's types one behind the other into a buffer whose size is known before. */
export class ByteWriter {
  readonly buffer: Buffer
  offset: number

  constructor(size: number, offset = 0) {
    this.buffer = Buffer.allocUnsafe(size)
    this.offset = offset
  }

  int8(value: number): void {
    this.buffer[this.offset++] = value & 0xff
  }

  int16(value: number): void {
    this.offset = this.buffer.writeInt16BE(value, this.offset)
  }

  int32(value: number): void {
    this.offset = this.buffer.writeInt32BE(value, this.offset)
  }

  uint32(value: number): void {
    this.offset = this.buffer.writeUInt32BE(value, this.offset)
  }

  int64(value: bigint): void {
    this.offset = this.buffer.writeBigInt64BE(value, this.offset)
  }

  /** A length in 16 bits and the text; -1 for none. */
  text(value: string | null): void {
    if (value === null) return this.int16(-1)
    const length = this.buffer.write(value, this.offset + 2)
    this.int16(length)
    this.offset += length
  }

  bytes(value: Buffer): void {
    this.buffer.set(value, this.offset)
    this.offset += value.length
  }

  /** A whole number of up to 53 bits, small ones in few bytes, with its sign in the lowest bit. */
  varint(value: number): void {
    let left = zigzag(value)
    for (; left >= 128; left = Math.floor(left / 128)) this.buffer[this.offset++] = (left % 128) | 128
    this.buffer[this.offset++] = left
  }

  /** A length as varint and the bytes; -1 for none. */
  varBytes(value: Buffer | null): void {
    if (value === null) return this.varint(-1)
    this.varint(value.length)
    this.bytes(value)
  }
}

/** How many bytes a number takes as varint. */
export function varintSize(value: number): number {
  let size = 1
  for (let left = zigzag(value); left >= 128; left = Math.floor(left / 128)) size += 1
  return size
}

export function varBytesSize(value: Buffer | null): number {
  return value === null ? 1 : varintSize(value.length) + value.length
}

function zigzag(value: number): number {
  return value >= 0 ? value * 2 : -value * 2 - 1
}
