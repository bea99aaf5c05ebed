/**
 * Message headers: names are compared without case, kept as first written, and copied only when somebody writes.
 *
 * A record is an object without a prototype whose keys are the folded (lower-case) names, so that `constructor` or `__proto__` are
 * ordinary names and V8 keeps the object in fast mode. A removed header is a tombstone (`undefined`), because `delete` would turn
 * the object into a slow dictionary.
 */
export interface HeaderRecord {
  [folded: string]: unknown
}

const Record = function (this: HeaderRecord) {} as unknown as new () => HeaderRecord
Record.prototype = Object.create(null)

/** What an exchange without headers or properties has: one for all, never written to. Who writes makes a record of his own first. */
export const NO_ENTRIES: HeaderRecord = Object.freeze(new Record())

/** A new, empty record of headers, properties or variables. */
export function emptyRecord(): HeaderRecord {
  return new Record()
}

/** A shallow copy without tombstones. */
export function copyRecord(source: HeaderRecord): HeaderRecord {
  const copy = new Record()
  if (source === NO_ENTRIES) return copy
  for (const name in source) {
    const value = source[name]
    if (value !== undefined) copy[name] = value
  }
  return copy
}

const folded = new Map<string, string>()
const spellings = new Map<string, string>()
const MAX_INTERNED = 10_000

/** The folded (lower-case) form of a header's name; interned, so that a repeated name costs one look-up. */
export function foldHeader(name: string): string {
  const known = folded.get(name)
  if (known !== undefined) return known
  const result = name.toLowerCase()
  if (folded.size < MAX_INTERNED) {
    folded.set(name, result)
    if (!spellings.has(result)) spellings.set(result, name)
  }
  return result
}

/** The spelling in which this process first saw a folded name. */
export function usualSpelling(foldedName: string): string {
  return spellings.get(foldedName) ?? foldedName
}
