import type { KafkaHeader, OutgoingRecord } from '../client.ts'

/** A record as the client carries it to the encoder of requests. */
export class BatchMessage {
  readonly record: OutgoingRecord
  readonly key: Buffer | null
  readonly value: Buffer | null
  /** Chosen by the partitioner where the record has none. */
  partition: number | undefined

  constructor(record: OutgoingRecord) {
    this.record = record
    this.key = record.key
    this.value = record.value
    this.partition = record.partition
  }

  get headerList(): readonly KafkaHeader[] {
    return this.record.headers
  }

  get time(): number | undefined {
    return this.record.timestamp
  }
}

type Groups = Record<string, BatchMessage[]>

/** The messages of a topic. The client groups them by a fold that copies a group for each message: here each is folded by itself. */
export class BatchMessages extends Array<BatchMessage> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array
  }

  override reduce<U>(fold: (groups: U, message: BatchMessage, index: number, all: BatchMessage[]) => U, initial?: U): U {
    const groups: Groups = { ...(initial as Groups) }
    for (let i = 0; i < this.length; i++) {
      const alone = fold({} as U, this[i]!, i, this) as Groups
      for (const partition in alone) {
        const group = groups[partition]
        if (group === undefined) groups[partition] = alone[partition]!
        else group.push(...alone[partition]!)
      }
    }
    return groups as U
  }
}
