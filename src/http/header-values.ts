import { toText } from '../converters/text.ts'
import type { Exchange } from '../core/exchange.ts'
import { isMap, mapEntries } from '../core/values.ts'

/**
 * The texts of a header's value: one for each item of a list and for each entry of a map (`key=value`); none for null. Suspends where
 * the value is an unread stream.
 */
export function headerTexts(value: unknown, exchange: Exchange): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value) || value instanceof Set) return [...value].flatMap(item => one(item, exchange))
  if (isMap(value)) return mapEntries(value).map(([key, item]) => `${key}=${toText(item, exchange) ?? ''}`)
  return one(value, exchange)
}

function one(value: unknown, exchange: Exchange): string[] {
  if (value === null || value === undefined) return []
  const text = toText(value, exchange)
  return typeof text === 'string' ? [text] : []
}

/** A value as HTTP can carry it: characters beyond Latin-1 become `?`. */
export function latin(value: string): string {
  return value.replaceAll(/[^\u0000-\u00ff]/g, '?')
}
