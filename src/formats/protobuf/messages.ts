import { isMap, JsonNode, mapEntries, mapGet } from '../../core/values.ts'
import { marshalError } from './errors.ts'
import { type Field, fullName, library, longOf, type Message, type Type } from './library.ts'
import { plainScalar, scalarWriter, wrong } from './scalars.ts'

/** A message as a map: the fields that are set, by their names in the schema; enums as their names. */
export function plainMessage(type: Type, message: object): unknown {
  const entries: [string, unknown][] = []
  for (const field of type.fieldsArray) {
    const value = Object.hasOwn(message, field.name) ? (message as Record<string, unknown>)[field.name] : undefined
    if (value !== undefined && value !== null && !isEmpty(field, value)) entries.push([field.name, plainField(field, value)])
  }
  return asMap(entries)
}

function isEmpty(field: Field, value: unknown): boolean {
  return (field.repeated && (value as unknown[]).length === 0) || (field.map && Object.keys(value as object).length === 0)
}

function plainField(field: Field, value: unknown): unknown {
  if (field.repeated) return (value as unknown[]).map(each => plainValue(field, each))
  if (field.map) return asMap(Object.entries(value as object).map(([key, each]) => [plainKey(field, key), plainValue(field, each)]))
  return plainValue(field, value)
}

/** Keys of 64 bits are eight characters in the library. */
function plainKey(field: Field, key: string): string {
  const { keyType } = field as Field & { keyType: string }
  return /64$/.test(keyType) && key.length === 8 ? library().util.longFromHash(key, keyType.startsWith('u')).toString() : key
}

function plainValue(field: Field, value: unknown): unknown {
  const { Enum } = library()
  const { resolvedType } = field
  if (resolvedType === null) return plainScalar(field.type, value)
  if (resolvedType instanceof Enum) return resolvedType.valuesById[value as number] ?? value
  return plainMessage(resolvedType, value as object)
}

function asMap(entries: [string, unknown][]): unknown {
  return entries.some(([name]) => /^(?:\d+|__proto__)$/.test(name)) ? new Map(entries) : Object.fromEntries(entries)
}

/** The message that a map stands for. Keys that are no fields are passed over, or an error where `strict`. Throws `KF_FORMAT_MARSHAL`. */
export function messageOf(type: Type, given: unknown, strict: boolean, place = fullName(type)): Message {
  const value = given instanceof JsonNode ? given.value : given
  if (!isMap(value)) throw wrong(place, 'a map', value)
  if (strict) refuseUnknown(type, value, place)
  const made: Record<string, unknown> = {}
  const missing: string[] = []
  for (const field of type.fieldsArray) {
    const held = mapGet(value, field.name)
    if (held !== undefined && (held !== null || !strict)) made[field.name] = writtenField(field, held, strict, `${place}.${field.name}`)
    else if (field.required) missing.push(field.name)
  }
  if (missing.length > 0) throw marshalError(`${place}: Message missing required fields: ${missing.join(', ')}`)
  return type.create(made)
}

function refuseUnknown(type: Type, value: Record<string, unknown> | Map<unknown, unknown>, place: string): void {
  const unknown = mapEntries(value).find(([key]) => type.fields[key] === undefined)
  if (unknown !== undefined) throw marshalError(`${place} has no field ${unknown[0]}; it has ${Object.keys(type.fields).join(', ')}`)
}

function writtenField(field: Field, value: unknown, strict: boolean, place: string): unknown {
  if (field.repeated) {
    if (!Array.isArray(value) && !(value instanceof Set)) throw wrong(place, 'a list', value)
    return [...value].map((each, index) => writtenValue(field, each, strict, `${place}[${index}]`))
  }
  if (field.map) {
    if (!isMap(value)) throw wrong(place, 'a map', value)
    return Object.fromEntries(
      mapEntries(value).map(([key, each]) => [writtenKey(field, key), writtenValue(field, each, strict, `${place}.${key}`)]),
    )
  }
  return writtenValue(field, value, strict, place)
}

function writtenKey(field: Field, key: string): string {
  const { keyType } = field as Field & { keyType: string }
  return /64$/.test(keyType) ? library().util.longToHash(longOf(BigInt(key), keyType.startsWith('u'))) : key
}

function writtenValue(field: Field, value: unknown, strict: boolean, place: string): unknown {
  const { Enum } = library()
  const { resolvedType } = field
  if (value === null || value === undefined) throw wrong(place, 'a value', value)
  if (resolvedType === null) return scalarWriter(field.type)(value, place)
  if (!(resolvedType instanceof Enum)) return messageOf(resolvedType, value, strict, place)
  const known =
    typeof value === 'string'
      ? resolvedType.values[value]
      : resolvedType.valuesById[Number(value)] === undefined
        ? undefined
        : Number(value)
  if (known === undefined) throw wrong(place, `one of ${Object.keys(resolvedType.values).join(', ')}`, value)
  return known
}
