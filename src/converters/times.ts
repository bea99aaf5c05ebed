import { errors } from '../core/errors.ts'
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

/** To a `Duration`: of a long, or a text; an empty one is none (`PT0S`). */
export const toDuration: Converter = value => {
  if (value instanceof JavaValue && value.javaClass === 'java.time.Duration') return value
  if (typeof value === 'string') return duration(value === '' ? 0 : milliseconds(value))
  return typeof value === 'number' && Number.isInteger(value) && !isInt(value) ? duration(value) : NONE
}

/** Camel's own reading of a text: what stands before each unit must be a number, what stands behind the last is passed over. */
function milliseconds(text: string): number {
  if (/^-?\d+$/.test(text)) return Number(text)
  if (/^p/i.test(text)) return parseDuration(text)
  let rest = text
  let total = 0
  for (const [unit, ms] of UNITS) {
    const found = unit.exec(rest)
    if (found === null) continue
    total += wholeBefore(rest.slice(0, found.index)) * ms
    rest = rest.slice(found.index + found[0].length)
  }
  return Math.max(total, 0)
}

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/d/, 86_400_000],
  [/h/, 3_600_000],
  [/m(?!s)/, 60_000],
  [/(?<!m)s/, 1000],
  [/ms/, 1],
]

function wholeBefore(text: string): number {
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  throw errors.KF_EXPR_CONVERTER({ reason: `For input string: "${text}"` }, { type: 'java.lang.NumberFormatException' })
}

/** A `java.time.Duration` with Java's text. */
export function duration(ms: number): JavaValue {
  const hours = Math.trunc(ms / 3_600_000)
  const minutes = Math.trunc((ms % 3_600_000) / 60_000)
  const seconds = (ms % 60_000) / 1000
  const text = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${Number(seconds.toFixed(3))}S` : ''}`
  return new JavaValue('java.time.Duration', `PT${text || '0S'}`, ms)
}
