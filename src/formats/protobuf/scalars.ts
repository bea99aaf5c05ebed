import { double, isNumber } from '../../core/values.ts'
import { marshalError } from './errors.ts'
import { longOf } from './library.ts'

/** Checks and turns a value for a scalar field; `place` is where it stands, for messages. */
export type ScalarWriter = (value: unknown, place: string) => unknown

const TWO_32 = 2n ** 32n
const TWO_63 = 2n ** 63n

function whole(kind: string, low: bigint, high: bigint, make: (value: bigint) => unknown): ScalarWriter {
  return (value, place) => {
    const number = asWhole(value)
    if (number === undefined || number < low || number >= high) throw wrong(place, kind, value)
    return make(number)
  }
}

/** A whole number, also as text: values from CSV or headers are texts. */
function asWhole(value: unknown): bigint | undefined {
  if (typeof value === 'string') return /^[+-]?\d+$/.test(value.trim()) ? BigInt(value.trim().replace(/^\+/, '')) : undefined
  if (typeof value === 'bigint') return value
  return isNumber(value) && Number.isInteger(Number(value)) ? BigInt(Number(value)) : undefined
}

const int32 = whole('a 32-bit integer', -TWO_32 / 2n, TWO_32 / 2n, Number)
const uint32 = whole('an unsigned 32-bit integer', 0n, TWO_32, Number)
const int64 = whole('a 64-bit integer', -TWO_63, TWO_63, value => longOf(value, false))
const uint64 = whole('an unsigned 64-bit integer', 0n, TWO_63 * 2n, value => longOf(value, true))

const float: ScalarWriter = (value, place) => {
  if (isNumber(value)) return Number(value)
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
  if (Number.isNaN(number)) throw wrong(place, 'a number', value)
  return number
}

const WRITERS: Readonly<Record<string, ScalarWriter>> = {
  double: float,
  float,
  int32,
  sint32: int32,
  sfixed32: int32,
  uint32,
  fixed32: uint32,
  int64,
  sint64: int64,
  sfixed64: int64,
  uint64,
  fixed64: uint64,
  bool: (value, place) => {
    if (value === true || value === 'true') return true
    if (value === false || value === 'false') return false
    throw wrong(place, 'true or false', value)
  },
  string: (value, place) => {
    if (typeof value !== 'string') throw wrong(place, 'a text', value)
    return value
  },
  bytes: (value, place) => {
    if (!(value instanceof Uint8Array)) throw wrong(place, 'bytes', value)
    return value
  },
}

/** The writer of a scalar type. */
export function scalarWriter(type: string): ScalarWriter {
  return WRITERS[type]!
}

/** A scalar that was read, as a plain value: 64-bit integers as numbers, `bigint` beyond 2^53; doubles as Java prints them. */
export function plainScalar(type: string, value: unknown): unknown {
  if (type === 'double' || type === 'float') return double(value as number)
  if (typeof value !== 'object' || value instanceof Uint8Array) return value
  const exact = BigInt(String(value))
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact
}

/** The failure of a value at a place. */
export function wrong(place: string, wanted: string, value: unknown): Error {
  const shown =
    value === null || value === undefined
      ? 'null'
      : typeof value === 'string'
        ? JSON.stringify(value.slice(0, 40))
        : typeof value === 'object' && !isNumber(value)
          ? 'another structure'
          : String(value)
  return marshalError(`${place} must be ${wanted}, not ${shown}`)
}
