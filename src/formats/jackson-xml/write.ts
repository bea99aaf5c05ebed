import { isIterator } from '../../converters/collections.ts'
import { javaClassOf, javaText } from '../../converters/index.ts'
import { isNode } from '../../converters/xml.ts'
import { serializeXml } from '../../converters/xml-write.ts'
import { isMap, JsonNode, mapEntries } from '../../core/values.ts'

interface WriteOptions {
  readonly pretty: boolean
  /** Whether an entry with this value is written. */
  readonly included: (value: unknown) => boolean
}

/** Writes a value as Jackson does: the root is named after the Java class, items of a list are repeated under its name. */
export function writeJacksonXml(given: unknown, options: WriteOptions): string {
  const name = given === null || given === undefined ? 'null' : Buffer.isBuffer(given) ? 'bytes' : rootName(javaClassOf(given))
  const value = isIterator(given) || given instanceof Set ? [...given] : given
  const isContainer = Array.isArray(value) || isMap(value)
  const content = Array.isArray(value) ? items('item', value, 1, options) : isMap(value) ? entries(value, 1, options) : undefined
  const text = content === undefined ? element(name, value, 0, options) : wrapped(name, content, 0, options)
  if (!options.pretty) return text
  return isContainer ? `${text}\n` : `\n${text}`
}

/** The simple name of a class; an array is named by what it holds. */
function rootName(javaClass: string): string {
  return javaClass.split(/[.$]/).at(-1)!.replace('[]', 's')
}

function element(name: string, value: unknown, depth: number, options: WriteOptions): string {
  if (value === null || value === undefined) return `<${name}/>`
  if (value instanceof JsonNode) return element(name, value.value, depth, options)
  if (isMap(value)) return wrapped(name, entries(value, depth + 1, options), depth, options)
  return `<${name}>${escaped(scalarText(value))}</${name}>`
}

function wrapped(name: string, parts: readonly string[], depth: number, { pretty }: WriteOptions): string {
  if (parts.length === 0) return `<${name}/>`
  if (!pretty) return `<${name}>${parts.join('')}</${name}>`
  const indent = '\n' + '  '.repeat(depth)
  return `<${name}>${parts.map(part => `${indent}  ${part}`).join('')}${indent}</${name}>`
}

function entries(map: Record<string, unknown> | Map<unknown, unknown>, depth: number, options: WriteOptions): string[] {
  return mapEntries(map)
    .filter(([, value]) => options.included(value))
    .flatMap(([name, value]) => (Array.isArray(value) ? items(name, value, depth, options) : [element(name, value, depth, options)]))
}

/** A list in a list is written as if its items stood in the outer one. */
function items(name: string, list: readonly unknown[], depth: number, options: WriteOptions): string[] {
  return list.flatMap(item => (Array.isArray(item) ? items(name, item, depth, options) : [element(name, item, depth, options)]))
}

function scalarText(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (isNode(value)) return serializeXml(value)
  return value instanceof Date ? String(value.getTime()) : javaText(value)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(']]>', ']]&gt;').replaceAll('\r', '&#xd;')
}
