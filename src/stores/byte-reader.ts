import { errors } from '../core/errors.ts'

/** Reads what a `ByteWriter` has written; what ends too early is `KF_STORE_FORMAT`. */
export class ByteReader {
  private readonly bytes: Buffer
  private position = 0

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get atEnd(): boolean {
    return this.position === this.bytes.length
  }

  byte(): number {
    return this.bytes[this.take(1)]!
  }

  count(): number {
    let value = 0
    for (let factor = 1; ; factor *= 0x80) {
      const next = this.byte()
      value += (next & 0x7f) * factor
      if (next < 0x80) return value
    }
  }

  double(): number {
    return this.bytes.readDoubleBE(this.take(8))
  }

  text(): string {
    const length = this.count()
    const from = this.take(length)
    return this.bytes.toString('utf8', from, from + length)
  }

  block(): Buffer {
    const length = this.count()
    const from = this.take(length)
    // a copy: the bytes belong to the store
    return Buffer.from(this.bytes.subarray(from, from + length))
  }

  private take(length: number): number {
    const from = this.position
    if (from + length > this.bytes.length) throw errors.KF_STORE_FORMAT({ reason: 'it ends too early' })
    this.position += length
    return from
  }
}
