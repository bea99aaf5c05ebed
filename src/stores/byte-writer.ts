/** Bytes that grow: what a value is written into. */
export class ByteWriter {
  private bytes = Buffer.allocUnsafe(256)
  private length = 0

  byte(value: number): void {
    this.room(1)
    this.bytes[this.length++] = value
  }

  /** A whole number from 0 on, in as many bytes as it needs. */
  count(value: number): void {
    let left = value
    while (left > 0x7f) {
      this.byte((left % 0x80) | 0x80)
      left = Math.floor(left / 0x80)
    }
    this.byte(left)
  }

  double(value: number): void {
    this.room(8)
    this.length = this.bytes.writeDoubleBE(value, this.length)
  }

  text(value: string): void {
    this.block(Buffer.from(value, 'utf8'))
  }

  block(value: Uint8Array): void {
    this.count(value.length)
    this.room(value.length)
    this.bytes.set(value, this.length)
    this.length += value.length
  }

  done(): Buffer {
    return this.bytes.subarray(0, this.length)
  }

  private room(needed: number): void {
    if (this.length + needed <= this.bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + needed))
    larger.set(this.bytes.subarray(0, this.length))
    this.bytes = larger
  }
}
