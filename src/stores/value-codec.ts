import { errors } from '../core/errors.ts'
import { Exchange } from '../core/exchange.ts'
import { MessageList } from '../core/message-part.ts'
import { type ByteSource, bytesOf, isByteSource, StreamBody } from '../core/stream-body.ts'
import { Decimal, Double, isMap, JavaValue, JsonNode, MapEntry } from '../core/values.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'

/** Reads and writes an exchange that is a value inside of another (the members of a group). */
export interface NestedExchanges {
  write(exchange: Exchange, out: ByteWriter, depth: number): void
  read(input: ByteReader): Exchange
}

/** What values begin with. A number is never used again for something else: what was stored stays readable. */
const TAG = {
  null: 0,
  true: 1,
  false: 2,
  number: 3,
  double: 4,
  bigint: 5,
  text: 6,
  anyText: 7,
  bytes: 8,
  date: 9,
  list: 10,
  map: 11,
  mapObject: 12,
  jsonNode: 13,
  decimal: 14,
  java: 15,
  entry: 16,
  exchange: 17,
  messages: 18,
  streamText: 19,
  streamBytes: 20,
  whole: 21,
} as const

const MAX_DEPTH = 500
const HALF_PAIR = /\p{Surrogate}/u

/** Writes a value; `what` names it in the error that says that it cannot be stored. A stream that is not read yet suspends the step. */
export function writeValue(value: unknown, what: string, out: ByteWriter, nested: NestedExchanges, depth = 0): void {
  if (depth > MAX_DEPTH) throw errors.KF_STORE_UNSTORABLE({ what, type: 'value that is nested too deep, or contains itself' })
  if (writePlain(value, out)) return
  const again = (inner: unknown) => writeValue(inner, what, out, nested, depth + 1)
  if (Array.isArray(value)) return writeList(value, out, again)
  if (isByteSource(value)) return writeSource(value, out)
  if (value instanceof Exchange) {
    out.byte(TAG.exchange)
    return nested.write(value, out, depth + 1)
  }
  if (value instanceof JsonNode) {
    out.byte(TAG.jsonNode)
    return again(value.value)
  }
  if (value instanceof MapEntry) {
    out.byte(TAG.entry)
    out.text(value.key)
    return again(value.value)
  }
  if (isMap(value)) return writeMap(value, out, again)
  throw errors.KF_STORE_UNSTORABLE({ what, type: typeName(value) })
}

function writePlain(value: unknown, out: ByteWriter): boolean {
  if (value === null || value === undefined) out.byte(TAG.null)
  else if (typeof value === 'boolean') out.byte(value ? TAG.true : TAG.false)
  else if (typeof value === 'string') writeText(value, out)
  else if (typeof value === 'number') writeNumber(value, out)
  else if (typeof value === 'bigint') tagged(TAG.bigint, String(value), out)
  else if (value instanceof Uint8Array) {
    out.byte(TAG.bytes)
    out.block(value)
  } else return writeBoxed(value, out)
  return true
}

function writeBoxed(value: unknown, out: ByteWriter): boolean {
  if (value instanceof Double) {
    out.byte(TAG.double)
    out.double(value.valueOf())
  } else if (value instanceof Decimal) tagged(TAG.decimal, value.digits, out)
  else if (value instanceof Date) {
    out.byte(TAG.date)
    out.double(value.getTime())
  } else if (value instanceof JavaValue) {
    tagged(TAG.java, value.javaClass, out)
    writeText(value.text, out)
    out.byte(value.amount === undefined ? 0 : 1)
    if (value.amount !== undefined) out.double(value.amount)
  } else return false
  return true
}

function tagged(tag: number, text: string, out: ByteWriter): void {
  out.byte(tag)
  out.text(text)
}

function writeNumber(value: number, out: ByteWriter): void {
  if (Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0)) {
    out.byte(TAG.whole)
    out.count(value)
  } else {
    out.byte(TAG.number)
    out.double(value)
  }
}

function writeText(value: string, out: ByteWriter): void {
  // half of a surrogate pair has no form in UTF-8
  const whole = !HALF_PAIR.test(value)
  out.byte(whole ? TAG.text : TAG.anyText)
  out.block(Buffer.from(value, whole ? 'utf8' : 'utf16le'))
}

function writeList(list: readonly unknown[], out: ByteWriter, write: (value: unknown) => void): void {
  out.byte(list instanceof MessageList ? TAG.messages : TAG.list)
  out.count(list.length)
  for (const item of list) write(item)
}

function writeMap(map: Record<string, unknown> | Map<unknown, unknown>, out: ByteWriter, write: (value: unknown) => void): void {
  const entries = map instanceof Map ? [...map] : Object.entries(map)
  out.byte(map instanceof Map ? TAG.mapObject : TAG.map)
  out.count(entries.length)
  for (const [key, value] of entries) {
    write(key)
    write(value)
  }
}

function writeSource(source: ByteSource, out: ByteWriter): void {
  if (source.text !== undefined) {
    out.byte(TAG.streamText)
    writeText(source.text, out)
  } else {
    const bytes = bytesOf(source)
    out.byte(TAG.streamBytes)
    out.block(bytes)
  }
  writeText((source as { javaClass?: string }).javaClass ?? '', out)
}

function typeName(value: unknown): string {
  if (typeof value !== 'object') return typeof value
  return (value as object).constructor?.name ?? 'object'
}

/** Reads a value. */
export function readValue(input: ByteReader, nested: NestedExchanges): unknown {
  const tag = input.byte()
  switch (tag) {
    case TAG.null:
      return null
    case TAG.true:
      return true
    case TAG.false:
      return false
    case TAG.whole:
      return input.count()
    case TAG.number:
      return input.double()
    case TAG.double:
      return new Double(input.double())
    case TAG.bigint:
      return BigInt(input.text())
    case TAG.text:
      return input.text()
    case TAG.anyText:
      return input.block().toString('utf16le')
    case TAG.bytes:
      return input.block()
    case TAG.date:
      return new Date(input.double())
    case TAG.decimal:
      return new Decimal(input.text())
    default:
      return readCompound(tag, input, nested)
  }
}

function readCompound(tag: number, input: ByteReader, nested: NestedExchanges): unknown {
  const again = () => readValue(input, nested)
  switch (tag) {
    case TAG.list:
      return Array.from({ length: input.count() }, again)
    case TAG.messages:
      return MessageList.from(Array.from({ length: input.count() }, again))
    case TAG.map:
      return Object.fromEntries(readEntries(input, again))
    case TAG.mapObject:
      return new Map(readEntries(input, again))
    case TAG.jsonNode:
      return new JsonNode(again())
    case TAG.entry:
      return new MapEntry(input.text(), again())
    case TAG.exchange:
      return nested.read(input)
    case TAG.java: {
      const javaClass = input.text()
      const text = again() as string
      return new JavaValue(javaClass, text, input.byte() === 1 ? input.double() : undefined)
    }
    case TAG.streamText:
    case TAG.streamBytes: {
      const content = tag === TAG.streamText ? (again() as string) : input.block()
      return new StreamBody(content, (again() as string) || undefined)
    }
    default:
      throw errors.KF_STORE_FORMAT({ reason: `it holds a kind of value (${tag}) that is not known here` })
  }
}

function readEntries(input: ByteReader, read: () => unknown): [string, unknown][] {
  return Array.from({ length: input.count() }, () => [read() as string, read()])
}
