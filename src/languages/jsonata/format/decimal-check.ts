/*
 * The rules (XPath functions and operators 4.7.3) follow JSONata's functions.js (https://github.com/jsonata-js/jsonata), © Copyright IBM
 * Corp. 2016, 2018, used under the MIT licence (test/jsonata-suite/LICENSE).
 */
import { fault } from '../fault.ts'
import type { PictureParts } from './decimal-picture.ts'
import type { DecimalSymbols } from './decimal-symbols.ts'

type Rule = (parts: PictureParts, symbols: DecimalSymbols) => boolean

/** What is wrong with a sub-picture, by code. Where several apply, the last one is told. */
const RULES: readonly (readonly [code: string, broken: Rule])[] = [
  ['D3081', ({ text }, { decimal }) => repeats(text, decimal)],
  ['D3082', ({ text }, { percent }) => repeats(text, percent)],
  ['D3083', ({ text }, { perMille }) => repeats(text, perMille)],
  ['D3084', ({ text }, { percent, perMille }) => text.includes(percent) && text.includes(perMille)],
  ['D3085', ({ mantissa }, { digits, digit }) => !mantissa.split('').some(each => digits.includes(each) || each === digit)],
  ['D3086', ({ active }, symbols) => active.split('').some(each => !symbols.active.includes(each))],
  ['D3087', ({ text }, { decimal, grouping }) => besidePoint(text, decimal, grouping)],
  ['D3088', ({ text, integer }, { decimal, grouping }) => !text.includes(decimal) && integer.at(-1) === grouping],
  ['D3089', ({ text }, { grouping }) => text.includes(grouping + grouping)],
  ['D3090', ({ integer }, { digit, digits }) => before(integer, integer.indexOf(digit)).some(each => digits.includes(each))],
  ['D3091', ({ fraction }, { digit, digits }) => behind(fraction, fraction.lastIndexOf(digit)).some(each => digits.includes(each))],
  ['D3092', ({ text, exponent }, { percent, perMille }) => Boolean(exponent) && (text.includes(percent) || text.includes(perMille))],
  [
    'D3093',
    ({ exponent }, { digits }) => exponent !== undefined && (exponent === '' || exponent.split('').some(each => !digits.includes(each))),
  ],
]

function repeats(text: string, symbol: string): boolean {
  return text.indexOf(symbol) !== text.lastIndexOf(symbol)
}

function besidePoint(text: string, decimal: string, grouping: string): boolean {
  const point = text.indexOf(decimal)
  return point !== -1 && (text.charAt(point - 1) === grouping || text.charAt(point + 1) === grouping)
}

function before(text: string, at: number): string[] {
  return at === -1 ? [] : text.slice(0, at).split('')
}

function behind(text: string, at: number): string[] {
  return at === -1 ? [] : text.slice(at).split('')
}

/** Throws D3081 to D3093 for a sub-picture that is not well-formed. */
export function checkPicture(parts: PictureParts, symbols: DecimalSymbols): void {
  const broken = RULES.findLast(([, rule]) => rule(parts, symbols))
  if (broken !== undefined) throw fault(broken[0])
}
