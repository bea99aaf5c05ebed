import { Double, isMap, isNumber, JsonNode, mapEntries, mapGet } from '../../core/values.ts'
import { marshalError } from './errors.ts'
import type { AvroRecord, AvroType, AvroUnion } from './library.ts'

/** Turns a value of a message into what the library writes; throws `KF_FORMAT_MARSHAL` for fields that no schema knows. */
export type AvroWriter = (value: unknown) => unknown

/** The writer for a type; the types in it are looked at once. */
export function avroWriter(type: AvroType, known: Map<AvroType, AvroWriter> = new Map()): AvroWriter {
  const made = known.get(type)
  if (made !== undefined) return made
  let writer: AvroWriter = value => value
  // a type may hold itself
  known.set(type, value => writer(value))
  const own = WRITERS[type.typeName]?.(type as never, each => avroWriter(each, known)) ?? (value => value)
  writer = value => own(value instanceof JsonNode ? value.value : value)
  known.set(type, writer)
  return writer
}

type MakeWriter = (type: never, inner: (type: AvroType) => AvroWriter) => AvroWriter

const WRITERS: Readonly<Record<string, MakeWriter>> = {
  int: () => asNumber,
  float: () => asNumber,
  double: () => asNumber,
  'abstract:long': () => value => (isWhole(value) ? BigInt(value.valueOf()) : value),
  bytes: () => asBuffer,
  fixed: () => asBuffer,
  array: (type: { itemsType: AvroType }, inner) => {
    const item = inner(type.itemsType)
    return value => (Array.isArray(value) ? value.map(item) : value instanceof Set ? [...value].map(item) : value)
  },
  map: (type: { valuesType: AvroType }, inner) => {
    const item = inner(type.valuesType)
    return value => (isMap(value) ? Object.fromEntries(mapEntries(value).map(([key, each]) => [key, item(each)])) : value)
  },
  record: recordWriter,
  error: recordWriter,
  'union:wrapped': unionWriter,
}

function asNumber(value: unknown): unknown {
  return isNumber(value) ? Number(value) : value
}

function isWhole(value: unknown): value is number | bigint | Double {
  return typeof value === 'bigint' || (isNumber(value) && Number.isInteger(Number(value)))
}

function asBuffer(value: unknown): unknown {
  return value instanceof Uint8Array && !Buffer.isBuffer(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value
}

function recordWriter(type: AvroRecord, inner: (type: AvroType) => AvroWriter): AvroWriter {
  const fields = type.fields.map(each => [each.name, inner(each.type)] as const)
  const names = new Set(type.fields.map(each => each.name))
  return value => {
    if (!isMap(value)) return value
    const unknown = mapEntries(value).find(([key]) => !names.has(key))
    if (unknown !== undefined) throw marshalError(`${type.name} has no field ${unknown[0]}; it has ${[...names].join(', ')}`)
    const values = fields.map(([name, write]) => {
      const given = mapGet(value, name)
      return given === undefined ? undefined : write(given)
    })
    return new type.recordConstructor(...values)
  }
}

function unionWriter(union: AvroUnion, inner: (type: AvroType) => AvroWriter): AvroWriter {
  const branches = union.types.map(type => ({ type, write: inner(type) }))
  return value => {
    if (value === null) return null
    const found = branches.find(({ type }) => fits(type, value, true)) ?? branches.find(({ type }) => fits(type, value, false))
    return found === undefined ? value : { [found.type.branchName!]: found.write(value) }
  }
}

/** Whether a value is of a branch's type; `exactly` tells whole numbers from others, as Java does. */
function fits(type: AvroType, value: unknown, exactly: boolean): boolean {
  return FITS[type.typeName]?.(value, exactly, type as never) ?? false
}

const FITS: Readonly<Record<string, (value: unknown, exactly: boolean, type: never) => boolean>> = {
  boolean: value => typeof value === 'boolean',
  int: (value, exactly) => isWhole(value) && !(exactly && value instanceof Double) && Number(value) === (Number(value) | 0),
  'abstract:long': (value, exactly) => isWhole(value) && !(exactly && value instanceof Double),
  float: (value, exactly) => isNumber(value) && !(exactly && isWhole(value) && !(value instanceof Double)),
  double: (value, exactly) => isNumber(value) && !(exactly && isWhole(value) && !(value instanceof Double)),
  string: value => typeof value === 'string',
  bytes: value => value instanceof Uint8Array,
  fixed: (value, _, type: { size: number }) => value instanceof Uint8Array && value.length === type.size,
  enum: (value, _, type: { symbols: readonly string[] }) => type.symbols.includes(value as string),
  array: value => Array.isArray(value) || value instanceof Set,
  map: value => isMap(value),
  record: fitsRecord,
  error: fitsRecord,
}

function fitsRecord(value: unknown, _: boolean, type: AvroRecord): boolean {
  if (!isMap(value)) return false
  const names = new Set(type.fields.map(each => each.name))
  if (mapEntries(value).some(([key]) => !names.has(key))) return false
  return type.fields.every(each => mapGet(value, each.name) !== undefined || each.defaultValue() !== undefined)
}
