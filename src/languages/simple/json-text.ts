import { isNodeList } from '../../converters/node-list.ts'
import { javaText } from '../../converters/text.ts'
import { NODE_LIST } from '../../converters/xml.ts'
import { doubleText, isMap, isNumber, JsonNode, mapEntries } from '../../core/values.ts'
import { trim } from './java-text.ts'
import { escapeJson, prettyJson } from './pretty-json.ts'

/** A value as JSON, as `toJson` writes it: text is left as it is, anything that is no JSON is written as Java prints it. */
export function jsonText(value: unknown, pretty: boolean): string | null {
  if (value === null || value === undefined || typeof value === 'string') return value ?? null
  const text = write(value)
  if (!pretty) return text
  const trimmed = trim(text)
  return /^\{.*\}$|^\[.*\]$/s.test(trimmed) ? prettyJson(trimmed) : trimmed
}

function write(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return quoted(value)
  if (isNumber(value)) return numberText(value)
  if (typeof value === 'boolean') return String(value)
  return writeObject(value as object)
}

function numberText(value: number | bigint | Number): string {
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))) return String(value)
  const plain = Number(value)
  return Number.isFinite(plain) ? doubleText(plain) : 'null'
}

function writeObject(value: object): string {
  if (value instanceof JsonNode) return write(value.value)
  if (isNodeList(value)) return `${NODE_LIST}@1`
  if (Array.isArray(value) || value instanceof Set) return `[${Array.from(value as Iterable<unknown>, write).join(',')}]`
  if (value instanceof Uint8Array) return `[${Array.from(new Int8Array(value)).join(',')}]`
  if (isMap(value))
    return `{${mapEntries(value)
      .map(([key, each]) => `${write(key)}:${write(each)}`)
      .join(',')}}`
  return javaText(value)
}

function quoted(text: string): string {
  return `"${escapeJson(text)}"`
}
