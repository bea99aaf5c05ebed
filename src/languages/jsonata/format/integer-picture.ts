/*
 * The reading of pictures follows JSONata's datetime.js (https://github.com/jsonata-js/jsonata), © Copyright IBM Corp. 2018, used under the
 * MIT licence (test/jsonata-suite/LICENSE).
 */
import { fault } from '../fault.ts'
import { charactersOf } from '../kinds.ts'
import { regularInterval } from './grouping.ts'

export type LetterCase = 'upper' | 'lower' | 'title'

/** A separator, by how many digits stand to its right. */
export interface Separator {
  readonly position: number
  readonly character: string
}

/** A picture of an integer, as of XPath's `fn:format-integer`. */
export interface IntegerPicture {
  readonly primary: 'decimal' | 'letters' | 'roman' | 'words' | 'sequence'
  readonly case: LetterCase
  readonly ordinal: boolean
  /** The zero of the family of digits. */
  readonly zeroCode: number
  readonly mandatoryDigits: number
  readonly optionalDigits: number
  /** One separator that comes again at this distance. */
  readonly regular: Separator | undefined
  /** Separators at odd places, from the right. */
  readonly separators: readonly Separator[]
  /** The picture itself, of a kind of numbering that is not known. */
  readonly token: string
}

const PLAIN: IntegerPicture = {
  primary: 'decimal',
  case: 'lower',
  ordinal: false,
  zeroCode: 0x30,
  mandatoryDigits: 0,
  optionalDigits: 0,
  regular: undefined,
  separators: [],
  token: '',
}

const PRESENTATIONS: Readonly<Record<string, Partial<IntegerPicture>>> = {
  A: { primary: 'letters', case: 'upper' },
  a: { primary: 'letters' },
  I: { primary: 'roman', case: 'upper' },
  i: { primary: 'roman' },
  W: { primary: 'words', case: 'upper' },
  Ww: { primary: 'words', case: 'title' },
  w: { primary: 'words' },
}

/** Reads a picture: `0001`, `#,##0`, `Ww;o`, `I` … Throws D3131. */
export function readIntegerPicture(picture: string): IntegerPicture {
  const semicolon = picture.lastIndexOf(';')
  const presentation = semicolon < 0 ? picture : picture.slice(0, semicolon)
  const ordinal = semicolon >= 0 && picture[semicolon + 1] === 'o'
  const known = Object.hasOwn(PRESENTATIONS, presentation) ? PRESENTATIONS[presentation] : readDigits(presentation)
  return { ...PLAIN, ...known, ordinal }
}

const DIGIT_FAMILIES = [
  0x30, 0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50, 0x0ed0, 0x0f20,
  0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0,
  0xaa50, 0xabf0, 0xff10,
]

function readDigits(presentation: string): Partial<IntegerPicture> {
  let zeroCode: number | undefined
  let mandatoryDigits = 0
  let optionalDigits = 0
  const separators: Separator[] = []
  for (const character of charactersOf(presentation).reverse()) {
    const code = character.codePointAt(0)!
    const family = DIGIT_FAMILIES.find(zero => code >= zero && code <= zero + 9)
    if (family !== undefined) {
      if (zeroCode !== undefined && family !== zeroCode) throw fault('D3131')
      zeroCode = family
      mandatoryDigits++
    } else if (character === '#') optionalDigits++
    else separators.push({ position: mandatoryDigits + optionalDigits, character })
  }
  if (zeroCode === undefined) return { primary: 'sequence', token: presentation }
  const regular = regularSeparator(separators)
  return { zeroCode, mandatoryDigits, optionalDigits, regular, separators: regular ? [] : separators }
}

function regularSeparator(separators: readonly Separator[]): Separator | undefined {
  const first = separators[0]
  if (first === undefined || separators.some(each => each.character !== first.character)) return undefined
  const position = regularInterval(separators.map(each => each.position))
  return position === 0 ? undefined : { position, character: first.character }
}
