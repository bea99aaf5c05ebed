/** The characters that a picture of a number is made of; a text may give others. */
export interface DecimalSymbols {
  readonly decimal: string
  readonly grouping: string
  readonly exponent: string
  readonly minus: string
  readonly percent: string
  readonly perMille: string
  readonly zero: string
  readonly digit: string
  readonly pattern: string
  /** The ten digits. */
  readonly digits: readonly string[]
  /** All characters that mean something. */
  readonly active: readonly string[]
}

/** The usual symbols, changed by options of XPath's names (`decimal-separator` …). */
export function decimalSymbols(options: Readonly<Record<string, string>> = {}): DecimalSymbols {
  const symbol = (name: string, usual: string): string => (Object.hasOwn(options, name) ? options[name]! : usual)
  const zero = symbol('zero-digit', '0')
  const digits = Array.from({ length: 10 }, (_, index) => String.fromCharCode(zero.charCodeAt(0) + index))
  const decimal = symbol('decimal-separator', '.')
  const exponent = symbol('exponent-separator', 'e')
  const grouping = symbol('grouping-separator', ',')
  const digit = symbol('digit', '#')
  const pattern = symbol('pattern-separator', ';')
  return {
    decimal,
    grouping,
    exponent,
    digit,
    pattern,
    zero,
    digits,
    minus: symbol('minus-sign', '-'),
    percent: symbol('percent', '%'),
    perMille: symbol('per-mille', '\u2030'),
    active: [...digits, decimal, exponent, grouping, digit, pattern],
  }
}
