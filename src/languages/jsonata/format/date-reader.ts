/*
 * The patterns follow JSONata's datetime.js (https://github.com/jsonata-js/jsonata), © Copyright IBM Corp. 2018, used under the MIT licence
 * (test/jsonata-suite/LICENSE).
 */
import { fault } from '../fault.ts'
import { DAYS, MONTHS } from './date-fields.ts'
import type { DatePart, Marker } from './date-picture.ts'
import { integerReader, type TextReader } from './integer-parse.ts'
import type { IntegerPicture } from './integer-picture.ts'

/** A reader of one part of a picture; that of literal text has no component. */
export interface PartReader extends TextReader {
  readonly component: string | undefined
}

/** The reader of a part. Throws D3133 for a name that the component does not have. */
export function markerReader(part: DatePart): PartReader {
  if (typeof part === 'string')
    return { component: undefined, pattern: part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), read: () => undefined }
  return { component: part.component, ...readerOf(part) }
}

function readerOf(marker: Marker): TextReader {
  if (marker.component === 'Z' || marker.component === 'z') return zoneReader(marker, marker.integer!)
  if (marker.component === 'f') return { pattern: '[0-9]+', read: text => Number.parseFloat(`0.${text.slice(0, 3)}`) * 1000 }
  if (marker.integer !== undefined) return integerReader(marker.integer, marker.parseWidth)
  const values = namesOf(marker)
  return { pattern: '[a-zA-Z]+', read: text => values.get(text) }
}

function namesOf(marker: Marker): Map<string, number> {
  const short = (name: string): string => (marker.maxWidth ? name.slice(0, marker.maxWidth) : name)
  switch (marker.component) {
    case 'M':
    case 'x':
      return new Map(MONTHS.map((name, index) => [short(name), index + 1]))
    case 'F':
      return new Map(DAYS.slice(1).map((name, index) => [short(name), index + 1]))
    case 'P':
      return new Map([
        ['am', 0],
        ['AM', 0],
        ['pm', 1],
        ['PM', 1],
      ])
    default:
      throw fault('D3133', { value: marker.component })
  }
}

function zoneReader(marker: Marker, integer: IntegerPicture): TextReader {
  const separator = integer.regular?.character
  const prefix = marker.component === 'z' ? 'GMT' : ''
  const pattern = `${prefix}[-+][0-9]+${separator === undefined ? '' : `${separator}[0-9]+`}`
  return { pattern, read: text => readZone(text.slice(prefix.length), separator) }
}

/** The offset in minutes. The minutes have no sign of their own in the language, so those of a western zone count eastward. */
function readZone(text: string, separator: string | undefined): number {
  if (separator !== undefined) {
    const at = text.indexOf(separator)
    return Number.parseInt(text.slice(0, at), 10) * 60 + Number.parseInt(text.slice(at + 1), 10)
  }
  if (text.length <= 3) return Number.parseInt(text, 10) * 60
  return Number.parseInt(text.slice(0, 3), 10) * 60 + Number.parseInt(text.slice(3), 10)
}
