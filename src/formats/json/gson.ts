import { isIterator } from '../../converters/collections.ts'
import { jsonString, writeJson } from '../../converters/json-write.ts'
import { isNodeList } from '../../converters/node-list.ts'
import { isNode } from '../../converters/xml.ts'
import { errors } from '../../core/errors.ts'
import { processZone } from '../../core/process-zone.ts'
import { isByteSource } from '../../core/stream-body.ts'
import { isMap, isNumber, mapEntries } from '../../core/values.ts'
import { type GsonKind, GsonReader } from './gson-reader.ts'

/** Gson's reading, which is lenient. `type`: a Java type that is asked for. */
export function gsonReader(text: string, type?: string): unknown {
  return new GsonReader(text.replace(/^\uFEFF/, '')).read(kindOf(type))
}

function kindOf(type: string | undefined): GsonKind | undefined {
  if (type === undefined) return undefined
  if (/^java\.util\.\w*Map$/.test(type)) return 'map'
  if (/^java\.util\.(\w*List|Collection)$/.test(type)) return 'list'
  return /^(java\.lang\.)?String$/.test(type) ? 'text' : undefined
}

/** Gson's writing: entries without value are left out, characters special to HTML are escaped, lists are indented one item per line. */
export function gsonWriter(value: unknown, { prettyPrint }: { readonly prettyPrint: boolean }): string {
  return write(value, prettyPrint ? '\n' : '')
}

function write(value: unknown, newline: string): string {
  const inner = newline === '' ? '' : `${newline}  `
  if (isByteSource(value) || isNode(value) || isNodeList(value) || isIterator(value)) throw inaccessible()
  if (value instanceof Date) return write(dateText(value), newline)
  if (typeof value === 'string') return htmlSafe(jsonString(value, true))
  if (value instanceof Uint8Array) return write([...new Int8Array(value)], newline)
  if (Array.isArray(value))
    return bracketed(
      '[',
      value.map(item => write(item, inner)),
      ']',
      inner,
      newline,
    )
  if (!isMap(value)) return scalar(value)
  const colon = newline === '' ? ':' : ': '
  const entries = mapEntries(value).filter(([, each]) => each !== null && each !== undefined)
  return bracketed(
    '{',
    entries.map(([key, each]) => `${htmlSafe(jsonString(key, true))}${colon}${write(each, inner)}`),
    '}',
    inner,
    newline,
  )
}

/** A date as `DateFormat` writes it by default. */
function dateText(date: Date): string {
  const format = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'medium', timeZone: processZone() })
  return format.format(date).replaceAll('\u202f', ' ')
}

/** A stream, node or iterator is an object whose fields Gson may not read. */
function inaccessible(): Error {
  const reason =
    "Failed making field 'java.io.ByteArrayInputStream#buf' accessible; either increase its visibility or write a custom TypeAdapter for its declaring type.\n" +
    'See https://github.com/google/gson/blob/main/Troubleshooting.md#reflection-inaccessible'
  return errors.KF_FORMAT_MARSHAL({ format: 'json', reason }, { type: 'com.google.gson.JsonIOException' })
}

function scalar(value: unknown): string {
  const number = Number(value)
  if (isNumber(value) && !Number.isFinite(number)) {
    const reason = `${number} is not a valid double value as per JSON specification. To override this behavior, use GsonBuilder.serializeSpecialFloatingPointValues() method.`
    throw errors.KF_FORMAT_JSON({ reason }, { type: 'java.lang.IllegalArgumentException' })
  }
  return writeJson(value)
}

function bracketed(open: string, parts: readonly string[], close: string, inner: string, newline: string): string {
  return parts.length === 0 ? open + close : `${open}${inner}${parts.join(`,${inner}`)}${newline}${close}`
}

function htmlSafe(text: string): string {
  return text.replaceAll(/[<>&='\u2028\u2029]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
