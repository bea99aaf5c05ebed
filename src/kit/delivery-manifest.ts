/** What a connector promises as a source: the conformance kit holds it to each of these. */
export interface SourceManifest {
  /** `native`: each message is acknowledged; `offset`: the contiguous prefix of positions is committed; `none`: the remote side asks for nothing. */
  readonly acks: 'native' | 'offset' | 'none'
  /** Within what messages keep their order. */
  readonly order: 'total' | 'key' | 'partition' | 'none'
  /** `false`: others overtake a message that failed and comes again later; the order holds for those that go well. */
  readonly orderOfFailed?: boolean
  /** How a message that was given back comes again: from the remote side (`requeue`), all from its position on (`replay`), or not. */
  readonly redelivery: 'requeue' | 'replay' | 'none'
  /** Whether messages that were sent while nobody read are still there. */
  readonly persistent: boolean
  /** Where reading goes on after a restart. */
  readonly resume: 'position' | 'broker' | 'none'
  /** Whether several readers share the messages. */
  readonly groups?: boolean
  /** Whether messages may come as one list. */
  readonly batchRead?: boolean
}

/** What a connector promises as a sink. */
export interface SinkManifest {
  /** When `send` settles: the remote side has stored it, this machine has written it, or nothing is promised. */
  readonly durable: 'remote' | 'local' | 'none'
  /** Whether a message that is sent twice is there once. */
  readonly idempotentWrite: boolean
  /** Whether messages are sent in batches, each with its own result. */
  readonly batchWrite: boolean
  readonly transactional?: boolean
  /** Whether `send` brings a reply. */
  readonly reply?: boolean
}

/** What a connector promises about delivery; shown in its reference page and checked by the conformance kit. */
export interface DeliveryManifest {
  readonly source?: SourceManifest
  readonly sink?: SinkManifest
  /** Which headers of a message travel: all with their types, as text, or none. */
  readonly headers: 'all' | 'strings' | 'none'
  /** The largest body in bytes, where the protocol bounds it. */
  readonly maxBody?: number
  /** What a reader of the reference page must know besides: why a check does not apply. */
  readonly notes?: readonly string[]
}
