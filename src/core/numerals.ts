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

/** A whole number in small Roman numerals; zero is nothing. */
export function romanNumeral(value: number): string {
  let rest = value
  let result = ''
  for (const [amount, letters] of ROMAN) for (; rest >= amount; rest -= amount) result += letters
  return result
}

/** A whole number as the columns of a spreadsheet are counted: a … z, aa, ab … */
export function columnLetters(value: number, first: 'a' | 'A'): string {
  let letters = ''
  for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(((rest - 1) % 26) + first.charCodeAt(0)) + letters
  return letters
}
