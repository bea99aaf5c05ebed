import type { Positions } from './positions.ts'
import { isRawList, isRawMap, rawIn, type Slot } from './reader.ts'

const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$/

/** A value with the types that YAML gives to what stands without quotes: numbers, booleans and null beside texts. */
export function readAny(positions: Positions, slot: Slot): unknown {
  const raw = rawIn(slot)
  if (isRawList(raw)) return raw.map((_, index) => readAny(positions, { parent: raw, key: String(index) }))
  if (isRawMap(raw)) return Object.fromEntries(Object.keys(raw).map(key => [key, readAny(positions, { parent: raw, key })]))
  return positions.isPlain(slot.parent, slot.key) ? plain(raw ?? '') : raw
}

function plain(text: string): unknown {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  if (/^(~|null|)$/i.test(text)) return null
  return NUMBER.test(text) ? Number(text) : text
}
