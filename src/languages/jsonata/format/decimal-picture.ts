/*
 * The steps (XPath functions and operators 4.7.3 and 4.7.4) follow JSONata's functions.js (https://github.com/jsonata-js/jsonata),
 * © Copyright IBM Corp. 2016, 2018, used under the MIT licence (test/jsonata-suite/LICENSE).
 */
import { fault } from '../fault.ts'
import type { DecimalSymbols } from './decimal-symbols.ts'
import { regularInterval } from './grouping.ts'

/** A sub-picture taken apart. */
export interface PictureParts {
  readonly text: string
  readonly prefix: string
  readonly suffix: string
  readonly active: string
  readonly mantissa: string
  readonly exponent: string | undefined
  readonly integer: string
  readonly fraction: string
}

/** What a sub-picture tells about numbers. */
export interface DecimalPicture {
  readonly text: string
  readonly prefix: string
  readonly suffix: string
  /** Places of separators in the integer part, in digits from the right, and the interval where they are regular. */
  readonly integerGroups: readonly number[]
  readonly regularGroup: number
  /** Places of separators in the fraction, in digits from the left. */
  readonly fractionGroups: readonly number[]
  readonly minInteger: number
  readonly scaling: number
  readonly minFraction: number
  readonly maxFraction: number
  readonly minExponent: number
}

/** The sub-pictures of a picture: one, or another for negative numbers. Throws D3080. */
export function splitPicture(picture: string, symbols: DecimalSymbols): PictureParts[] {
  const pictures = picture.split(symbols.pattern)
  if (pictures.length > 2) throw fault('D3080')
  return pictures.map(each => splitParts(each, symbols))
}

function splitParts(text: string, symbols: DecimalSymbols): PictureParts {
  const [prefix, suffix] = surroundings(text, symbols)
  const active = text.substring(prefix.length, text.length - suffix.length)
  const exponentAt = text.indexOf(symbols.exponent, prefix.length)
  const plain = exponentAt === -1 || exponentAt > text.length - suffix.length
  const mantissa = plain ? active : active.substring(0, exponentAt)
  const exponent = plain ? undefined : active.substring(exponentAt + 1)
  const point = mantissa.indexOf(symbols.decimal)
  const integer = point === -1 ? mantissa : mantissa.substring(0, point)
  const fraction = point === -1 ? suffix : mantissa.substring(point + 1)
  return { text, prefix, suffix, active, mantissa, exponent, integer, fraction }
}

function surroundings(text: string, symbols: DecimalSymbols): [prefix: string, suffix: string] {
  const characters = text.split('')
  const marks = (character: string) => symbols.active.includes(character) && character !== symbols.exponent
  const first = characters.findIndex(marks)
  return first === -1 ? ['', ''] : [text.slice(0, first), text.slice(characters.findLastIndex(marks) + 1)]
}

/** Reads what a sub-picture tells (4.7.4). */
export function analysePicture(parts: PictureParts, symbols: DecimalSymbols): DecimalPicture {
  const mandatory = (text: string) => count(text, each => symbols.digits.includes(each))
  const anyDigit = (text: string) => count(text, each => symbols.digits.includes(each) || each === symbols.digit)
  const integerGroups = groupPlaces(parts.integer, parts.integer, symbols.grouping, (text, at) => anyDigit(text.substring(at)))
  const fractionGroups = groupPlaces(parts.fraction, parts.integer, symbols.grouping, (text, at) => anyDigit(text.substring(0, at)))
  const exponentPresent = parts.exponent !== undefined
  const scaling = mandatory(parts.integer)
  const sizes = digitSizes(
    scaling,
    mandatory(parts.fraction),
    anyDigit(parts.fraction),
    exponentPresent,
    parts.integer.includes(symbols.digit),
  )
  return {
    text: parts.text,
    prefix: parts.prefix,
    suffix: parts.suffix,
    integerGroups,
    regularGroup: regularInterval(integerGroups),
    fractionGroups,
    scaling,
    minExponent: exponentPresent ? mandatory(parts.exponent) : 0,
    ...sizes,
  }
}

function count(text: string, wanted: (character: string) => boolean): number {
  return text.split('').filter(wanted).length
}

/** The second and later separators are looked for in the integer part, as the language does even for the fraction. */
function groupPlaces(part: string, integer: string, separator: string, place: (part: string, at: number) => number): number[] {
  const places: number[] = []
  for (let at = part.indexOf(separator); at !== -1; at = integer.indexOf(separator, at + 1)) places.push(place(part, at))
  return places
}

function digitSizes(integer: number, fraction: number, anyFraction: number, exponent: boolean, optionalInteger: boolean) {
  let minInteger = integer
  let minFraction = fraction
  let maxFraction = anyFraction
  if (minInteger === 0 && maxFraction === 0) {
    if (exponent) minFraction = maxFraction = 1
    else minInteger = 1
  }
  if (exponent && minInteger === 0 && optionalInteger) minInteger = 1
  if (minInteger === 0 && minFraction === 0) minFraction = 1
  return { minInteger, minFraction, maxFraction }
}
