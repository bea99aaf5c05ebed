/** An answer of the client by the names that it has in Java: `ETag` is `eTag`, `MFADelete` is `mfaDelete`. What is about the request is left out. */
export function plainAnswer(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainAnswer)
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array) return value
  const entries = Object.entries(value).filter(([name, each]) => each !== undefined && name !== '$metadata')
  return Object.fromEntries(entries.map(([name, each]) => [javaName(name), name === 'Metadata' ? each : plainAnswer(each)]))
}

/** A name of the S3 API as Java's client spells it. */
export function javaName(name: string): string {
  return name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+$|^[A-Z]/, capitals => capitals.toLowerCase())
}
