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
