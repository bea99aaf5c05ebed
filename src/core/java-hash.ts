/** `String.hashCode` of Java. */
export function hashCode(text: string): number {
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0
  return hash
}

/** How many places a hash table of Java has that has held so many keys; it never gets smaller. */
export function hashCapacity(keys: number, before = 16): number {
  return keys >= before * 0.75 ? hashCapacity(keys, before * 2) : before
}

/** Keys with these hash codes in the order in which a hash table of Java with so many places gives them. */
export function inHashOrder<T>(keys: Iterable<T>, capacity: number, hashOf: (key: T) => number): T[] {
  const placeOf = (key: T) => {
    const hash = hashOf(key)
    return (hash ^ (hash >>> 16)) & (capacity - 1)
  }
  return [...keys]
    .map(key => [placeOf(key), key] as const)
    .sort(([a], [b]) => a - b)
    .map(([, key]) => key)
}
