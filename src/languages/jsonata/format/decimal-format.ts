/*
 * The steps (XPath functions and operators 4.7.5) follow JSONata's functions.js (https://github.com/jsonata-js/jsonata), © Copyright IBM
 * Corp. 2016, 2018, used under the MIT licence (test/jsonata-suite/LICENSE).
 */
import { checkPicture } from './decimal-check.ts'
import { analysePicture, type DecimalPicture, splitPicture } from './decimal-picture.ts'
import { type DecimalSymbols, decimalSymbols } from './decimal-symbols.ts'
import { round } from './round.ts'

/** A number by a picture of XPath's `fn:format-number` (`#,##0.00;(#,##0.00)`). Throws D3080 to D3093. */
export function formatNumber(value: number, picture: string, options?: Readonly<Record<string, string>>): string {
  const symbols = decimalSymbols(options)
  const parts = splitPicture(picture, symbols)
  for (const part of parts) checkPicture(part, symbols)
  const [positive, negative] = parts.map(part => analysePicture(part, symbols))
  const minus = negative ?? { ...positive!, prefix: symbols.minus + positive!.prefix }
  return format(value, value >= 0 ? positive! : minus, symbols)
}

function format(value: number, picture: DecimalPicture, symbols: DecimalSymbols): string {
  const [mantissa, exponent] = scale(adjust(value, picture, symbols), picture)
  const digits = trimZeros(digitsOf(round(mantissa, picture.maxFraction), picture.maxFraction, symbols), symbols)
  const padded = padDigits(digits, picture, symbols)
  const grouped = groupFraction(groupInteger(padded, picture, symbols), picture, symbols)
  const number = dropPoint(grouped, picture, symbols)
  return picture.prefix + number + exponentText(exponent, picture, symbols) + picture.suffix
}

function adjust(value: number, picture: DecimalPicture, symbols: DecimalSymbols): number {
  if (picture.text.includes(symbols.percent)) return value * 100
  return picture.text.includes(symbols.perMille) ? value * 1000 : value
}

function scale(value: number, picture: DecimalPicture): [mantissa: number, exponent: number | undefined] {
  if (picture.minExponent === 0) return [value, undefined]
  if (value === 0) return [0, 0]
  let mantissa = value
  let exponent = 0
  for (; Math.abs(mantissa) < 10 ** (picture.scaling - 1); exponent--) mantissa *= 10
  for (; Math.abs(mantissa) > 10 ** picture.scaling; exponent++) mantissa /= 10
  return [mantissa, exponent]
}

/** The digits with the decimal separator, which is there even where nothing follows. */
function digitsOf(value: number, places: number, symbols: DecimalSymbols): string {
  const text = inFamily(Math.abs(value).toFixed(places), symbols)
  return text.includes('.') ? text.replace('.', symbols.decimal) : text + symbols.decimal
}

function inFamily(text: string, symbols: DecimalSymbols): string {
  return symbols.zero === '0' ? text : text.replaceAll(/[0-9]/g, digit => symbols.digits[Number(digit)]!)
}

function trimZeros(text: string, symbols: DecimalSymbols): string {
  let start = 0
  let end = text.length
  while (start < end && text[start] === symbols.zero) start++
  while (end > start && text[end - 1] === symbols.zero) end--
  return text.slice(start, end)
}

function padDigits(text: string, picture: DecimalPicture, symbols: DecimalSymbols): string {
  const point = text.indexOf(symbols.decimal)
  const left = Math.max(0, picture.minInteger - point)
  const right = Math.max(0, picture.minFraction - (text.length - point - 1))
  return symbols.zero.repeat(left) + text + symbols.zero.repeat(right)
}

function insert(text: string, at: number, separator: string): string {
  return text.slice(0, at) + separator + text.slice(at)
}

function groupInteger(text: string, picture: DecimalPicture, symbols: DecimalSymbols): string {
  let point = text.indexOf(symbols.decimal)
  let result = text
  if (picture.regularGroup > 0) {
    const groups = Math.floor((point - 1) / picture.regularGroup)
    for (let each = 1; each <= groups; each++) result = insert(result, point - each * picture.regularGroup, symbols.grouping)
    return result
  }
  for (const place of picture.integerGroups) result = insert(result, point++ - place, symbols.grouping)
  return result
}

function groupFraction(text: string, picture: DecimalPicture, symbols: DecimalSymbols): string {
  const point = text.indexOf(symbols.decimal)
  return picture.fractionGroups.reduce((result, place) => insert(result, place + point + 1, symbols.grouping), text)
}

function dropPoint(text: string, picture: DecimalPicture, symbols: DecimalSymbols): string {
  const needed = picture.text.includes(symbols.decimal) && text.indexOf(symbols.decimal) !== text.length - 1
  return needed ? text : text.slice(0, -1)
}

function exponentText(exponent: number | undefined, picture: DecimalPicture, symbols: DecimalSymbols): string {
  if (exponent === undefined) return ''
  const digits = inFamily(Math.abs(exponent).toFixed(0), symbols).padStart(picture.minExponent, symbols.zero)
  return symbols.exponent + (exponent < 0 ? symbols.minus : '') + digits
}
