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

const M = 0x5bd1e995

/** The 32-bit hash by which all clients of Kafka choose partitions, as a signed number. */
export function murmur2(data: Buffer): number {
  const { length } = data
  let hash = 0x9747b28c ^ length
  const whole = length & ~3
  for (let i = 0; i < whole; i += 4) {
    let word = Math.imul(data.readInt32LE(i), M)
    word = Math.imul(word ^ (word >>> 24), M)
    hash = Math.imul(hash, M) ^ word
  }
  if (length > whole) hash = Math.imul(hash ^ tail(data, whole), M)
  hash = Math.imul(hash ^ (hash >>> 13), M)
  return hash ^ (hash >>> 15)
}

function tail(data: Buffer, from: number): number {
  let word = 0
  for (let i = data.length - 1; i >= from; i--) word = (word << 8) | data[i]!
  return word
}
