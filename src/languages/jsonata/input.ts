import { readJson } from '../../converters/index.ts'
import { jsonTextOf } from '../../converters/json-bytes.ts'
import type { Exchange } from '../../core/exchange.ts'
import { JsonNode } from '../../core/values.ts'

/** What an expression works on: JSON in text, bytes or a stream is read, as Jackson does; other values are taken as they are. Suspends on unread streams. */
export function readInput(value: unknown, exchange: Exchange): unknown {
  if (value instanceof JsonNode) return value.value
  const json = value === null || value === undefined ? undefined : jsonTextOf(value, exchange)
  return json === undefined ? value : readJson(json)
}
