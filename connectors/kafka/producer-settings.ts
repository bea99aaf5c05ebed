import { errors } from '../../src/core/errors.ts'
import type { ProducerSettings } from './client.ts'
import type { SinkOptions } from './sink.ts'

/** How a producer writes, by the options of a sink. */
export function producerSettings(options: SinkOptions): ProducerSettings {
  const { compressionCodec, enableIdempotence, metadataMaxAgeMs, requestRequiredAcks, requestTimeoutMs } = options
  const acks = requestRequiredAcks === 'all' ? -1 : (Number(requestRequiredAcks) as -1 | 0 | 1)
  return {
    acks,
    idempotent: enableIdempotence && acks === -1,
    compression: compressionCodec,
    partitioner: partitionerOf(options),
    requestTimeoutMs,
    metadataMaxAgeMs,
    createsTopics: true,
  }
}

function partitionerOf({ partitioner, partitionerIgnoreKeys }: SinkOptions): 'hash' | 'round-robin' {
  const name = (partitioner ?? '').replace(/^.*\./, '')
  if (name === 'RoundRobinPartitioner') return 'round-robin'
  if (name === '' || name === 'DefaultPartitioner') return name === '' && partitionerIgnoreKeys ? 'round-robin' : 'hash'
  throw errors.KF_FIELD_INVALID({
    option: 'partitioner',
    reason: `${partitioner} is not known; there are DefaultPartitioner and RoundRobinPartitioner. Or set CamelKafkaPartitionKey`,
  })
}
