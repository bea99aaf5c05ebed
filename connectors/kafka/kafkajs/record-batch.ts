import compressions from 'kafkajs/src/protocol/message/compression/index.js'
import type { BatchMessage } from './batch-message.ts'
import { ByteWriter, varBytesSize, varintSize } from './byte-writer.ts'
import { crc32c } from './crc32c.ts'

export interface BatchSettings {
  readonly compression: number
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly firstSequence: number
  readonly transactional: boolean
}

/** What comes before the records, and where what the checksum covers begins. */
const HEAD = 61
const COVERED = 21
const MAGIC = 2
const TRANSACTIONAL = 16

/** The records of a partition in the form of Kafka's log (batches of version 2). The times are those of the records, `now` for others. */
export async function recordBatch(messages: readonly BatchMessage[], settings: BatchSettings, now: number): Promise<Buffer> {
  const base = messages[0]!.time ?? now
  let size = 0
  for (let i = 0; i < messages.length; i++) {
    const body = bodySize(messages[i]!, i, base, now)
    size += varintSize(body) + body
  }
  const writer = new ByteWriter(HEAD + size, HEAD)
  for (let i = 0; i < messages.length; i++) writeRecord(writer, messages[i]!, i, base, now)
  const batch = settings.compression === 0 ? writer.buffer : await compressed(writer.buffer, settings.compression)
  writeHead(batch, messages, settings, base, now)
  return batch
}

async function compressed(plain: Buffer, compression: number): Promise<Buffer> {
  const body = await compressions.lookupCodec(compression).compress({ buffer: plain.subarray(HEAD) })
  const writer = new ByteWriter(HEAD + body.length, HEAD)
  writer.bytes(body)
  return writer.buffer
}

function bodySize({ headerList, key, time, value }: BatchMessage, index: number, base: number, now: number): number {
  let size =
    1 + varintSize((time ?? now) - base) + varintSize(index) + varBytesSize(key) + varBytesSize(value) + varintSize(headerList.length)
  for (const header of headerList) {
    const name = Buffer.byteLength(header.key)
    size += varintSize(name) + name + varBytesSize(header.value)
  }
  return size
}

function writeRecord(writer: ByteWriter, message: BatchMessage, index: number, base: number, now: number): void {
  const { headerList, key, time, value } = message
  writer.varint(bodySize(message, index, base, now))
  writer.int8(0)
  writer.varint((time ?? now) - base)
  writer.varint(index)
  writer.varBytes(key)
  writer.varBytes(value)
  writer.varint(headerList.length)
  for (const header of headerList) {
    writer.varBytes(Buffer.from(header.key))
    writer.varBytes(header.value)
  }
}

function writeHead(batch: Buffer, messages: readonly BatchMessage[], settings: BatchSettings, base: number, now: number): void {
  const { compression, firstSequence, producerEpoch, producerId, transactional } = settings
  let latest = base
  for (const { time = now } of messages) if (time > latest) latest = time
  const head = new ByteWriter(HEAD - COVERED)
  head.int16(compression | (transactional ? TRANSACTIONAL : 0))
  head.int32(messages.length - 1)
  head.int64(BigInt(base))
  head.int64(BigInt(latest))
  head.int64(producerId)
  head.int16(producerEpoch)
  head.int32(firstSequence)
  head.int32(messages.length)
  batch.set(head.buffer, COVERED)
  batch.writeBigInt64BE(0n, 0)
  batch.writeInt32BE(batch.length - 12, 8)
  batch.writeInt32BE(0, 12)
  batch[16] = MAGIC
  batch.writeUInt32BE(crc32c(batch, COVERED), 17)
}
