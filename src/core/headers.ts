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

type RecordClass = new () => HeaderRecord

/**
 * A class of records with room for so many entries in the object itself; more are kept in an array beside it. V8 gives objects of a class
 * the room that the first ones of it used.
 */
function recordClass(room: number): RecordClass {
  const made = function (this: HeaderRecord) {} as unknown as RecordClass
  made.prototype = Object.create(null)
  for (let i = 0; i < 16; i++) {
    const record = new made()
    for (let entry = 0; entry < room; entry++) record[`entry${entry}`] = null
  }
  return made
}

const Headers = recordClass(10)
const Properties = recordClass(5)

/** What an exchange without headers or properties has: one for all, never written to. Who writes makes a record of his own first. */
export const NO_ENTRIES: HeaderRecord = Object.freeze(new Headers())

/** A new, empty record of headers. */
export function emptyHeaders(): HeaderRecord {
  return new Headers()
}

/** A new, empty record of properties or variables. */
export function emptyProperties(): HeaderRecord {
  return new Properties()
}

/** A shallow copy of headers, without tombstones. */
export function copyHeaders(source: HeaderRecord): HeaderRecord {
  if (source === NO_ENTRIES) return new Headers()
  return source === often.source ? often.copy(source) : fill(new Headers(), source)
}

/** The record that is copied for one part of a message after the other, and what copies it: the last one of which that was said. */
let often: { readonly source: HeaderRecord; readonly copy: (source: HeaderRecord) => HeaderRecord } = {
  source: NO_ENTRIES,
  copy: copyHeaders,
}

/** Headers that are shared, so that nobody writes to them any more, are copied by this function from now on. */
export function copyOften(source: HeaderRecord, copy: (source: HeaderRecord) => HeaderRecord): void {
  often = { source, copy }
}

/** A shallow copy of properties or variables, without tombstones. */
export function copyProperties(source: HeaderRecord): HeaderRecord {
  return source === NO_ENTRIES ? new Properties() : fill(new Properties(), source)
}

function fill(copy: HeaderRecord, source: HeaderRecord): HeaderRecord {
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
