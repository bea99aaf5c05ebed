import { columnLetters, romanNumeral } from '../../src/core/numerals.ts'

/** `format-number`: a pattern of Java's DecimalFormat with `#`, `0`, `,`, `.`, `%` and a part for negative numbers. */
export function formatNumber(value: number, pattern: string): string {
  if (Number.isNaN(value)) return 'NaN'
  const [positive = '', negative] = pattern.split(';')
  const chosen = value < 0 && negative !== undefined ? negative : positive
  const [, before = '', digits = '', after = ''] = /^([^#0,.]*)([#0,.]*)(.*)$/s.exec(chosen)!
  const sign = value < 0 && negative === undefined ? '-' : ''
  const scaled = Math.abs(value) * (/%/.test(before + after) ? 100 : /‰/.test(before + after) ? 1000 : 1)
  const number = Number.isFinite(scaled) ? formatDigits(scaled, digits) : 'Infinity'
  return sign + before + number + after
}

function formatDigits(value: number, pattern: string): string {
  const [whole = '', fraction = ''] = pattern.split('.')
  const least = fraction.replaceAll('#', '').length
  const rounded = roundHalfEven(value, fraction.length)
  const [integer = '0', decimals = ''] = rounded.split('.')
  const kept = decimals.replace(/0+$/, '').padEnd(least, '0')
  const padded = (integer === '0' && !whole.includes('0') && kept !== '' ? '' : integer).padStart(whole.replaceAll(/[#,]/g, '').length, '0')
  const size = whole.includes(',') ? whole.length - whole.lastIndexOf(',') - 1 : 0
  return (size > 0 ? grouped(padded, size) : padded) + (kept === '' ? '' : `.${kept}`)
}

function roundHalfEven(value: number, digits: number): string {
  const factor = 10 ** digits
  const scaled = value * factor
  const floor = Math.floor(scaled)
  const half = scaled - floor
  const near = half === 0.5 ? (floor % 2 === 0 ? floor : floor + 1) : Math.round(scaled)
  return Number.isSafeInteger(near) ? (near / factor).toFixed(digits) : value.toFixed(digits)
}

function grouped(digits: string, size: number): string {
  return digits.replaceAll(new RegExp(`\\B(?=(?:\\d{${size}})+$)`, 'g'), ',')
}

/** A number as `xsl:number` writes it: `1`, `01`, `a`, `A`, `i`, `I`. */
export function formatCount(value: number, token: string): string {
  if (/^0*1$/.test(token)) return String(value).padStart(token.length, '0')
  if (token === 'a' || token === 'A') return columnLetters(value, token)
  if (token === 'i' || token === 'I') return token === 'i' ? romanNumeral(value) : romanNumeral(value).toUpperCase()
  return String(value)
}
