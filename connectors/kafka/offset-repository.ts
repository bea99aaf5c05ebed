import type { StateRepository } from '../../src/kit/index.ts'
import type { KafkaConsumer, Position, TopicPartition } from './client.ts'

/** Keeps positions in a repository, as Camel does: under `topic/partition` the offset of the last record that is done. */
export async function keepPositions(repository: StateRepository, positions: readonly Position[]): Promise<void> {
  for (const position of positions) await repository.setState(keyOf(position), String(position.offset - 1))
}

/** Sets the reading position of partitions behind what the repository knows as done; gives those that it does not know. */
export async function seekToKept(
  repository: StateRepository,
  partitions: readonly TopicPartition[],
  consumer: KafkaConsumer,
): Promise<TopicPartition[]> {
  const unknown: TopicPartition[] = []
  for (const { topic, partition } of partitions) {
    const state = await repository.getState(keyOf({ topic, partition }))
    if (state === undefined || state === '' || !Number.isSafeInteger(Number(state))) unknown.push({ topic, partition })
    else consumer.seek({ topic, partition, offset: Number(state) + 1 })
  }
  return unknown
}

const keyOf = ({ topic, partition }: TopicPartition) => `${topic}/${partition}`
