declare module 'kafkajs/src/network/requestQueue/index.js' {
  interface RequestQueue {
    throttleCheckTimeoutId: NodeJS.Timeout | null
    throttledUntil: number
    readonly pending: readonly unknown[]
    checkPendingRequests(): void
    scheduleCheckPendingRequests(): void
  }
  const queue: { readonly prototype: RequestQueue }
  export default queue
}

declare module 'kafkajs/src/protocol/requests/produce/index.js' {
  export interface ProduceRequest {
    readonly acks: number
    readonly timeout: number
    readonly compression: number
    readonly transactionalId?: string | null
    /** A number, or an object whose text is one. */
    readonly producerId?: { toString(): string }
    readonly producerEpoch?: number
    readonly topicData: readonly {
      readonly topic: string
      readonly partitions: readonly {
        readonly partition: string | number
        readonly firstSequence: number
        readonly messages: readonly unknown[]
      }[]
    }[]
  }
  interface Made {
    readonly request: { encode(): Promise<{ readonly buf: Buffer; readonly buffer: Buffer }> }
    readonly response: unknown
  }
  const produce: { protocol(of: { readonly version: number }): (given: ProduceRequest) => Made }
  export default produce
}

declare module 'kafkajs/src/protocol/message/compression/index.js' {
  const compressions: { lookupCodec(type: number): { compress(encoder: { readonly buffer: Buffer }): Promise<Buffer> } }
  export default compressions
}

declare module 'kafkajs-snappy' {
  const codec: () => {
    compress(encoder: { readonly buffer: Buffer }): Promise<Buffer>
    decompress(buffer: Buffer): Promise<Buffer>
  }
  export default codec
}

declare module 'kafkajs/src/protocol/decoder.js' {
  export default class Decoder {
    constructor(buffer: Buffer)
  }
}

declare module 'kafkajs/src/protocol/recordBatch/crc32C/index.js' {
  export default function crc32C(buffer: Buffer): number
}

declare module 'kafkajs/src/protocol/recordBatch/v0/decoder.js' {
  import type Decoder from 'kafkajs/src/protocol/decoder.js'

  interface Decoded {
    readonly producerId: string
    readonly records: readonly { key: Buffer | null; value: Buffer | null; timestamp: string; headers: Record<string, Buffer> }[]
  }
  export default function decode(decoder: Decoder): Promise<Decoded>
}
