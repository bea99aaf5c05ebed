/*
 * The steps follow JSONata's datetime.js (https://github.com/jsonata-js/jsonata), © Copyright IBM Corp. 2018, used under the MIT licence
 * (test/jsonata-suite/LICENSE).
 */

import { columnLetters } from '../../../core/numerals.ts'
import { fault } from '../fault.ts'
import { charactersOf } from '../kinds.ts'
import { type IntegerPicture, readIntegerPicture } from './integer-picture.ts'
import { numberToRoman } from './letters.ts'
import { numberToWords } from './words.ts'

/** A number, rounded down, as a picture tells (`$formatInteger`). Throws D3130, D3131. */
export function formatInteger(value: number, picture: string): string {
  return formatByPicture(Math.floor(value), readIntegerPicture(picture))
}

/** The same with a picture that was read before. */
export function formatByPicture(value: number, picture: IntegerPicture): string {
  const text = formatPositive(Math.abs(value), picture)
  return value < 0 ? `-${text}` : text
}

function formatPositive(value: number, picture: IntegerPicture): string {
  switch (picture.primary) {
    case 'letters':
      return columnLetters(value, picture.case === 'upper' ? 'A' : 'a')
    case 'roman':
      return picture.case === 'upper' ? numberToRoman(value).toUpperCase() : numberToRoman(value)
    case 'words':
      return inCase(numberToWords(value, picture.ordinal), picture)
    case 'decimal':
      return formatDecimal(value, picture)
    case 'sequence':
      throw fault('D3130', { value: picture.token })
  }
}

function inCase(words: string, picture: IntegerPicture): string {
  if (picture.case === 'upper') return words.toUpperCase()
  return picture.case === 'lower' ? words.toLowerCase() : words
}

function formatDecimal(value: number, picture: IntegerPicture): string {
  const digits = inFamily(String(value).padStart(picture.mandatoryDigits, '0'), picture.zeroCode)
  const grouped = group(digits, picture)
  return picture.ordinal ? grouped + ordinalSuffix(grouped) : grouped
}

function inFamily(digits: string, zeroCode: number): string {
  if (zeroCode === 0x30) return digits
  return charactersOf(digits)
    .map(digit => String.fromCodePoint(digit.codePointAt(0)! + zeroCode - 0x30))
    .join('')
}

function group(digits: string, picture: IntegerPicture): string {
  const { regular } = picture
  if (regular === undefined)
    return picture.separators.toReversed().reduce((text, each) => insert(text, text.length - each.position, each.character), digits)
  let text = digits
  for (let count = Math.floor((digits.length - 1) / regular.position); count > 0; count--) {
    text = insert(text, text.length - count * regular.position, regular.character)
  }
  return text
}

/** Counts as `substr` does: a place before the start is one from the end. */
function insert(text: string, at: number, character: string): string {
  return text.slice(0, Math.max(at, 0)) + character + text.slice(at)
}

function ordinalSuffix(digits: string): string {
  const suffix = ({ 1: 'st', 2: 'nd', 3: 'rd' } as Record<string, string>)[digits.at(-1)!]
  return suffix === undefined || digits.at(-2) === '1' ? 'th' : suffix
}
