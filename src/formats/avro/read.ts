import { double } from '../../core/values.ts'
import type { AvroRecord, AvroType, AvroUnion } from './library.ts'

/** Turns what the library read into plain values: maps, lists, numbers (`bigint` beyond 2^53), texts, buffers. */
export type PlainReader = (value: unknown) => unknown

const asIs: PlainReader = value => value

/** The reader for a type; the types in it are looked at once. */
export function plainReader(type: AvroType, known: Map<AvroType, PlainReader> = new Map()): PlainReader {
  const made = known.get(type)
  if (made !== undefined) return made
  let reader: PlainReader = asIs
  // a type may hold itself
  known.set(type, value => reader(value))
  reader = READERS[type.typeName]?.(type as never, each => plainReader(each, known)) ?? asIs
  known.set(type, reader)
  return reader
}

type MakeReader = (type: never, inner: (type: AvroType) => PlainReader) => PlainReader

const READERS: Readonly<Record<string, MakeReader>> = {
  'abstract:long': () => value => (Number.isSafeInteger(Number(value)) ? Number(value) : value),
  float: () => value => double(value as number),
  double: () => value => double(value as number),
  array: (type: { itemsType: AvroType }, inner) => {
    const item = inner(type.itemsType)
    return value => (value as unknown[]).map(item)
  },
  map: (type: { valuesType: AvroType }, inner) => {
    const item = inner(type.valuesType)
    return value => mapOf(Object.entries(value as object).map(([key, each]) => [key, item(each)]))
  },
  record: recordReader,
  error: recordReader,
  'union:wrapped': (type: AvroUnion, inner) => {
    const branches = new Map(type.types.map(each => [each.branchName, inner(each)]))
    return value => {
      if (value === null) return null
      const [branch, held] = Object.entries(value as object)[0]!
      return branches.get(branch)!(held)
    }
  },
}

function recordReader(type: AvroRecord, inner: (type: AvroType) => PlainReader): PlainReader {
  const fields = type.fields.map(each => [each.name, inner(each.type)] as const)
  return value => mapOf(fields.map(([name, read]) => [name, read((value as Record<string, unknown>)[name])]))
}

/** A map in the order of its entries; a `Map` where a plain object would not keep them. */
function mapOf(entries: [string, unknown][]): unknown {
  return entries.some(([name]) => /^(?:\d+|__proto__)$/.test(name)) ? new Map(entries) : Object.fromEntries(entries)
}
