import { JavaValue } from '../core/values.ts'
import { parseDuration } from '../kit/duration.ts'
import { isInt } from './java-class.ts'
import { NONE } from './none.ts'
import type { Converter } from './registry.ts'

/** To a `Date`: only a long (milliseconds) is read; a number in the range of int is no long. */
export const toDate: Converter = value => {
  if (value instanceof Date) return value
  return typeof value === 'number' && Number.isInteger(value) && !isInt(value) ? new Date(value) : NONE
}

/** To a `Duration`: of a long, or a text; one that is no duration gives none (`PT0S`). */
export const toDuration: Converter = value => {
  if (value instanceof JavaValue && value.javaClass === 'java.time.Duration') return value
  if (typeof value === 'string') return duration(milliseconds(value))
  return typeof value === 'number' && Number.isInteger(value) && !isInt(value) ? duration(value) : NONE
}

function milliseconds(text: string): number {
  try {
    return text.trim() === text ? parseDuration(text) : 0
  } catch {
    return 0
  }
}

/** A `java.time.Duration` with Java's text. */
export function duration(ms: number): JavaValue {
  const hours = Math.trunc(ms / 3_600_000)
  const minutes = Math.trunc((ms % 3_600_000) / 60_000)
  const seconds = (ms % 60_000) / 1000
  const text = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${Number(seconds.toFixed(3))}S` : ''}`
  return new JavaValue('java.time.Duration', `PT${text || '0S'}`, ms)
}
