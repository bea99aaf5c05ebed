import { romanNumeral } from '../../../core/numerals.ts'
import { fault } from '../fault.ts'

const ROMAN_VALUES: Readonly<Record<string, number>> = { M: 1000, D: 500, C: 100, L: 50, X: 10, V: 5, I: 1 }

/** There is no numeral above a thousand: a million takes as many letters as anybody will want. */
const MAX_ROMAN = 1_000_000

/** A whole number in small Roman numerals; zero is nothing. Throws D1001 above a million. */
export function numberToRoman(value: number): string {
  if (value > MAX_ROMAN) throw fault('D1001', { value })
  return romanNumeral(value)
}

/** The number that capital Roman numerals stand for. */
export function romanToNumber(text: string): number {
  let result = 0
  let highest = 1
  for (const digit of [...text].reverse()) {
    const value = ROMAN_VALUES[digit] ?? Number.NaN
    if (value < highest) result -= value
    else {
      highest = value
      result += value
    }
  }
  return result
}

/** The number of a spreadsheet's column. */
export function lettersToNumber(text: string, first: 'a' | 'A'): number {
  let result = 0
  for (let index = 0; index < text.length; index++) result = result * 26 + (text.charCodeAt(index) - first.charCodeAt(0) + 1)
  return result
}
