import { murmur2 } from '../murmur2.ts'

interface PartitionState {
  readonly partitionId: number
  readonly leader: number
}

type Choose = (key: Buffer | null, partitions: readonly PartitionState[]) => number

/** Chooses partitions as the Java client does: by the hash of the key; records without key, or all, in turn over those that have a leader. */
export function choosePartition(kind: 'hash' | 'round-robin'): Choose {
  let turn = Math.floor(Math.random() * 1024)
  return (key, partitions) => {
    if (key !== null && kind === 'hash') return (murmur2(key) & 0x7fff_ffff) % partitions.length
    const led = partitions.filter(({ leader }) => leader >= 0)
    const from = led.length > 0 ? led : partitions
    return from[turn++ % from.length]!.partitionId
  }
}
