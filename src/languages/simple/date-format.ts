import { errors } from '../../core/errors.ts'
import { type Zone, type ZonedTime, zonedTime } from './time-zone.ts'

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

type Field = (time: ZonedTime, width: number) => string

function digits(value: number, width: number): string {
  return value < 0 ? `-${String(-value).padStart(width - 1, '0')}` : String(value).padStart(width, '0')
}

const number =
  (value: (time: ZonedTime) => number): Field =>
  (time, width) =>
    digits(value(time), width)

const name =
  (value: (time: ZonedTime) => string): Field =>
  (time, width) =>
    width >= 4 ? value(time) : value(time).slice(0, 3)

/** Two letters give two digits; years before Christ count as in their era. */
const year =
  (value: (time: ZonedTime) => number): Field =>
  (time, width) =>
    width === 2 ? digits(value(time) % 100, 2) : digits(value(time), width)

const month: Field = (time, width) => (width >= 3 ? name(each => MONTHS[each.month - 1]!)(time, width) : digits(time.month, width))

const FIELDS: Readonly<Record<string, Field>> = {
  G: time => (time.year > 0 ? 'AD' : 'BC'),
  y: year(time => (time.year > 0 ? time.year : 1 - time.year)),
  Y: year(time => weekOfYear(time).year),
  M: month,
  L: month,
  w: number(time => weekOfYear(time).week),
  W: number(time => Math.floor((time.day - 1 + ((((time.weekday - time.day + 1) % 7) + 7) % 7)) / 7) + 1),
  D: number(time => dayOfYear(time)),
  d: number(time => time.day),
  F: number(time => Math.floor((time.day - 1) / 7) + 1),
  E: name(time => DAYS[time.weekday]!),
  u: number(time => time.weekday || 7),
  a: time => (time.hour < 12 ? 'AM' : 'PM'),
  H: number(time => time.hour),
  k: number(time => time.hour || 24),
  K: number(time => time.hour % 12),
  h: number(time => time.hour % 12 || 12),
  m: number(time => time.minute),
  s: number(time => time.second),
  S: number(time => time.millisecond),
  z: (time, width) => (width >= 4 ? time.zone.longName(time.millis) : time.zone.shortName(time.millis)),
  Z: time => offset(time.offset, ''),
  X: isoOffset,
}

function dayOfYear({ year: y, month: m, day }: ZonedTime): number {
  return (Date.UTC(2000, m - 1, day) - Date.UTC(2000, 0, 1)) / 86_400_000 + 1 - (m > 2 && !isLeap(y) ? 1 : 0)
}

function isLeap(y: number): boolean {
  return (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0
}

/** Weeks start on Sunday, and the first one holds the first of January (the rule of the United States). */
function weekOfYear(time: ZonedTime): { year: number; week: number } {
  const day = dayOfYear(time)
  const start = (((time.weekday - (day - 1)) % 7) + 7) % 7
  const week = Math.floor((day - 1 + start) / 7) + 1
  const length = isLeap(time.year) ? 366 : 365
  const nextStart = (start + length) % 7
  return day > length - nextStart ? { year: time.year + 1, week: 1 } : { year: time.year, week }
}

function offset(minutes: number, separator: string): string {
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${digits(Math.floor(size / 60), 2)}${separator}${digits(size % 60, 2)}`
}

function isoOffset(time: ZonedTime, width: number): string {
  if (width > 3) throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: 'invalid ISO 8601 format: length=' + width })
  if (time.offset === 0) return 'Z'
  return width === 1 ? offset(time.offset, '').slice(0, 3) : offset(time.offset, width === 3 ? ':' : '')
}

type Part = string | { readonly field: Field; readonly width: number }

/** Reads a pattern of `java.text.SimpleDateFormat`; throws an `IllegalArgumentException` with Java's text for what is none. The result writes an instant. */
export function dateFormat(pattern: string): (millis: number, zone: Zone) => string {
  const parts = readPattern(pattern)
  return (millis, zone) => {
    const time = zonedTime(millis, zone)
    return parts.map(part => (typeof part === 'string' ? part : part.field(time, part.width))).join('')
  }
}

function readPattern(pattern: string): Part[] {
  const parts: Part[] = []
  for (const [token] of pattern.matchAll(/''|'(?:[^']|'')*'|'.*$|([A-Za-z])\1*|[^A-Za-z']+/gs)) parts.push(readToken(token))
  return parts
}

function readToken(token: string): Part {
  if (token === "''") return "'"
  if (token.startsWith("'")) {
    if (token.length < 2 || !token.endsWith("'")) throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: 'Unterminated quote' })
    return token.slice(1, -1).replaceAll("''", "'")
  }
  if (!/^[A-Za-z]/.test(token)) return token
  const field = FIELDS[token[0]!]
  if (field === undefined) throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: `Illegal pattern character '${token[0]}'` })
  if (token[0] === 'X' && token.length > 3)
    throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: `invalid ISO 8601 format: length=${token.length}` })
  return { field, width: token.length }
}
