import { errors } from '../core/errors.ts'
import { bytesOf, isByteSource } from '../core/stream-body.ts'
import { Decimal, Double, doubleText, isMap, JsonNode, MapEntry, mapEntries } from '../core/values.ts'
import { javaClassOf } from './java-class.ts'
import { isNode } from './xml.ts'
import { serializeXml } from './xml-write.ts'

export interface JsonWriteOptions {
  /** Jackson's default pretty printer: two blanks, ` : `, arrays on one line. */
  readonly pretty?: boolean
  /** Which entries of maps are written. Default: all. */
  readonly include?: 'all' | 'nonNull' | 'nonEmpty'
  /** Writes `😀` itself instead of its two escapes. */
  readonly combineSurrogates?: boolean
  readonly sortKeys?: boolean
  /** Text for a date; default: its milliseconds as a number. */
  readonly date?: (date: Date) => string
  /** Java's exception for a value that is nested too deep. */
  readonly maxDepth?: number
  /** Writes the item of a list of one instead of the list. */
  readonly unwrapSingle?: boolean
}

/** How deep values may be nested, as in Jackson. */
const MAX_DEPTH = 1000

/** Text that needs no escape: it is quicker to look for what is allowed, to the end, than for what is not. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/
const SPECIALS = /["\\\u0000-\u001f]|[\ud800-\udfff]/g
const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** Text as a JSON string, escaped as Jackson does: non-BMP characters as two `\uXXXX` unless they are combined. */
export function jsonString(text: string, combineSurrogates = false): string {
  if (PLAIN.test(text)) return `"${text}"`
  const escaped = combineSurrogates
    ? text.replaceAll(/["\\\u0000-\u001f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, escapeChar)
    : text.replaceAll(SPECIALS, escapeChar)
  return `"${escaped}"`
}

function escapeChar(char: string): string {
  return SHORT[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** JSON of a value as Jackson writes it: doubles in Java's form, dates as milliseconds, bytes as base64. */
export function writeJson(value: unknown, options: JsonWriteOptions = {}): string {
  return new JsonWriter(options).write(value, '', 0)
}

/** A number as JSON has it. Infinity and NaN become text, as in Jackson. */
function numberText(value: number | bigint | Number): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value === 0 ? '0' : String(value)
  if (value instanceof Decimal) return value.digits
  if (typeof value === 'bigint') return String(value)
  const plain = Number(value)
  if (!Number.isFinite(plain)) return `"${plain}"`
  return value instanceof Double || !Number.isInteger(plain) ? doubleText(plain) : String(BigInt(plain))
}

/** Keys as JSON: most are written again and again. */
const writtenKeys = new Map<string, string>()
const MAX_KEYS = 1000

function writtenKey(key: string): string {
  const known = writtenKeys.get(key)
  if (known !== undefined) return known
  const written = jsonString(key)
  if (writtenKeys.size < MAX_KEYS) writtenKeys.set(key, written)
  return written
}

class JsonWriter {
  private readonly options: JsonWriteOptions
  private readonly maxDepth: number
  /** All entries are written. */
  private readonly whole: boolean

  constructor(options: JsonWriteOptions) {
    this.options = options
    this.maxDepth = options.maxDepth ?? MAX_DEPTH
    this.whole = (options.include ?? 'all') === 'all'
  }

  write(value: unknown, indent: string, depth: number): string {
    switch (typeof value) {
      case 'string':
        return jsonString(value, this.options.combineSurrogates)
      case 'number':
      case 'bigint':
        return numberText(value)
      case 'boolean':
        return String(value)
      case 'undefined':
        return 'null'
      case 'object':
        return value === null ? 'null' : this.object(value, indent, depth)
      default:
        return jsonString(String(value))
    }
  }

  private object(value: object, indent: string, depth: number): string {
    // most values are of these two kinds
    if (depth < this.maxDepth) {
      if (Array.isArray(value)) return this.list(value, indent, depth)
      if (value.constructor === Object && !this.options.sortKeys) return this.record(value as Record<string, unknown>, indent, depth)
    }
    if (value instanceof Number) return numberText(value)
    if (value instanceof Date) return this.options.date ? jsonString(this.options.date(value)) : String(value.getTime())
    if (value instanceof Uint8Array) return `"${Buffer.from(value).toString('base64')}"`
    if (value instanceof JsonNode) return this.write(value.value, indent, depth)
    if (depth >= this.maxDepth) throw tooDeep(depth + 1)
    if (value instanceof Set) return this.list([...value], indent, depth)
    if (value instanceof MapEntry) return this.map([[value.key, value.value]], indent, depth)
    if (isMap(value)) return this.map(mapEntries(value), indent, depth)
    return this.other(value, indent, depth)
  }

  private record(value: Record<string, unknown>, indent: string, depth: number): string {
    const { pretty, combineSurrogates } = this.options
    const inner = pretty ? `${indent}  ` : ''
    const between = pretty ? `,\n${inner}` : ','
    let text = ''
    for (const key of Object.keys(value)) {
      const item = value[key]
      if (!this.whole && !this.included(item)) continue
      if (text !== '') text += between
      text += combineSurrogates ? jsonString(key, true) : writtenKey(key)
      text += (pretty ? ' : ' : ':') + this.write(item, inner, depth + 1)
    }
    return this.enclosed(text, inner, indent)
  }

  private enclosed(entries: string, inner: string, indent: string): string {
    if (!this.options.pretty) return `{${entries}}`
    return entries === '' ? '{ }' : `{\n${inner}${entries}\n${indent}}`
  }

  private other(value: object, indent: string, depth: number): string {
    if (isByteSource(value)) return `"${bytesOf(value).toString('base64')}"`
    if (isNode(value)) return jsonString(serializeXml(value))
    const own = (value as { toJSON?: () => unknown }).toJSON
    if (typeof own === 'function') return this.write(own.call(value), indent, depth)
    if (Object.hasOwn(Object.getPrototypeOf(value), 'toString')) return jsonString(String(value))
    const entries = Object.entries(value)
    if (entries.length > 0) return this.map(entries, indent, depth)
    throw errors.KF_FORMAT_MARSHAL(
      {
        format: 'json',
        reason: `No serializer found for class ${javaClassOf(value)} and no properties discovered to create BeanSerializer`,
      },
      { type: 'com.fasterxml.jackson.databind.exc.InvalidDefinitionException' },
    )
  }

  private list(items: readonly unknown[], indent: string, depth: number): string {
    if (items.length === 0) return this.options.pretty ? '[ ]' : '[]'
    if (items.length === 1 && this.options.unwrapSingle) return this.write(items[0], indent, depth)
    const between = this.options.pretty ? ', ' : ','
    let text = this.write(items[0], indent, depth + 1)
    for (let i = 1; i < items.length; i++) text += between + this.write(items[i], indent, depth + 1)
    return this.options.pretty ? `[ ${text} ]` : `[${text}]`
  }

  private map(all: [string, unknown][], indent: string, depth: number): string {
    const inner = this.options.pretty ? `${indent}  ` : ''
    const entries = this.options.sortKeys ? [...all].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) : all
    const parts: string[] = []
    for (const [key, value] of entries) {
      if (!this.included(value)) continue
      parts.push(
        `${jsonString(String(key), this.options.combineSurrogates)}${this.options.pretty ? ' : ' : ':'}${this.write(value, inner, depth + 1)}`,
      )
    }
    return this.enclosed(parts.join(this.options.pretty ? `,\n${inner}` : ','), inner, indent)
  }

  private included(value: unknown): boolean {
    switch (this.options.include) {
      case 'nonNull':
        return value !== null && value !== undefined
      case 'nonEmpty':
        return !this.isEmpty(value)
      default:
        return true
    }
  }

  /** A map counts as empty when all its entries are left out, as in Jackson. */
  private isEmpty(value: unknown): boolean {
    if (value === null || value === undefined || value === '') return true
    if (Array.isArray(value)) return value.length === 0
    return isMap(value) && mapEntries(value).every(([, each]) => this.isEmpty(each))
  }
}

function tooDeep(depth: number): Error {
  return errors.KF_FORMAT_MARSHAL(
    {
      format: 'json',
      reason: `Document nesting depth (${depth}) exceeds the maximum allowed (1000, from \`StreamWriteConstraints.getMaxNestingDepth()\`)`,
    },
    { type: 'com.fasterxml.jackson.core.exc.StreamConstraintsException' },
  )
}
