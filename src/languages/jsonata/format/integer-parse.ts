/*
 * The patterns follow JSONata's datetime.js (https://github.com/jsonata-js/jsonata), © Copyright IBM Corp. 2018, used under the MIT licence
 * (test/jsonata-suite/LICENSE).
 */
import { fault } from '../fault.ts'
import { type IntegerPicture, readIntegerPicture } from './integer-picture.ts'
import { lettersToNumber, romanToNumber } from './letters.ts'
import { WORD_VALUES, wordsToNumber } from './words.ts'

/** What text a part of a picture stands for, and how to read it. */
export interface TextReader {
  /** Source of a regular expression. */
  readonly pattern: string
  read(text: string): number | undefined
}

/** The number that a text stands for, written as the picture tells (`$parseInteger`). Throws D3130, D3131. */
export function parseInteger(text: string, picture: string): number | undefined {
  return integerReader(readIntegerPicture(picture)).read(text)
}

/** The reader of a picture; with a width, of exactly so many digits. */
export function integerReader(picture: IntegerPicture, width?: number): TextReader {
  const upper = picture.case === 'upper'
  switch (picture.primary) {
    case 'letters':
      return { pattern: upper ? '[A-Z]+' : '[a-z]+', read: text => lettersToNumber(text, upper ? 'A' : 'a') }
    case 'roman':
      return { pattern: upper ? '[MDCLXVI]+' : '[mdclxvi]+', read: text => romanToNumber(upper ? text : text.toUpperCase()) }
    case 'words':
      return { pattern: `(?:${[...WORD_VALUES.keys(), 'and', '[\\-, ]'].join('|')})+`, read: text => wordsToNumber(text.toLowerCase()) }
    case 'decimal':
      return {
        pattern: `[0-9]${width ? `{${width}}` : '+'}${picture.ordinal ? '(?:th|st|nd|rd)' : ''}`,
        read: text => readDecimal(text, picture),
      }
    case 'sequence':
      throw fault('D3130', { value: picture.token })
  }
}

function readDecimal(text: string, picture: IntegerPicture): number {
  const withoutSuffix = picture.ordinal ? text.slice(0, -2) : text
  const separators = picture.regular ? [','] : picture.separators.map(each => each.character)
  const digits = separators.reduce((rest, separator) => rest.replaceAll(separator, ''), withoutSuffix)
  return Number.parseInt(inAscii(digits, picture.zeroCode), 10)
}

function inAscii(digits: string, zeroCode: number): string {
  if (zeroCode === 0x30) return digits
  return digits
    .split('')
    .map(digit => String.fromCodePoint(digit.codePointAt(0)! - zeroCode + 0x30))
    .join('')
}
