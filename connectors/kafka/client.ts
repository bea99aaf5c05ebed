/** A record as it was read. */
export interface KafkaRecord {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  /** What is committed when this record and all before it have ended: its offset and one, or more where control records follow. */
  readonly next: number
  readonly timestamp: number
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly KafkaHeader[]
}

export interface KafkaHeader {
  readonly key: string
  readonly value: Buffer
}

export interface TopicPartition {
  readonly topic: string
  readonly partition: number
}

export interface Position extends TopicPartition {
  readonly offset: number
}

/** Records of one partition in their order. */
export interface FetchedRecords extends TopicPartition {
  readonly records: readonly KafkaRecord[]
  /** The offset that the next record of the partition will get. */
  readonly end: number
}

/** What a consumer tells. */
export interface ConsumerEvents {
  /** Records came. Further ones of this partition come when the promise, where there is one, resolves. Never rejects. */
  records(fetched: FetchedRecords): void | Promise<void>
  /** The group is about to share out its partitions anew: the consumer gives all of them back when this resolves. Never rejects. */
  revoking(): Promise<void>
  /** The partitions of this consumer from now on. Nothing is handed over before this resolves. Never rejects. */
  assigned(partitions: readonly TopicPartition[], consumer: KafkaConsumer): Promise<void>
  /** The consumer is gone. */
  lost(cause: unknown): void
}

export interface ConsumerSettings {
  readonly groupId: string
  readonly topics: readonly string[] | RegExp
  readonly fromBeginning: boolean
  readonly assignor: 'range' | 'roundrobin'
  readonly readCommitted: boolean
  readonly sessionTimeoutMs: number
  readonly rebalanceTimeoutMs: number
  readonly heartbeatIntervalMs: number
  readonly fetchMinBytes: number
  readonly fetchMaxBytes: number
  readonly fetchMaxBytesPerPartition: number
  readonly fetchWaitMs: number
  readonly requestTimeoutMs: number
  readonly metadataMaxAgeMs: number
  readonly rackId: string | undefined
  readonly createsTopics: boolean
  /** The name that the group knows this consumer by; kept, so that it does not stand in its own way after a lost connection. */
  readonly member: { id: string }
}

/** A member of a group. */
export interface KafkaConsumer {
  /** Commits positions; rejects where the group does not take them now. */
  commit(positions: readonly Position[]): Promise<void>
  pause(partition: TopicPartition): void
  resume(partition: TopicPartition): void
  /** From where the next records of a partition are read. */
  seek(position: Position): void
  close(): Promise<void>
}

/** A record to be written. */
export interface OutgoingRecord {
  readonly topic: string
  /** `undefined`: by the hash of the key, or in turn. */
  readonly partition: number | undefined
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly KafkaHeader[]
  readonly timestamp: number | undefined
}

/** Where a record was written; offset -1 where the broker did not say. */
export interface RecordMetadata extends TopicPartition {
  readonly offset: number
  readonly timestamp: number
}

export interface ProducerSettings {
  readonly acks: -1 | 0 | 1
  readonly idempotent: boolean
  readonly compression: 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd'
  readonly partitioner: 'hash' | 'round-robin'
  readonly requestTimeoutMs: number
  readonly metadataMaxAgeMs: number
  readonly createsTopics: boolean
}

export interface KafkaProducer {
  /**
   * Writes records and gives the fate of each: where it stands, or an error. Not called again before it has settled. After a failure that
   * leaves the fate of a record open the producer must not be used any more: `broken` says so.
   */
  send(records: readonly OutgoingRecord[]): Promise<readonly (RecordMetadata | Error)[]>
  readonly broken: boolean
  close(): Promise<void>
}

/** Asks brokers what they know. */
export interface KafkaInquirer {
  /** Rejects where no broker answers. */
  ping(): Promise<void>
  topics(): Promise<readonly string[]>
  /** The committed offset of each partition of a topic; none where there is none. */
  committed(groupId: string, topic: string): Promise<ReadonlyMap<number, number>>
  /** The first offset, and the one that comes next, of each partition of a topic. */
  bounds(topic: string): Promise<ReadonlyMap<number, { readonly begin: number; readonly end: number }>>
  close(): Promise<void>
}

/** How brokers are reached. */
export interface ConnectionSettings {
  readonly brokers: readonly string[]
  readonly clientId: string
  readonly tls: TlsSettings | undefined
  readonly sasl: SaslSettings | undefined
}

export type TlsSettings = Readonly<Record<string, unknown>>

export type SaslSettings =
  | { readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; readonly username: string; readonly password: string }
  | { readonly mechanism: 'oauthbearer'; token(): Promise<string> }

/**
 * What the connector needs of a client library, so that another can be put in. All errors are those of the table. Connections that are
 * opened here are used by one endpoint.
 */
export interface KafkaClient {
  /** Connects at once, or rejects: the credentials are checked by it. */
  inquire(settings: ConnectionSettings): Promise<KafkaInquirer>
  consume(settings: ConnectionSettings, consumer: ConsumerSettings, events: ConsumerEvents, signal: AbortSignal): Promise<KafkaConsumer>
  produce(settings: ConnectionSettings, producer: ProducerSettings): Promise<KafkaProducer>
}
