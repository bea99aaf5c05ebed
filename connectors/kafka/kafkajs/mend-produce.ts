import produce, { type ProduceRequest } from 'kafkajs/src/protocol/requests/produce/index.js'
import { BatchMessage } from './batch-message.ts'
import { ByteWriter } from './byte-writer.ts'
import { type BatchSettings, recordBatch } from './record-batch.ts'

/** The first version of the request whose records have headers. */
const WITH_HEADERS = 3
let mended = false

/**
 * The client's encoder takes a buffer of 512 bytes for each record and several for its parts: half of the time that a record takes. Requests
 * of this connector are encoded here; those of others in the same process go their old way.
 */
export function mendProduce(): void {
  if (mended) return
  mended = true
  const original = produce.protocol
  produce.protocol = ({ version }) => {
    const make = original({ version })
    if (version < WITH_HEADERS) return make
    return given => {
      const made = make(given)
      return isOurs(given) ? { ...made, request: { ...made.request, encode: () => encode(given) } } : made
    }
  }
}

interface EncodedPartition {
  readonly partition: number
  readonly batch: Buffer
}

interface EncodedTopic {
  readonly topic: string
  readonly partitions: readonly EncodedPartition[]
}

function isOurs({ topicData }: ProduceRequest): boolean {
  return topicData.every(({ partitions }) => partitions.every(({ messages }) => messages[0] instanceof BatchMessage))
}

async function encode(given: ProduceRequest): Promise<{ buf: Buffer; buffer: Buffer }> {
  const topics = await Promise.all(given.topicData.map(data => encodeTopic(data, given)))
  const transactionalId = given.transactionalId ?? null
  const writer = new ByteWriter(sizeOf(topics, transactionalId))
  writer.text(transactionalId)
  writer.int16(given.acks)
  writer.int32(given.timeout)
  writer.int32(topics.length)
  for (const topic of topics) writeTopic(writer, topic)
  return { buf: writer.buffer, buffer: writer.buffer }
}

async function encodeTopic({ topic, partitions }: ProduceRequest['topicData'][number], given: ProduceRequest): Promise<EncodedTopic> {
  const { compression, producerEpoch = 0, producerId = -1, transactionalId } = given
  const settings: Omit<BatchSettings, 'firstSequence'> = {
    compression,
    producerEpoch,
    producerId: BigInt(String(producerId)),
    transactional: !!transactionalId,
  }
  const now = Date.now()
  const encoded = partitions.map(async ({ firstSequence, messages, partition }) => ({
    partition: Number(partition),
    batch: await recordBatch(messages as BatchMessage[], { ...settings, firstSequence }, now),
  }))
  return { topic, partitions: await Promise.all(encoded) }
}

function sizeOf(topics: readonly EncodedTopic[], transactionalId: string | null): number {
  let size = 2 + Buffer.byteLength(transactionalId ?? '') + 2 + 4 + 4
  for (const { partitions, topic } of topics) {
    size += 2 + Buffer.byteLength(topic) + 4
    for (const { batch } of partitions) size += 4 + 4 + batch.length
  }
  return size
}

function writeTopic(writer: ByteWriter, { partitions, topic }: EncodedTopic): void {
  writer.text(topic)
  writer.int32(partitions.length)
  for (const { batch, partition } of partitions) {
    writer.int32(partition)
    writer.int32(batch.length)
    writer.bytes(batch)
  }
}
