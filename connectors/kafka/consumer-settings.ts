import { randomUUID } from 'node:crypto'
import { errors } from '../../src/core/errors.ts'
import type { SourceContext } from '../../src/kit/index.ts'
import type { ConsumerSettings } from './client.ts'
import type { SourceOptions } from './source.ts'

/** What all members of a source have in common. */
export type KafkaGroup = Omit<ConsumerSettings, 'member'>

/** Checks the options of a source that concern its group. */
export function consumerSettings(options: SourceOptions, context: SourceContext): KafkaGroup {
  refuse(options)
  return {
    groupId: groupOf(options, context),
    topics: topicsOf(options),
    fromBeginning: options.autoOffsetReset === 'earliest',
    assignor: assignorOf(options.partitionAssignor),
    readCommitted: options.isolationLevel === 'read_committed',
    sessionTimeoutMs: options.sessionTimeoutMs,
    rebalanceTimeoutMs: options.maxPollIntervalMs,
    heartbeatIntervalMs: options.heartbeatIntervalMs,
    fetchMinBytes: options.fetchMinBytes,
    fetchMaxBytes: options.fetchMaxBytes,
    fetchMaxBytesPerPartition: options.maxPartitionFetchBytes,
    fetchWaitMs: options.fetchWaitMaxMs,
    requestTimeoutMs: options.consumerRequestTimeoutMs,
    metadataMaxAgeMs: options.metadataMaxAgeMs,
    rackId: undefined,
    createsTopics: true,
  }
}

function refuse({ autoOffsetReset, heartbeatIntervalMs, pollOnError, sessionTimeoutMs }: SourceOptions): void {
  if (autoOffsetReset === 'none') throw invalid('autoOffsetReset', 'none is not supported: choose latest or earliest')
  if (pollOnError === 'STOP' || pollOnError === 'DISCARD')
    throw invalid('pollOnError', `${pollOnError} is not supported: reading is always tried again`)
  if (heartbeatIntervalMs >= sessionTimeoutMs) throw invalid('heartbeatIntervalMs', 'it must be lower than sessionTimeoutMs')
}

function groupOf({ groupId, topic }: SourceOptions, context: SourceContext): string {
  const given = groupId ?? context.componentOption('groupId')
  if (given !== undefined && given !== '') return given
  context.log(
    'WARN',
    `kafka:${topic} has no groupId: it begins anew at each start, and records that come while it does not run are not read`,
  )
  return randomUUID()
}

function topicsOf({ topic, topicIsPattern }: SourceOptions): readonly string[] | RegExp {
  if (!topicIsPattern) return topic.split(',').map(each => each.trim())
  try {
    return new RegExp(`^(?:${topic})$`)
  } catch (cause) {
    throw errors.KF_FIELD_INVALID(
      { option: 'topic', reason: `\`${topic}\` is no regular expression: ${(cause as Error).message}` },
      { cause },
    )
  }
}

function assignorOf(javaClass: string): 'range' | 'roundrobin' {
  const name = javaClass.replace(/^org\.apache\.kafka\.clients\.consumer\./, '')
  if (name === 'RangeAssignor') return 'range'
  if (name === 'RoundRobinAssignor') return 'roundrobin'
  throw invalid('partitionAssignor', `${javaClass} is not known; there are RangeAssignor and RoundRobinAssignor`)
}

function invalid(option: string, reason: string): Error {
  return errors.KF_FIELD_INVALID({ option, reason })
}
