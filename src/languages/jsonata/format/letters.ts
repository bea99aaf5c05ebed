import { fault } from '../fault.ts'

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

const ROMAN_VALUES: Readonly<Record<string, number>> = { M: 1000, D: 500, C: 100, L: 50, X: 10, V: 5, I: 1 }

/** There is no numeral above a thousand: a million takes as many letters as anybody will want. */
const MAX_ROMAN = 1_000_000

/** A whole number in small Roman numerals; zero is nothing. Throws D1001 above a million. */
export function numberToRoman(value: number): string {
  if (value > MAX_ROMAN) throw fault('D1001', { value })
  let rest = value
  let result = ''
  for (const [amount, numeral] of ROMAN) {
    const times = Math.floor(rest / amount)
    result += numeral.repeat(times)
    rest -= times * amount
  }
  return result
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

/** A whole number as the columns of a spreadsheet are counted: a … z, aa, ab … */
export function numberToLetters(value: number, first: 'a' | 'A'): string {
  let letters = ''
  for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(((rest - 1) % 26) + first.charCodeAt(0)) + letters
  return letters
}

/** The number of a spreadsheet's column. */
export function lettersToNumber(text: string, first: 'a' | 'A'): number {
  let result = 0
  for (let index = 0; index < text.length; index++) result = result * 26 + (text.charCodeAt(index) - first.charCodeAt(0) + 1)
  return result
}
