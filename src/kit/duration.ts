import { errors } from '../core/errors.ts'

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const ISO = /^[+-]?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i
const PARTS = /(\d+(?:\.\d+)?)\s*(ms|milliseconds?|millis|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)/gi

/** Milliseconds of a duration as Camel writes it: `500`, `5s`, `1m30s`, `1h`, `2d`, `PT5S`. */
export function parseDuration(value: string): number {
  const text = value.trim()
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  const iso = ISO.exec(text)
  if (iso && text.length > 1) {
    const [, days = 0, hours = 0, minutes = 0, seconds = 0] = iso
    return Math.round(Number(days) * UNITS['d']! + Number(hours) * UNITS['h']! + Number(minutes) * UNITS['m']! + Number(seconds) * 1000)
  }
  return parseParts(text)
}

function parseParts(text: string): number {
  let sum = 0
  let rest = text
  for (const [whole, amount, unit] of text.matchAll(PARTS)) {
    rest = rest.replace(whole, '')
    sum += Number(amount) * unitOf(unit!.toLowerCase())
  }
  if (text === '' || rest.trim() !== '') throw errors.KF_FIELD_TYPE({ value: text, expected: 'a duration (500, 5s, 1m30s, 1h, PT5S)' })
  return Math.round(sum)
}

function unitOf(unit: string): number {
  return UNITS[unit] ?? (unit.startsWith('mil') ? 1 : UNITS[unit[0]!]!)
}
