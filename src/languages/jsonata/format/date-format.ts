/*
 * The rules follow JSONata's datetime.js (https://github.com/jsonata-js/jsonata), © Copyright IBM Corp. 2018, used under the MIT licence
 * (test/jsonata-suite/LICENSE).
 */
import { fault } from '../fault.ts'
import { DAYS, dateField, MONTHS } from './date-fields.ts'
import { type DatePart, type Marker, readDatePicture } from './date-picture.ts'
import { formatByPicture, formatInteger } from './integer-format.ts'
import type { IntegerPicture } from './integer-picture.ts'

const ISO_8601 = '[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]'
let iso: DatePart[] | undefined

/** An offset from UTC as a picture's marker of the zone needs it. */
interface Offset {
  readonly hours: number
  readonly minutes: number
}

/** The text of a time (milliseconds since the epoch) by a picture, ISO 8601 unless given, in a zone given as `+hhmm`. Throws D3132 to D3135. */
export function formatDateTime(millis: number, picture: string | undefined, zone: string | undefined): string {
  const offset = readOffset(zone)
  const date = new Date(millis + (60 * offset.hours + offset.minutes) * 60_000)
  const parts = picture === undefined ? (iso ??= readDatePicture(ISO_8601)) : readDatePicture(picture)
  return parts.map(part => (typeof part === 'string' ? part : formatMarker(date, part, offset))).join('')
}

function readOffset(zone: string | undefined): Offset {
  if (zone === undefined) return { hours: 0, minutes: 0 }
  const offset = Number.parseInt(zone, 10)
  return { hours: Math.floor(offset / 100), minutes: offset % 100 }
}

function formatMarker(date: Date, marker: Marker, offset: Offset): string {
  const { component } = marker
  if (component === 'Z' || component === 'z') return formatZone(marker, marker.integer!, offset)
  const value = dateField(date, component)
  if (component === 'P') return marker.names === 'upper' ? String(value).toUpperCase() : String(value)
  if (typeof value !== 'number') return String(value)
  if (marker.names !== undefined && component !== 'f') return formatName(value, marker)
  return formatByPicture(marker.yearDigits === undefined ? value : value % 10 ** marker.yearDigits, marker.integer!)
}

function formatName(value: number, marker: Marker): string {
  const name = nameOf(value, marker.component)
  const cased = marker.names === 'upper' ? name.toUpperCase() : marker.names === 'lower' ? name.toLowerCase() : name
  return marker.maxWidth !== undefined && cased.length > marker.maxWidth ? cased.slice(0, marker.maxWidth) : cased
}

function nameOf(value: number, component: string): string {
  if (component === 'M' || component === 'x') return MONTHS[value - 1]!
  if (component === 'F') return DAYS[value]!
  throw fault('D3133', { value: component })
}

function formatZone(marker: Marker, integer: IntegerPicture, zone: Offset): string {
  const offset = zone.hours * 100 + zone.minutes
  if (offset === 0 && marker.modifier === 't') return 'Z'
  const text = formatOffset(integer, zone, offset)
  return (marker.component === 'z' ? 'GMT' : '') + (offset >= 0 ? '+' : '') + text
}

function formatOffset(integer: IntegerPicture, zone: Offset, offset: number): string {
  const digits = integer.mandatoryDigits
  if (integer.regular !== undefined || digits === 3 || digits === 4) return formatByPicture(offset, integer)
  if (digits !== 1 && digits !== 2) throw fault('D3134', { value: digits })
  const hours = formatByPicture(zone.hours, integer)
  return zone.minutes === 0 ? hours : `${hours}:${formatInteger(zone.minutes, '00')}`
}
