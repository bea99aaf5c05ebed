/*
 * The reading of pictures follows JSONata's datetime.js (https://github.com/jsonata-js/jsonata), © Copyright IBM Corp. 2018, used under the
 * MIT licence (test/jsonata-suite/LICENSE).
 */
import { fault } from '../fault.ts'
import { type IntegerPicture, type LetterCase, readIntegerPicture } from './integer-picture.ts'

/** A marker of a picture: `[Y0001]`, `[MNn,3-3]` … */
export interface Marker {
  /** The letter of the component: Y M D d F W w X x H h P m s f Z z C E. */
  readonly component: string
  readonly minWidth: number | undefined
  readonly maxWidth: number | undefined
  /** The modifier at the end: a, t, c or o. */
  readonly modifier: string | undefined
  /** The component is written by name, in this case. */
  readonly names: LetterCase | undefined
  readonly integer: IntegerPicture | undefined
  /** How many digits of a year are shown; all of them where that is undefined. */
  readonly yearDigits: number | undefined
  /** Digits follow without anything between, so that exactly so many belong here. */
  parseWidth: number | undefined
}

/** A part of a picture: literal text, or a marker. */
export type DatePart = string | Marker

const DEFAULT_PRESENTATION: Readonly<Record<string, string>> = {
  Y: '1',
  M: '1',
  D: '1',
  d: '1',
  F: 'n',
  W: '1',
  w: '1',
  X: '1',
  x: '1',
  H: '1',
  h: '1',
  P: 'n',
  m: '01',
  s: '01',
  f: '1',
  Z: '01:01',
  z: '01:01',
  C: 'n',
  E: 'n',
}

const INTEGER_COMPONENTS = 'YMDdFWwXxHhmsf'

/** Reads a picture of date and time as of XPath's `fn:format-dateTime`. Throws D3132, D3135. */
export function readDatePicture(picture: string): DatePart[] {
  const parts: DatePart[] = []
  let start = 0
  let at = picture.indexOf('[')
  while (at !== -1) {
    addLiteral(parts, picture.slice(start, at))
    if (picture[at + 1] === '[') {
      parts.push('[')
      start = at + 2
    } else {
      const end = picture.indexOf(']', at)
      if (end === -1) throw fault('D3135')
      addMarker(parts, readMarker(picture.slice(at + 1, end).replaceAll(/\s+/g, '')))
      start = end + 1
    }
    at = picture.indexOf('[', start)
  }
  addLiteral(parts, picture.slice(start))
  return parts
}

function addLiteral(parts: DatePart[], text: string): void {
  if (text !== '') parts.push(text.replaceAll(']]', ']'))
}

function addMarker(parts: DatePart[], marker: Marker): void {
  const previous = parts.at(-1)
  const follows = typeof previous === 'object' && previous.integer !== undefined
  if (follows && isIntegerMarker(marker)) previous.parseWidth = previous.integer!.mandatoryDigits
  parts.push(marker)
}

function isIntegerMarker(marker: Marker): boolean {
  return marker.names === undefined && INTEGER_COMPONENTS.includes(marker.component)
}

function readMarker(text: string): Marker {
  const component = text.charAt(0)
  const comma = text.lastIndexOf(',')
  const [minWidth, maxWidth] = comma < 0 ? [] : readWidth(text.slice(comma + 1))
  const [presentation, modifier] = readPresentation(component, text.slice(1, comma < 0 ? undefined : comma))
  const names = namesCase(presentation)
  const marker = { component, minWidth, maxWidth, modifier, names, integer: undefined, yearDigits: undefined, parseWidth: undefined }
  if (component === 'Z' || component === 'z') return { ...marker, integer: readIntegerPicture(presentation) }
  if (names !== undefined || !INTEGER_COMPONENTS.includes(component)) return marker
  return component === 'Y'
    ? { ...marker, ...readYear(presentation, modifier, minWidth, maxWidth) }
    : { ...marker, integer: readInteger(presentation, modifier, minWidth) }
}

function readWidth(text: string): [min: number | undefined, max: number | undefined] {
  const dash = text.indexOf('-')
  const read = (width: string): number | undefined => (width === '*' ? undefined : Number.parseInt(width, 10))
  return dash < 0 ? [read(text), undefined] : [read(text.slice(0, dash)), read(text.slice(dash + 1))]
}

function readPresentation(component: string, text: string): [presentation: string, modifier: string | undefined] {
  if (text.length > 1 && 'atco'.includes(text.at(-1)!)) return [text.slice(0, -1), text.at(-1)]
  if (text.length > 0) return [text, undefined]
  const presentation = Object.hasOwn(DEFAULT_PRESENTATION, component) ? DEFAULT_PRESENTATION[component] : undefined
  if (presentation === undefined) throw fault('D3132', { value: component })
  return [presentation, undefined]
}

function namesCase(presentation: string): LetterCase | undefined {
  if (presentation[0] === 'n') return 'lower'
  if (presentation[0] !== 'N') return undefined
  return presentation[1] === 'n' ? 'title' : 'upper'
}

function readInteger(presentation: string, modifier: string | undefined, minWidth: number | undefined): IntegerPicture {
  const integer = readIntegerPicture(modifier === undefined ? presentation : `${presentation};${modifier}`)
  return minWidth !== undefined && integer.mandatoryDigits < minWidth ? { ...integer, mandatoryDigits: minWidth } : integer
}

function readYear(presentation: string, modifier: string | undefined, minWidth: number | undefined, maxWidth: number | undefined) {
  const integer = readInteger(presentation, modifier, minWidth)
  if (maxWidth !== undefined) return { integer: { ...integer, mandatoryDigits: maxWidth }, yearDigits: maxWidth }
  const digits = integer.mandatoryDigits + integer.optionalDigits
  return { integer, yearDigits: digits >= 2 ? digits : undefined }
}
