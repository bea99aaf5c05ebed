import type { KafkaConsumer, KafkaInquirer, Position, TopicPartition } from './client.ts'

/** By topic, what is asked of each. */
function byTopic(partitions: readonly TopicPartition[]): Map<string, number[]> {
  const result = new Map<string, number[]>()
  for (const { topic, partition } of partitions) result.set(topic, [...(result.get(topic) ?? []), partition])
  return result
}

/**
 * Commits the end of partitions that the group has no position of. Otherwise a crash before the first commit would begin behind records
 * that have come meanwhile: they would be lost.
 */
export async function pinEnds(
  partitions: readonly TopicPartition[],
  groupId: string,
  inquirer: KafkaInquirer,
  commit: (positions: readonly Position[]) => Promise<void>,
): Promise<void> {
  for (const [topic, list] of byTopic(partitions)) {
    const committed = await inquirer.committed(groupId, topic)
    const open = list.filter(partition => !committed.has(partition))
    if (open.length === 0) continue
    const bounds = await inquirer.bounds(topic)
    await commit(open.flatMap(partition => positionAt(topic, partition, bounds.get(partition)?.end)))
  }
}

/** Sets the reading position of partitions to their beginning or their end. */
export async function seekAll(
  partitions: readonly TopicPartition[],
  to: 'BEGINNING' | 'END',
  inquirer: KafkaInquirer,
  consumer: KafkaConsumer,
): Promise<void> {
  for (const [topic, list] of byTopic(partitions)) {
    const bounds = await inquirer.bounds(topic)
    for (const partition of list) {
      const found = bounds.get(partition)
      for (const position of positionAt(topic, partition, to === 'BEGINNING' ? found?.begin : found?.end)) consumer.seek(position)
    }
  }
}

function positionAt(topic: string, partition: number, offset: number | undefined) {
  return offset === undefined ? [] : [{ topic, partition, offset }]
}
