/**
 * The first value of a header among `rawHeaders` (name, value, name, value …), by its lower-case name. Cheaper than `headers` where a
 * request has many and one is asked for.
 */
export function rawHeader(raw: readonly string[], name: string): string | undefined {
  for (let i = 0; i < raw.length; i += 2) {
    const candidate = raw[i]!
    if (candidate.length === name.length && candidate.toLowerCase() === name) return raw[i + 1]
  }
  return undefined
}
